"""Reporting a contribution: anybody, without an account, on a page of its own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minka.contributions.access import get_contribution, is_author
from minka.contributions.actions.newcomer import newcomer
from minka.contributions.actions.report import CannotBeReported, report_contribution
from minka.contributions.forms.moderation import ReportForm
from minka.contributions.models import Contribution
from minka.contributions.queries.addresses import page_of, trail_of
from minka.contributions.views.arriving import has_left, keep_pace, take_up
from minka.people.pace import TooFast
from minka.people.participation import participant_in
from minka.web.keys import new_key


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, site: str, number: int) -> HttpResponse:
    """Say which rule a contribution breaks. It stays visible until a person decides."""
    contribution = get_contribution(request, site, number)
    if contribution.visibility != Contribution.Visibility.VISIBLE or is_author(request, contribution):
        messages.info(request, _("Sobre este mensaje no hace falta avisar: es tuyo o ya no es público."))
        return redirect(page_of(contribution))
    if request.method != "POST":
        return _page(request, contribution, ReportForm(initial={"idempotency_key": new_key()}))
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _page(request, contribution, form, status=422)
    return _hand_in(request, contribution, form)


def _hand_in(request: HttpRequest, contribution: Contribution, form: ReportForm) -> HttpResponse:
    page = page_of(contribution)
    try:
        keep_pace(request, "report")
        participant = participant_in(request) or newcomer(idempotency_key=form.cleaned_data["idempotency_key"])
        if has_left(request, participant):
            return redirect(page)
        done = report_contribution(
            contribution=contribution,
            reason=form.cleaned_data["reason"],
            note=form.cleaned_data["note"],
            by=participant,
        )
    except TooFast as fast:
        return _page(request, contribution, form, status=429, wait=fast.wait)
    except CannotBeReported:
        messages.info(request, _("Alguien ya lo revisó mientras escribías: ya no es público."))
        return redirect(page)
    words = _("Gracias por avisar. Una persona lo revisará y te contaremos en «Mi voz» qué decidió.")
    messages.success(request, words if done.is_new else _("Ya nos habías avisado de este mensaje. Está en revisión."))
    return take_up(request, redirect(page), participant)


def _page(
    request: HttpRequest, contribution: Contribution, form: ReportForm, *, status: int = 200, wait: int = 0
) -> HttpResponse:
    activity = contribution.activity
    values = {
        "site": contribution.site,
        "process": contribution.process,
        "activity": activity,
        "trail": trail_of(activity),
        "contribution": contribution,
        "page": page_of(contribution),
        "form": form,
        "minutes": -(-wait // 60),
    }
    response = render(request, "contributions/report.html", values, status=status)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response
