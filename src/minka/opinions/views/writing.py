"""Writing a statement: write, check, receipt. What is typed travels in the form, so nothing is lost on the way."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from minka.contributions.actions.submission import PhaseClosed, Submitted
from minka.contributions.actions.voice import earlier_contribution
from minka.contributions.models import Contribution
from minka.contributions.views.arriving import keep_pace
from minka.contributions.views.consent import Purpose, agreement_shown, text_for
from minka.contributions.views.receipt import received
from minka.opinions.access import get_opinions, rules_of, voting_participant
from minka.opinions.actions.join import participant_with_account
from minka.opinions.actions.propose import propose_statement
from minka.opinions.forms.writing import StatementForm
from minka.opinions.queries.similar import similar_statements
from minka.opinions.views.places import FORBIDDEN, account_page, closed_page, place_values
from minka.people.models import Person
from minka.people.pace import TooFast
from minka.processes.access import is_open, today
from minka.processes.models import Activity
from minka.web.keys import new_key
from minka.web.sharing import shared

FEWEST_TO_COMPARE = 12
UNPROCESSABLE, CONFLICT, TOO_MANY = 422, 409, 429


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@shared
def new(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """The page to write on. A POST comes back from the check page with what was written."""
    place = _writable(request, site, process, activity)
    if _needs_sign_in(request, place):
        return account_page(request, place)
    if request.method == "POST":
        return _write_page(request, place, StatementForm(rules_of(place), request.POST))
    if not is_open(place, today()):
        return closed_page(request, place)
    return _write_page(request, place, StatementForm(rules_of(place), initial={"idempotency_key": new_key()}))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """Show what will be sent, with statements that say nearly the same; nothing is kept yet."""
    place = _writable(request, site, process, activity)
    if request.method != "POST":
        return redirect("opinions:new", site, process, activity)
    form = StatementForm(rules_of(place), request.POST)
    if not is_open(place, today()):
        return closed_page(request, place, str(form["text"].value() or ""))
    if not form.is_valid():
        return _write_page(request, place, form, status=UNPROCESSABLE)
    return _check_page(request, place, form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """Receive the statement once, whatever is pressed twice, and lead to its receipt."""
    place = _writable(request, site, process, activity)
    if request.method != "POST":
        return redirect("opinions:new", site, process, activity)
    if _needs_sign_in(request, place):
        return account_page(request, place, status=FORBIDDEN)
    form = StatementForm(rules_of(place), request.POST)
    if not form.is_valid():
        return _write_page(request, place, form, status=UNPROCESSABLE)
    return _receive(request, place, form)


@never_cache
@require_POST
def similar(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """Statements that resemble what is being written. A POST, so that no address and no log ever holds the draft."""
    place = _writable(request, site, process, activity)
    text = request.POST.get("text", "").replace("\x00", "")[:1000].strip()
    rows = similar_statements(place, text) if len(text) >= FEWEST_TO_COMPARE else []
    return render(request, "opinions/similar.html", place_values(place) | {"rows": rows})


def _writable(request: HttpRequest, site: str, process: str, activity: str) -> Activity:
    """The activity, if people may write in it; where only the team writes there is no such page."""
    place = get_opinions(request, site, process, activity)
    if rules_of(place).who_writes != "everyone":
        raise Http404
    return place


def _needs_sign_in(request: HttpRequest, place: Activity) -> bool:
    return rules_of(place).needs_account and not isinstance(request.user, Person)


def _receive(request: HttpRequest, place: Activity, form: StatementForm) -> HttpResponse:
    earlier = earlier_contribution(place, form.cleaned_data["idempotency_key"])
    if earlier is not None and _is_another(form, earlier):
        form.carry_key(new_key())
        return _check_page(request, place, form, status=CONFLICT, earlier=earlier)
    try:
        submitted = Submitted(earlier, is_new=False) if earlier else _hand_in(request, place, form)
    except PhaseClosed:
        return closed_page(request, place, form.cleaned_data["text"])
    except TooFast as fast:
        return _check_page(request, place, form, status=TOO_MANY, wait=fast.wait)
    return received(request, submitted)


def _hand_in(request: HttpRequest, place: Activity, form: StatementForm) -> Submitted:
    keep_pace(request, "contribute")
    participant = voting_participant(request, place)
    if participant is None and rules_of(place).needs_account and isinstance(request.user, Person):
        participant = participant_with_account(by=request.user)
    return propose_statement(
        activity=place,
        text=form.cleaned_data["text"],
        language=get_language() or "es",
        idempotency_key=form.cleaned_data["idempotency_key"],
        by=participant,
        agreed=agreement_shown(),
    )


def _is_another(form: StatementForm, earlier: Contribution) -> bool:
    """Whether somebody went back after the receipt and wrote a different statement into the same form."""
    return earlier.text != form.cleaned_data["text"] and earlier.visibility != Contribution.Visibility.WITHDRAWN


def _write_page(request: HttpRequest, place: Activity, form: StatementForm, *, status: int = 200) -> HttpResponse:
    if form.is_bound and "idempotency_key" in form.errors:
        form.carry_key(new_key())
    values = _values(place) | {"form": form, "draft": f"statement-{place.pk}"}
    return render(request, "opinions/new.html", values, status=status)


def _check_page(
    request: HttpRequest,
    place: Activity,
    form: StatementForm,
    *,
    status: int = 200,
    wait: int = 0,
    earlier: Contribution | None = None,
) -> HttpResponse:
    text = form.cleaned_data["text"]
    values = _values(place) | {
        "text": text,
        "key": form["idempotency_key"].value(),
        "rows": similar_statements(place, text),
        "consent": text_for(Purpose.PARTICIPATE),
        "minutes": -(-wait // 60),
        "earlier": earlier,
    }
    response = render(request, "opinions/check.html", values, status=status)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response


def _values(place: Activity) -> dict[str, object]:
    steps = [_("Escribe"), _("Revisa"), _("Tu constancia")]
    return place_values(place) | {"steps": steps, "rules": rules_of(place)}
