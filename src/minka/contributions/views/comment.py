"""Commenting: one text, one press, a receipt of its own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minka.contributions.access import get_contribution
from minka.contributions.actions.comment import CommentsClosed, comment_on, may_be_commented
from minka.contributions.actions.submission import PhaseClosed
from minka.contributions.forms.comment import CommentForm
from minka.contributions.models import Contribution
from minka.contributions.queries.addresses import page_of, trail_of
from minka.contributions.views.arriving import keep_pace
from minka.contributions.views.consent import agreement_shown
from minka.contributions.views.receipt import received
from minka.people.pace import TooFast
from minka.people.participation import participant_in
from minka.processes.access import is_open, today
from minka.web.keys import new_key


@require_http_methods(["GET", "POST"])
def comment(request: HttpRequest, site: str, number: int) -> HttpResponse:
    """A page of its own, so that it works on any phone and keeps what was typed when something goes wrong."""
    contribution = get_contribution(request, site, number)
    if not may_be_commented(contribution):
        messages.info(request, _("Aquí no se reciben comentarios."))
        return redirect(page_of(contribution))
    if request.method != "POST":
        form = CommentForm(initial={"idempotency_key": new_key()})
        return _page(request, contribution, form)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _page(request, contribution, form, status=422)
    return _hand_in(request, contribution, form)


def _hand_in(request: HttpRequest, contribution: Contribution, form: CommentForm) -> HttpResponse:
    try:
        keep_pace(request, "contribute")
        submitted = comment_on(
            contribution=contribution,
            text=form.cleaned_data["text"],
            language=get_language() or "es",
            idempotency_key=form.cleaned_data["idempotency_key"],
            by=participant_in(request),
            agreed=agreement_shown(),
        )
    except (PhaseClosed, CommentsClosed):
        return _page(request, contribution, form, status=409)
    except TooFast as fast:
        return _page(request, contribution, form, status=429, wait=fast.wait)
    return received(request, submitted)


def _page(
    request: HttpRequest, contribution: Contribution, form: CommentForm, *, status: int = 200, wait: int = 0
) -> HttpResponse:
    activity = contribution.activity
    values = {
        "site": contribution.site,
        "process": contribution.process,
        "activity": activity,
        "trail": trail_of(activity, inside=True),
        "contribution": contribution,
        "page": page_of(contribution),
        "form": form,
        "draft": f"comment-{contribution.pk}",
        "is_open": is_open(activity, today()),
        "minutes": -(-wait // 60),
    }
    response = render(request, "contributions/comment.html", values, status=status)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response
