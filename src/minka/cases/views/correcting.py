"""Correcting what was observed: only those answers, and only once."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from minka.cases.access import get_own_case
from minka.cases.actions.acting import act
from minka.cases.actions.keeping import Outdated
from minka.cases.forms.correcting import CorrectionForm
from minka.cases.models import Case, Observation
from minka.cases.queries.correcting import More, correctable, correcting
from minka.cases.queries.own_case import CORRECT
from minka.cases.queries.standing import standing_of
from minka.cases.views.correction_page import correction_page
from minka.cases.views.own import LIMIT, TOO_MANY, wait_words
from minka.cases.views.staff import UNPROCESSABLE
from minka.contributions.views.arriving import keep_pace
from minka.engine.forms import QuestionType, read_at
from minka.engine.workflows import ActionRefused, allowed_actions
from minka.people.pace import TooFast
from minka.services.queries.filling import Filling
from minka.services.views.receiving import receive_files
from minka.web.numbers import number_in

MOST_MORE = 50
ANOTHER_FILE = "otro"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, site: str, number: int) -> HttpResponse:
    """The checklist of the observation with the questions that mend it."""
    case = get_own_case(request, site, number)
    observation = _open_observation(case)
    filling = correcting(case)
    asked = correctable(filling, observation, _more(request, filling))
    if request.method != "POST":
        return correction_page(request, case, observation, CorrectionForm(filling, asked))
    try:
        held = {spot.name: read_at(case.answers, spot.path) for spot in asked.spots}
        received = receive_files(request, filling, [spot.asked for spot in asked.spots], held)
        form = CorrectionForm(filling, asked, request.POST, files=received.files)
        form.is_valid()
        received.tell(form)
        if _only_adds(request) and not received.refused:
            form.forgive()
            return correction_page(request, case, observation, form)
        if form.errors:
            again = _with_missing(request, filling, observation, form)
            return correction_page(request, case, observation, again, status=UNPROCESSABLE)
        keep_pace(request, LIMIT)
    except TooFast as fast:
        form = CorrectionForm(filling, asked, request.POST)
        form.add_error(None, wait_words(fast))
        return correction_page(request, case, observation, form, status=TOO_MANY)
    return _send(request, case, form)


def _send(request: HttpRequest, case: Case, form: CorrectionForm) -> HttpResponse:
    revision = number_in(request.POST.get("revision", ""))
    seen = -1 if revision is None else revision  # a form without it has seen nothing
    try:
        act(
            case=case,
            action=CORRECT,
            given=form.given,
            revision=seen,
            by=case.participant,
        )
    except (Outdated, ActionRefused):
        messages.warning(request, _("Tu trámite cambió mientras escribías. Mira cómo está ahora."))
        return redirect("cases:case", case.site.slug, case.pk)
    messages.success(request, _("Recibimos tu corrección. El plazo de la entidad vuelve a correr."))
    return redirect("cases:case", case.site.slug, case.pk)


def _more(request: HttpRequest, filling: Filling, missing: Sequence[str] = ()) -> More:
    """What the form shows beyond the observed: what changed answers brought, and the rows that were added."""
    groups = [each.id for each in filling.definition.questions() if each.type == QuestionType.GROUP]
    rows = {group: number_in(request.POST.get(f"filas-{group}", "")) or 0 for group in groups}
    added = request.POST.get("agregar", "")
    if added in rows:
        rows[added] += 1
    return More((*request.POST.getlist("mas")[:MOST_MORE], *missing), rows)


def _only_adds(request: HttpRequest) -> bool:
    """Whether the button was one for another row or another file, and nothing is to be sent yet."""
    return "agregar" in request.POST or request.POST.get("accion") == ANOTHER_FILE


def _with_missing(
    request: HttpRequest, filling: Filling, observation: Observation, form: CorrectionForm
) -> CorrectionForm:
    """The same form with the questions that the new answers bring, to be answered as well."""
    if not form.missing:
        return form
    asked = correctable(filling, observation, _more(request, filling, form.missing))
    again = CorrectionForm(filling, asked, request.POST, files=form.held)
    again.is_valid()
    return again


def _open_observation(case: Case) -> Observation:
    """The observation that can still be answered, or 404."""
    standing = standing_of(case, timezone.localdate())
    offers = allowed_actions(standing.workflow, case.state, "citizen", standing.facts)
    found = Observation.objects.filter(case=case, corrected_at__isnull=True, expired_at__isnull=True).first()
    if found is None or standing.correction_is_over or not any(offer.action.id == CORRECT for offer in offers):
        raise Http404
    return found
