"""One statement as the team sees it: what each group says of it, its answer, and the decision that rests on it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from minka.contributions.models import Link
from minka.contributions.views.staff import person_of
from minka.opinions.access import get_opinions_for
from minka.opinions.actions.telling import link_decision
from minka.opinions.drawing import agreement_picture
from minka.opinions.forms.team import DecisionForm
from minka.opinions.models import Statement
from minka.opinions.queries.live import group_names, live_map
from minka.opinions.queries.statements import Row, get_team_statement, results_of
from minka.opinions.tasks import ask_to_tell
from minka.opinions.views.team import around
from minka.processes.models import Activity

UNPROCESSABLE = 422


@require_safe
def statement(request: HttpRequest, site: str, process: str, activity: str, number: int) -> HttpResponse:
    """What everybody and each group says of it, where it stands, what it led to."""
    place = get_opinions_for(request, site, process, activity, "see_desk")
    return _page(request, place, get_team_statement(place, number), DecisionForm())


@require_POST
def decide(request: HttpRequest, site: str, process: str, activity: str, number: int) -> HttpResponse:
    """Link the statement to the decision that rests on it, and have everyone who voted on it told."""
    place = get_opinions_for(request, site, process, activity, "answer")
    found = get_team_statement(place, number)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, place, found, form, status=UNPROCESSABLE)
    link = link_decision(statement=found, decision=form.decision(), by=person_of(request))
    words = _("Enlazamos la decisión.")
    if form.cleaned_data["tells"]:
        ask_to_tell(found, link)
        words = _("Enlazamos la decisión. Avisamos a quienes votaron, una vez a cada persona.")
    messages.success(request, words)
    return redirect("opinions:team-statement", site, process, activity, number)


def _page(
    request: HttpRequest, activity: Activity, found: Statement, form: DecisionForm, *, status: int = 200
) -> HttpResponse:
    newest, names = live_map(activity), group_names(activity)
    result = results_of(newest).get(found.number)
    here = _("Afirmación %(number)d") % {"number": found.number}
    values = {
        **around(request, activity, "team-statements", here),
        "statement": found,
        "contribution": found.contribution,
        "row": Row(found, result),
        "picture": agreement_picture(result, names, name="votos") if result else None,
        "links": list(Link.objects.filter(source=found.contribution.ref).order_by("pk")),
        "form": form,
        "takes_answer": found.contribution.needs_answer and found.contribution.visibility != "withdrawn",
    }
    return render(request, "opinions/team_statement.html", values, status=status)
