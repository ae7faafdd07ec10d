"""Supporting what somebody said, and taking that back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minka.contributions.access import get_contribution
from minka.contributions.actions.newcomer import newcomer
from minka.contributions.actions.support import CannotBeSupported, support_contribution, take_support_back
from minka.contributions.forms.support import SupportForm
from minka.contributions.models import Contribution
from minka.contributions.queries.addresses import page_of
from minka.contributions.queries.support import support_box
from minka.contributions.views.arriving import has_left, keep_pace, take_up
from minka.people.models import Participant
from minka.people.pace import TooFast
from minka.people.participation import participant_in
from minka.web.errors import too_many


@require_POST
def support(request: HttpRequest, site: str, number: int) -> HttpResponse:
    """Stand behind a contribution or no longer, as the button said; pressing twice changes nothing more."""
    contribution = get_contribution(request, site, number)
    form = SupportForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Vuelve a intentarlo: la página se había quedado a medias."))
        return redirect(page_of(contribution))
    try:
        keep_pace(request, "support")
        participant = participant_in(request) or newcomer(idempotency_key=form.cleaned_data["idempotency_key"])
        if has_left(request, participant):
            return redirect(page_of(contribution))
        held = _act(contribution, participant, wants=form.cleaned_data["wants"])
    except TooFast as fast:
        return too_many(request, seconds=fast.wait)
    except CannotBeSupported:
        messages.warning(request, _("Ya no se puede apoyar aquí: la etapa está cerrada o esta voz no es pública."))
        return redirect(page_of(contribution))
    return take_up(request, _answer(request, contribution, held, participant), participant)


def _act(contribution: Contribution, participant: Participant, *, wants: bool) -> Contribution:
    act = support_contribution if wants else take_support_back
    return act(contribution=contribution, by=participant)


def _answer(
    request: HttpRequest, contribution: Contribution, held: Contribution, participant: Participant
) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        fresh = get_contribution(request, contribution.site.slug, held.pk)
        return render(request, "contributions/support_box.html", {"support": support_box(fresh, participant)})
    return redirect(f"{page_of(contribution)}#apoyos")
