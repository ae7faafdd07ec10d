"""A browser takes up a participant, keeps the pace, or leaves so that the next person starts clean."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from minka.people.models import Participant
from minka.people.pace import address_of, spend
from minka.people.participation import forget, participant_in, remember

COOKIE = "minka_left"
REMEMBERED = 5
AGE = 2 * 3600


def keep_pace(request: HttpRequest, limit: str) -> None:
    """Count one act of this participant, and of the address it comes from.

    Raises:
        TooFast: one of them has to wait.
    """
    participant = participant_in(request)
    if participant is not None:
        spend(limit, participant.actor_key)
    spend("contribute-address", address_of(request))


def has_left(request: HttpRequest, participant: Participant) -> bool:
    """Whether this browser ended the participant a while ago: a form sent again must not bring them back."""
    return participant_in(request) is None and _mark(participant) in _marks(request)


def take_up(request: HttpRequest, response: HttpResponse, participant: Participant) -> HttpResponse:
    """Let the browser hold the participant whose form it just sent, unless it holds one or ended this one."""
    if participant_in(request) is not None or has_left(request, participant):
        return response
    return remember(response, participant)


def leave(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """End the browser's hold. What stays for two hours is a mark that names nobody."""
    participant = participant_in(request)
    if participant is not None:
        marks = [_mark(participant), *_marks(request)][:REMEMBERED]
        response.set_cookie(COOKIE, ".".join(marks), max_age=AGE, httponly=True, samesite="Lax", secure=settings.HTTPS)
    return forget(response)


def _mark(participant: Participant) -> str:
    return salted_hmac("minka.contributions.left", str(participant.key), algorithm="sha256").hexdigest()[:16]


def _marks(request: HttpRequest) -> list[str]:
    return request.COOKIES.get(COOKIE, "").split(".")
