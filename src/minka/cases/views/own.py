"""The citizen's side of a case: where it stands, what comes next, and what they can do about it."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minka.cases.access import get_own_case
from minka.cases.actions.acting import act
from minka.cases.actions.keeping import Outdated
from minka.cases.actions.rating import rate
from minka.cases.actions.reading import acknowledge_letters
from minka.cases.forms.own import AppealForm, RatingForm, SureForm
from minka.cases.models import Case
from minka.cases.queries.case_page import OfferedAction, offered
from minka.cases.queries.own_case import CORRECT, own_case
from minka.cases.queries.standing import standing_of
from minka.cases.views.papers import letter_pdf
from minka.cases.views.staff import CONFLICT, UNPROCESSABLE
from minka.contributions.views.arriving import keep_pace
from minka.engine.workflows import ActionRefused
from minka.people.pace import TooFast
from minka.web.errors import too_many

LIMIT = "contribute"
TOO_MANY = 429

type StepForm = AppealForm | SureForm


@never_cache
@require_safe
def case(request: HttpRequest, site: str, number: int) -> HttpResponse:
    """The person's page of their case."""
    return _page(request, get_own_case(request, site, number))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, site: str, number: int, action: str) -> HttpResponse:
    """Appeal, withdraw, or say that an errand is done: asked once more before it is done."""
    found = get_own_case(request, site, number)
    offer = _offer(found, action)
    if action == CORRECT:
        return redirect("cases:correct", site, number)
    kind = AppealForm if "appeal" in action else SureForm
    form: StepForm = kind(request.POST or None, initial={"revision": found.revision})
    if request.method != "POST":
        return _step(request, found, offer, form)
    if not form.is_valid():
        return _step(request, found, offer, form, status=UNPROCESSABLE)
    return _do(request, found, offer, form)


@require_POST
def acknowledge(request: HttpRequest, site: str, number: int) -> HttpResponse:
    """Say that the letters arrived."""
    found = get_own_case(request, site, number)
    acknowledge_letters(case=found, by=found.participant)
    messages.success(request, _("Gracias: la entidad sabe que la leíste."))
    return redirect("cases:case", site, number)


@require_POST
def rating(request: HttpRequest, site: str, number: int) -> HttpResponse:
    """How it went so far."""
    found = get_own_case(request, site, number)
    form = RatingForm(request.POST)
    if not form.is_valid():
        return _page(request, found, rating=form, status=UNPROCESSABLE)
    try:
        keep_pace(request, LIMIT)
    except TooFast as fast:
        return too_many(request, seconds=fast.wait)
    is_good, drivers = form.cleaned_data["good"] == "si", form.cleaned_data["drivers"]
    rate(case=found, is_good=is_good, drivers=drivers, by=found.participant)
    messages.success(request, _("Gracias. Lo que dices mejora este servicio."))
    return redirect("cases:case", site, number)


@never_cache
@require_safe
def letter(request: HttpRequest, site: str, number: int, letter: int) -> HttpResponse:
    """A letter that was notified, on paper."""
    found = get_own_case(request, site, number)
    if not found.letters.filter(number=letter, notified_at__isnull=False).exists():
        raise Http404
    return letter_pdf(request, found, letter)


def _do(request: HttpRequest, found: Case, offer: OfferedAction, form: StepForm) -> HttpResponse:
    try:
        keep_pace(request, LIMIT)
        revision = form.cleaned_data["revision"]
        act(case=found, action=offer.id, given=form.given, revision=revision, by=found.participant)
    except TooFast as fast:
        form.add_error(None, wait_words(fast))
        return _step(request, found, offer, form, status=TOO_MANY)
    except (Outdated, ActionRefused):
        messages.warning(request, _("Tu trámite cambió mientras lo mirabas. No se hizo nada: mira cómo está ahora."))
        return _page(request, get_own_case(request, found.site.slug, found.pk), status=CONFLICT)
    messages.success(request, _("Hecho: %(action)s. Quedó registrado con fecha de hoy.") % {"action": offer.label})
    return redirect("cases:case", found.site.slug, found.pk)


def wait_words(fast: TooFast) -> str:
    minutes = -(-fast.wait // 60)
    words = ngettext(
        "Espera %(minutes)s minuto y vuelve a enviarlo: lo que escribiste sigue aquí.",
        "Espera %(minutes)s minutos y vuelve a enviarlo: lo que escribiste sigue aquí.",
        minutes,
    )
    return words % {"minutes": minutes}


def _offer(found: Case, action: str) -> OfferedAction:
    """What the person may do now, or 404: for what is not theirs and for what they may not do yet alike."""
    offers = offered(standing_of(found, timezone.localdate()), "citizen")
    offer = next((each for each in offers if each.id == action and not each.refusals), None)
    if offer is None:
        raise Http404
    return offer


def _step(
    request: HttpRequest, found: Case, offer: OfferedAction, form: StepForm, *, status: int = 200
) -> HttpResponse:
    values = {**own_around(found, offer.label), "offer": offer, "form": form}
    return render(request, "cases/step.html", values, status=status)


def _page(request: HttpRequest, found: Case, *, status: int = 200, rating: forms.Form | None = None) -> HttpResponse:
    own = own_case(standing_of(found, timezone.localdate()))
    values = {**own_around(found), "own": own, "rating": rating or RatingForm()}
    return render(request, "cases/case.html", values, status=status)


def own_around(found: Case, here: str = "") -> dict[str, object]:
    """Site, case and the way back."""
    site = found.site
    page = reverse("cases:case", args=[site.slug, found.pk])
    name = _("Tu trámite %(number)s") % {"number": found.number}
    trail = [(str(site), reverse("insights:site", args=[site.slug])), (name, page if here else "")]
    return {"site": site, "case": found, "trail": [*trail, (here, "")] if here else trail}
