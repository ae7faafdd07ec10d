"""The report of an activity of opinions: what unites, what divides, and how anybody counts it again."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from minka.contributions.queries.addresses import trail_of
from minka.opinions.access import get_opinions, rules_of
from minka.opinions.actions.recounting import ask_recount
from minka.opinions.kind import place_of
from minka.opinions.queries.public_files import map_file, statements_file, votes_file
from minka.opinions.queries.report import report_of
from minka.opinions.queries.report_access import files_for, map_for, may_see_report, shown_map, votes_for
from minka.opinions.queries.report_method import Method, method_of
from minka.opinions.queries.report_people import attendance_of, map_of
from minka.opinions.tasks import recount as recount_task
from minka.opinions.views.report_paper import draw_report
from minka.people.models import Person
from minka.people.pace import TooFast, address_of, spend
from minka.processes.access import today
from minka.processes.models import Activity
from minka.processes.queries.states import state_words
from minka.sites.access import may
from minka.web.errors import too_many
from minka.web.sharing import shared

CSV = "text/csv; charset=utf-8"


@require_safe
@shared
def report(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """The whole report; where the rules do not show it yet, when they will."""
    place = get_opinions(request, site, process, activity)
    if not may_see_report(request, place):
        return render(request, "opinions/report_waiting.html", {**_around(place), "rules": rules_of(place)})
    row = shown_map(place, today())
    if row is None:
        return render(request, "opinions/report_waiting.html", {**_around(place), "is_empty": True})
    attendance = attendance_of(place)
    department = place.process.site.place_code[:2]
    values = {
        **_around(place),
        "report": report_of(place, row),
        "method": method_of(place, row),
        "attendance": attendance,
        "is_team": may(request.user, "enter_paper", place.process.site),
        "places": map_of(attendance, department) if department and attendance.is_placed else None,
    }
    return render(request, "opinions/report.html", values)


@require_POST
def count_again(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """Have the worker count the shown map again; the page then says what came out."""
    place = get_opinions(request, site, process, activity)
    row = map_for(request, place)
    try:
        spend("recount-address", address_of(request))
    except TooFast as fast:
        return too_many(request, seconds=fast.wait)
    asked, is_new = ask_recount(row=row)
    if is_new:
        recount_task.defer(recount_id=asked.pk)
    return redirect(reverse("opinions:report-recount", args=place_of(place)))


@require_safe
def recount(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """What the last recount of the shown map said; an htmx request gets the sentence alone."""
    place = get_opinions(request, site, process, activity)
    method: Method = method_of(place, map_for(request, place))
    template = "opinions/recount.html" + ("#answer" if request.headers.get("HX-Request") else "")
    return render(request, template, {**_around(place, inside=True), "method": method})


@require_safe
def votes_csv(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponseBase:
    """Every vote of the map: a number drawn at random for each person, the statement, the vote."""
    row = votes_for(request, get_opinions(request, site, process, activity))
    return _slowed(request) or _file(votes_file(row), "votos.csv")


@require_safe
def statements_csv(request: HttpRequest, site: str, process: str, activity: str) -> StreamingHttpResponse:
    """Every statement of the map with its votes."""
    return _file(
        statements_file(files_for(request, get_opinions(request, site, process, activity))), "afirmaciones.csv"
    )


@require_safe
def map_json(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """The document in its canonical bytes."""
    row = files_for(request, get_opinions(request, site, process, activity))
    response = HttpResponse(map_file(row), content_type="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="mapa.json"'
    return response


@require_safe
def report_pdf(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """The report on paper."""
    place = get_opinions(request, site, process, activity)
    row = map_for(request, place)
    if slowed := _slowed(request):
        return slowed
    address = request.build_absolute_uri(reverse("opinions:report", args=place_of(place)))
    content = draw_report(place, report_of(place, row), attendance_of(place), method_of(place, row), address)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="informe-{place.process.slug}-{place.slug}.pdf"'
    return response


def _around(place: Activity, *, inside: bool = False) -> dict[str, object]:
    """Site, process, way back and state."""
    trail = trail_of(place, inside=True)
    report_url = reverse("opinions:report", args=place_of(place)) if inside else ""
    return {
        "site": place.process.site,
        "process": place.process,
        "activity": place,
        "trail": [*trail, (_("Informe"), report_url)],
        "state": state_words(place, today()),
    }


def _slowed(request: HttpRequest) -> HttpResponse | None:
    """What costs much to make has a pace: a class behind one address takes it at once, a machine in a loop waits."""
    if isinstance(request.user, Person):
        return None
    try:
        spend("report-file-address", address_of(request))
    except TooFast as fast:
        return too_many(request, seconds=fast.wait)
    return None


def _file(content: Iterator[bytes], name: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(content, content_type=CSV, headers=headers)
