"""Correcting what was observed: only those questions, and only once."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from minka.cases.access import get_own_case
from minka.cases.actions.acting import act
from minka.cases.actions.keeping import Outdated
from minka.cases.forms.own import CorrectionForm
from minka.cases.models import Case, Observation
from minka.cases.queries.correcting import correcting, questions_to_correct
from minka.cases.queries.own_case import CORRECT
from minka.cases.queries.standing import standing_of
from minka.cases.views.own import LIMIT, TOO_MANY, own_around, wait_words
from minka.cases.views.staff import UNPROCESSABLE
from minka.contributions.views.arriving import keep_pace
from minka.engine.workflows import ActionRefused, allowed_actions
from minka.people.pace import TooFast
from minka.services.queries.filling import UPLOADS, Filling
from minka.services.views.receiving import receive_files
from minka.web.numbers import number_in

MOST_MORE = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, site: str, number: int) -> HttpResponse:
    """The checklist of the observation with the questions that mend it."""
    case = get_own_case(request, site, number)
    observation = _open_observation(case)
    filling = correcting(case)
    asked = questions_to_correct(filling, observation, request.POST.getlist("mas")[:MOST_MORE])
    if request.method != "POST":
        return _page(request, case, observation, CorrectionForm(filling, asked))
    try:
        received = receive_files(request, filling, asked, case.answers)
        form = CorrectionForm(filling, asked, request.POST, files=received.files)
        form.is_valid()
        received.tell(form)
        if form.errors:
            return _page(request, case, observation, _with_missing(filling, observation, form), status=UNPROCESSABLE)
        keep_pace(request, LIMIT)
    except TooFast as fast:
        form = CorrectionForm(filling, asked, request.POST)
        form.add_error(None, wait_words(fast))
        return _page(request, case, observation, form, status=TOO_MANY)
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


def _with_missing(filling: Filling, observation: Observation, form: CorrectionForm) -> CorrectionForm:
    """The same form with the questions that the new answers bring, to be answered as well."""
    if not form.missing:
        return form
    also = [question.id for question in form.missing] + [question.id for question in form.asked]
    again = CorrectionForm(filling, questions_to_correct(filling, observation, also), form.data)  # type: ignore[arg-type]
    again.is_valid()
    again.missing = form.missing
    return again


def _open_observation(case: Case) -> Observation:
    """The observation that can still be answered, or 404."""
    standing = standing_of(case, timezone.localdate())
    offers = allowed_actions(standing.workflow, case.state, "citizen", standing.facts)
    found = Observation.objects.filter(case=case, corrected_at__isnull=True, expired_at__isnull=True).first()
    if found is None or standing.correction_is_over or not any(offer.action.id == CORRECT for offer in offers):
        raise Http404
    return found


def _page(
    request: HttpRequest, case: Case, observation: Observation, form: CorrectionForm, *, status: int = 200
) -> HttpResponse:
    values = {
        **own_around(case, _("Corregir")),
        "observation": observation,
        "form": form,
        "service": case.service,
        "fields": [_field(form, question.id) for question in form.asked],
        "more": [question.id for question in form.missing],
        "has_files": any(question.type in UPLOADS for question in form.asked),
    }
    return render(request, "cases/correct.html", values, status=status)


def _field(form: CorrectionForm, name: str) -> dict[str, object]:
    question = form.filling.definition.by_id[name]
    held = form.held.get(name) or form.filling.application.answers.get(name) or []
    return {
        "question": question,
        "bound": form[name],
        "files": held if question.type in UPLOADS else [],
        "more": question.type in UPLOADS and (question.limits.max_files or 1) > 1,
    }
