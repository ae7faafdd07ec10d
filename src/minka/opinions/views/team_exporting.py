"""Taking the votes along for research, in the columns of Pol.is. Who did so stays in the audit trail."""

from collections.abc import Callable, Iterator
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_safe

from minka.contributions.views.staff import person_of
from minka.opinions.access import get_opinions_for
from minka.opinions.kind import Opinions
from minka.opinions.queries.exporting import person_lines, statement_lines, summary_lines, vote_lines
from minka.opinions.queries.importing import origins_of
from minka.opinions.views.team import around
from minka.processes.models import Activity
from minka.records.actions import write_audit

FILES = (
    (
        "votes",
        gettext_noop("Votos"),
        gettext_noop("Una fila por voto, también los que después cambiaron, con su hora."),
    ),
    ("comments", gettext_noop("Afirmaciones"), gettext_noop("Una fila por afirmación, con su texto y sus conteos.")),
    (
        "participants-votes",
        gettext_noop("Personas y votos"),
        gettext_noop("Una fila por votante, una columna por afirmación, y el grupo del último mapa."),
    ),
    ("summary", gettext_noop("Resumen"), gettext_noop("La pregunta, la dirección y cuántas personas.")),
)


@require_safe
def exports(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """What there is to take along, and on what terms."""
    place = get_opinions_for(request, site, process, activity, "export")
    values = {
        **around(request, place, "team-exports", _("Descargar")),
        "files": [(key, f"{key}.csv", _(name), _(words)) for key, name, words in FILES],
        "origins": origins_of(place),
    }
    return render(request, "opinions/team_exports.html", values)


@require_GET
def export(request: HttpRequest, site: str, process: str, activity: str, name: str) -> StreamingHttpResponse:
    """One file, streamed."""
    place = get_opinions_for(request, site, process, activity, "export")
    lines = _writers(request, place).get(name)
    if lines is None:
        raise Http404
    write_audit(
        site=place.process.site.slug,
        by=person_of(request),
        action="opinions.exported",
        subject=f"{place.process.ref}/{place.slug}",
        changes={"file": name},
    )
    headers = {"Content-Disposition": f'attachment; filename="{place.slug}-{name}.csv"'}
    return StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8", headers=headers)


def _writers(request: HttpRequest, activity: Activity) -> dict[str, Callable[[], Iterator[str]]]:
    address = request.build_absolute_uri(Opinions().page(activity))
    return {
        "votes": partial(vote_lines, activity),
        "comments": partial(statement_lines, activity),
        "participants-votes": partial(person_lines, activity),
        "summary": partial(summary_lines, activity, address),
    }
