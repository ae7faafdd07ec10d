"""Who takes part from this browser: a signed cookie names the participant, and nothing else."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from minka.people.models import Participant, Person

COOKIE = "minka_voice"
SALT = "minka.people.participation"
MAX_AGE = 180 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Claim:
    """Which participant a browser says to hold, and since which ending of all holds."""

    key: uuid.UUID
    epoch: int


class ParticipantMiddleware:
    """Give each request ``participant``: a Participant, or None. Read only when somebody asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.participant = SimpleLazyObject(lambda: participant_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def participant_in(request: HttpRequest) -> Participant | None:
    """Whoever takes part from this browser, if anybody; read once for each request."""
    participant = request.participant  # type: ignore[attr-defined]
    return cast("Participant", participant) if participant else None


def participants_in(request: HttpRequest) -> tuple[Participant, ...]:
    """All whose voice this reader may call their own: whom the browser holds, and whom the account keeps. Read once."""
    if not hasattr(request, "_participants"):
        held = participant_in(request)
        kept = kept_by(request.user) if isinstance(request.user, Person) else ()
        found = kept if held is None or held in kept else (held, *kept)
        request._participants = found  # type: ignore[attr-defined]
    return cast("tuple[Participant, ...]", request._participants)  # type: ignore[attr-defined]


def kept_by(person: Person) -> tuple[Participant, ...]:
    """The participants whose voice the person keeps in their account, oldest first."""
    return tuple(person.participants.filter(erased_at__isnull=True).order_by("pk"))


def participant_of(request: HttpRequest) -> Participant | None:
    """The participant this browser holds, unless the cookie is forged, old, or its hold was ended."""
    claim = claim_of(request)
    if claim is None:
        return None
    return Participant.objects.filter(key=claim.key, epoch=claim.epoch, erased_at__isnull=True).first()


def claim_of(request: HttpRequest) -> Claim | None:
    """What the browser's cookie says, unless it is forged or old. Whether that hold stands, the database knows."""
    try:
        key, epoch = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=MAX_AGE)
        return Claim(uuid.UUID(key), int(epoch))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None


def remember(response: HttpResponse, participant: Participant) -> HttpResponse:
    """Let this browser act as the participant until it says 'terminar'."""
    value = signing.dumps([str(participant.key), participant.epoch], salt=SALT)
    response.set_cookie(COOKIE, value, max_age=MAX_AGE, httponly=True, samesite="Lax", secure=settings.HTTPS)
    return response


def forget(response: HttpResponse) -> HttpResponse:
    """End this browser's hold and have the browser drop what it kept, so that the next person starts clean."""
    response.delete_cookie(COOKIE, samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
