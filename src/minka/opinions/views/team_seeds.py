"""Writing many statements at once: look at every line first, then publish them all."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from minka.contributions.actions.submission import PhaseClosed
from minka.contributions.queries.similar import similar_contributions
from minka.contributions.views.staff import person_of
from minka.engine.texts.normalise import fold
from minka.opinions.access import get_opinions_for, rules_of
from minka.opinions.actions.seeds import PREFIX, write_seeds
from minka.opinions.forms.seeds import SeedsForm
from minka.opinions.models import Statement
from minka.opinions.views.team import around
from minka.processes.models import Activity, Process
from minka.web.keys import new_key

CONFLICT, UNPROCESSABLE = 409, 422
SIMILAR = 2


@require_http_methods(["GET", "HEAD", "POST"])
def seeds(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """One statement per line. First the lines come back with what resembles them; then they are published."""
    place = get_opinions_for(request, site, process, activity, "edit_process")
    longest = rules_of(place).longest
    if request.method != "POST":
        start = {"idempotency_key": new_key(), "language": (place.process.site.languages or ["es"])[0]}
        return _page(request, place, SeedsForm(initial=start, longest=longest, taken=set()))
    taken = _taken(place, request.POST.get("idempotency_key", "").replace("\x00", ""))
    form = SeedsForm(request.POST, longest=longest, taken=taken)
    if not form.is_valid():
        return _page(request, place, form, status=UNPROCESSABLE)
    if request.POST.get("paso") != "publicar":
        return _page(request, place, form, checked=_checked(place, form.texts()))
    try:
        made = write_seeds(
            activity=place,
            texts=form.texts(),
            language=form.cleaned_data["language"],
            idempotency_key=form.cleaned_data["idempotency_key"],
            by=person_of(request),
        )
    except PhaseClosed:
        return _page(request, place, form, status=CONFLICT)
    words = ngettext("Publicamos %(count)d afirmación.", "Publicamos %(count)d afirmaciones.", len(made))
    messages.success(request, words % {"count": len(made)} if made else _("Ya estaban publicadas."))
    return redirect("opinions:team-statements", site, process, activity)


def _taken(activity: Activity, key: str) -> set[str]:
    """What the activity's statements say already, but for those that this very form made."""
    said = Statement.objects.filter(activity=activity).exclude(contribution__visibility="withdrawn")
    others = said.exclude(contribution__idempotency_key__startswith=f"{PREFIX}{activity.pk}:{key}:") if key else said
    return {fold(text) for text in others.values_list("contribution__text", flat=True)}


def _checked(activity: Activity, texts: list[str]) -> list[tuple[str, list[str]]]:
    """Each line with what already says nearly the same."""
    return [
        (text, [each.contribution.text for each in similar_contributions(activity=activity, text=text, limit=SIMILAR)])
        for text in texts
    ]


def _page(
    request: HttpRequest,
    activity: Activity,
    form: SeedsForm,
    *,
    checked: list[tuple[str, list[str]]] | None = None,
    status: int = 200,
) -> HttpResponse:
    values = {
        **around(request, activity, "team-seeds", _("Escribir afirmaciones")),
        "form": form,
        "checked": checked,
        "longest": rules_of(activity).longest,
        "takes": activity.process.status == Process.Status.OPEN,
        "is_draft": activity.process.status == Process.Status.DRAFT,
    }
    return render(request, "opinions/team_seeds.html", values, status=status)
