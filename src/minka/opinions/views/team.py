"""The team's pages of an activity of opinions: the live map, its statements one by one, and publishing the map."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from minka.contributions.queries.addresses import trail_of
from minka.contributions.views.staff import person_of
from minka.opinions.access import get_opinions_for
from minka.opinions.actions.publishing import NothingToPublish, publish_map
from minka.opinions.drawing import days_picture, map_picture
from minka.opinions.kind import place_of
from minka.opinions.queries.live import group_names, live_map
from minka.opinions.queries.statements import ORDERS, statement_page, statement_rows
from minka.opinions.queries.team import overview_of, team_counts
from minka.processes.access import is_open, today
from minka.processes.models import Activity
from minka.sites.access import may

PAGES = (
    ("team", gettext_noop("Mapa en vivo"), "see_desk"),
    ("team-statements", gettext_noop("Afirmaciones"), "see_desk"),
    ("team-seeds", gettext_noop("Escribir"), "edit_process"),
    ("team-groups", gettext_noop("Nombrar grupos"), "edit_process"),
    ("team-voters", gettext_noop("Votantes"), "edit_process"),
    ("team-imports", gettext_noop("Importar"), "import"),
    ("team-exports", gettext_noop("Descargar"), "export"),
)
RIGHTS = ("edit_process", "moderate", "answer", "export", "enter_paper")
ORDER_NAMES = (
    ("acuerdo", gettext_noop("Más acuerdo")),
    ("union", gettext_noop("Unen más")),
    ("division", gettext_noop("Dividen más")),
    ("pocos-votos", gettext_noop("Menos votos")),
)


def around(request: HttpRequest, activity: Activity, page: str, here: str = "") -> dict[str, object]:
    """Site, process, way back and tabs; ``page`` names the tab one is on, ``here`` a page below it."""
    site, place = activity.process.site, place_of(activity)
    tabs = [each for each in PAGES if may(request.user, each[2], site)]
    trail = [*trail_of(activity, inside=True), (_("Equipo"), reverse("opinions:team", args=place) if here else "")]
    return {
        "site": site,
        "process": activity.process,
        "activity": activity,
        "trail": [*trail, (here, "")] if here else trail,
        "tabs": [(_(name), reverse(f"opinions:{key}", args=place), key == page) for key, name, _right in tabs],
        "may": {right: may(request.user, right, site) for right in RIGHTS},
    }


@never_cache
@require_safe
def team(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """The live map in words and tables. While people vote, the page asks for it again by itself."""
    place = get_opinions_for(request, site, process, activity, "see_desk")
    overview = overview_of(place)
    newest, days = overview.newest, overview.participation.days
    values = {
        **around(request, place, "team"),
        "overview": overview,
        "picture": map_picture(newest.document, group_names(place)) if newest else None,
        "days": days_picture(days, title=_("Votos por día"), unit=_("votos"), name="dias"),
        "is_open": is_open(place, today()),
    }
    return render(request, "opinions/team.html", values)


@require_safe
def statements(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """All statements beside what the map says of them, in one of four orders."""
    place = get_opinions_for(request, site, process, activity, "see_desk")
    order = request.GET.get("orden", "")
    order = order if order in ORDERS else "acuerdo"
    newest = live_map(place)
    rows = statement_rows(place, newest, order)
    values = {
        **around(request, place, "team-statements", _("Afirmaciones")),
        "page": statement_page(rows, request.GET.get("pagina", "")),
        "counts": team_counts(place),
        "newest": newest,
        "orders": [(_(name), f"?orden={key}", key == order) for key, name in ORDER_NAMES],
    }
    return render(request, "opinions/team_statements.html", values)


@require_POST
def publish(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """Freeze the newest map and write it into the public log."""
    place = get_opinions_for(request, site, process, activity, "edit_process")
    try:
        publish_map(activity=place, by=person_of(request))
    except NothingToPublish:
        messages.warning(request, _("Todavía no hay un mapa que publicar: aparece con los primeros votos."))
    else:
        messages.success(request, _("Publicamos el mapa. Su huella está en el registro público."))
    return redirect("opinions:team", site, process, activity)
