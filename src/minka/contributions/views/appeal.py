"""What the author of a hidden contribution sees: what was decided and why, and how to ask a second person."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from minka.contributions.access import get_own_contribution
from minka.contributions.actions.appeal import NothingToAppeal
from minka.contributions.actions.appeal import appeal as ask_again
from minka.contributions.forms.moderation import AppealForm
from minka.contributions.models import Contribution
from minka.contributions.queries.moderation import appeal_of, decision_in_force, decisions_of
from minka.contributions.queries.rules import rule_words


@never_cache
@require_http_methods(["GET", "POST"])
def appeal(request: HttpRequest, number: int) -> HttpResponse:
    """The decision, what came of an appeal, or the form for one."""
    contribution = get_own_contribution(request, number)
    form = AppealForm(request.POST or None)
    if request.method != "POST":
        return _page(request, contribution, form)
    if not form.is_valid():
        return _page(request, contribution, form, status=422)
    try:
        ask_again(contribution=contribution, text=form.cleaned_data["text"], by=contribution.participant)
    except NothingToAppeal:
        messages.info(request, _("Ya no hace falta: lo que escribiste no está oculto."))
        return redirect("contributions:voice")
    messages.success(request, _("Recibimos tu pedido. Lo revisará otra persona y te contaremos aquí qué decide."))
    return redirect("contributions:appeal", number)


def _page(request: HttpRequest, contribution: Contribution, form: AppealForm, *, status: int = 200) -> HttpResponse:
    decision = decision_in_force(contribution)
    values = {
        "site": contribution.site,
        "contribution": contribution,
        "decision": decision,
        "rule": rule_words(contribution.hidden_reason),
        "appeal": appeal_of(decision),
        "earlier": [each for each in decisions_of(contribution) if each != decision],
        "form": form,
    }
    return render(request, "contributions/appeal.html", values, status=status)
