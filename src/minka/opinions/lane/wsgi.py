"""The short way as a layer before Django: what it does not answer itself, the application answers."""

import io
import os
import re
import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError, close_old_connections
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import translation

from minka.opinions.lane.batch import Kept, Press, Writer
from minka.opinions.lane.cards import Card, draw_card
from minka.opinions.lane.places import Place, place_at
from minka.opinions.models import Voter
from minka.opinions.queries.voting import Turn, turn_of
from minka.people.models import Participant
from minka.people.pace import QuickPace, address_of
from minka.people.participation import COOKIE, claim_of
from minka.web.language import language_of

type Environ = dict[str, Any]
type Headers = list[tuple[str, str]]
type Start = Callable[..., Any]
type Application = Callable[[Environ, Start], Iterable[bytes]]

ADDRESS: Final = re.compile(r"/([-\w]+)/procesos/([-\w]+)/(opiniones(?:-[a-z0-9-]+)?)/votar/")
LONGEST_BODY: Final = 1000
VALUES: Final = {"1": 1, "0": 0, "-1": -1}
OWN_HEADERS: Final = {"content-length", "set-cookie", "date"}
CHECK = CsrfViewMiddleware(lambda _request: HttpResponse())
MOST_CARDS: Final = 4000


@dataclass(frozen=True)
class Ask:
    """A press of a button that the lane understands."""

    request: HttpRequest
    place: Place
    press: Press


class VoteLane:
    """Answers the votes of people who voted here before. From Django's own answers it learns the headers."""

    def __init__(self, application: Application, *, processes: int | None = None) -> None:
        shares = processes or int(os.environ.get("MINKA_WORKERS") or os.cpu_count() or 1)
        self._application = application
        self._writer = Writer()
        self._headers: dict[str, Headers] = {}
        self._cards: dict[tuple[object, ...], Card] = {}
        self._paces = [QuickPace("vote", processes=shares), QuickPace("vote-address", processes=shares)]

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "POST" or not (found := ADDRESS.fullmatch(environ.get("PATH_INFO", ""))):
            return self._application(environ, start)
        body = _small_body(environ)
        if body is None:
            return self._application(environ, start)
        ask = _understood({**environ, "wsgi.input": io.BytesIO(body)}, found)
        if ask is not None:
            with translation.override(language_of(ask.request)):
                answer = self._answer(ask)
            if answer is not None:
                start("200 OK", [*self._headers[translation_key(ask.request)], ("Content-Length", str(len(answer)))])
                return [answer]
        environ["wsgi.input"] = io.BytesIO(body)
        return self._application(environ, self._learning(ask, start) if ask else start)

    def close(self) -> None:
        """Commit what waits and let go of the database."""
        self._writer.close()

    def _answer(self, ask: Ask) -> bytes | None:
        if translation_key(ask.request) not in self._headers or not self._has_room(ask):
            return None
        try:
            kept = self._writer.cast(ask.press)
        except DatabaseError:
            return None
        turn = _next_turn(ask, kept) if kept else None
        if turn is None:
            return None
        return self._card(ask, turn).filled(turn, ask.request.POST["csrfmiddlewaretoken"])  # its own, checked just now

    def _has_room(self, ask: Ask) -> bool:
        who = (f"{ask.press.key}", address_of(ask.request))
        now = time.monotonic()
        return all(pace.has_room(each, now) for pace, each in zip(self._paces, who, strict=True))

    def _card(self, ask: Ask, turn: Turn) -> Card:
        key = (ask.press.activity, translation.get_language(), turn.statement, turn.total)
        card = self._cards.get(key)
        if card is None:
            if len(self._cards) >= MOST_CARDS:
                self._cards.clear()
            voter = Voter(activity=ask.place.activity, is_excluded=False)
            card = self._cards[key] = draw_card(ask.request, ask.place.activity, turn, voter)
            close_old_connections()
        return card

    def _learning(self, ask: Ask, start: Start) -> Start:
        """Keep the headers of Django's own answer to the same question."""

        def learn(status: str, headers: Headers, *rest: object) -> object:
            if status.startswith("200 "):
                kept = [(name, value) for name, value in headers if name.lower() not in OWN_HEADERS]
                self._headers[translation_key(ask.request)] = kept
            return start(status, headers, *rest)

        return learn


def translation_key(request: HttpRequest) -> str:
    """What the headers of an answer depend on."""
    return f"{language_of(request)} {request.is_secure()}"


def _small_body(environ: Environ) -> bytes | None:
    """The body of a form so small that it can only be a vote; nothing is read of any other."""
    length = environ.get("CONTENT_LENGTH") or ""
    is_form = environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded")
    if not is_form or not length.isdecimal() or len(length) > len(str(LONGEST_BODY)) or int(length) > LONGEST_BODY:
        return None
    body: bytes = environ["wsgi.input"].read(int(length))
    return body


def _understood(environ: Environ, address: re.Match[str]) -> Ask | None:
    """The vote, if it is htmx's, by somebody without a session whose token is right, and has nothing unusual."""
    if environ.get("HTTP_HX_REQUEST") != "true" or f"{COOKIE}=" not in environ.get("HTTP_COOKIE", ""):
        return None
    request = WSGIRequest(environ)
    claim = claim_of(request)
    place = place_at(*address.groups()) if claim and settings.SESSION_COOKIE_NAME not in request.COOKIES else None
    sent = _sent(request.POST)
    if claim is None or place is None or sent is None or not _is_own_form(request):
        return None
    return Ask(request, place, Press(place.activity.pk, claim.key, claim.epoch, *sent))


def _sent(form: Mapping[str, str]) -> tuple[int, int] | None:
    number, value = form.get("afirmacion", ""), VALUES.get(form.get("value", ""))
    is_plain = number.isascii() and number.isdecimal() and len(number) < 10  # noqa: PLR2004 - fits an integer
    if not is_plain or value is None or form.get("saltar") or form.get("volver"):
        return None
    return int(number), value


def _is_own_form(request: HttpRequest) -> bool:
    """Django's own check, on Django's own request: the host is ours and the token is the browser's."""
    try:
        request.get_host()
    except DisallowedHost:
        return False
    CHECK.process_request(request)
    return CHECK.process_view(request, _answered, (), {}) is None


def _answered(_request: HttpRequest) -> HttpResponse:
    """Stand for the view that the check is for."""
    return HttpResponse()


def _next_turn(ask: Ask, kept: Kept) -> Turn | None:
    """What comes after this vote; nothing when the card has something to say that only the view says."""
    numbers = ask.place.numbers
    if any(key not in numbers for key in kept.earlier):
        return None
    answers = {numbers[key]: value for key, value in kept.earlier.items()}
    answers.pop(ask.press.number, None)
    answers[ask.press.number] = ask.press.value
    draw = secrets.SystemRandom().random()
    turn = turn_of(ask.place.activity, answers, participant=Participant(pk=kept.participant), draw=draw)
    is_plain = turn.statement is not None and not turn.is_own and turn.previous is not None
    return turn if is_plain and turn.done not in ask.place.hinted else None
