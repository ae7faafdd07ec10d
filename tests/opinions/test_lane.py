"""The short way for votes leaves the rows and gives the answers that the view does."""

import io
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections

from minka.contributions.models import Contribution
from minka.opinions.lane.wsgi import VoteLane
from minka.opinions.models import EarlierVote, Vote, Voter
from minka.people.models import Participant
from minka.people.participation import COOKIE
from minka.processes.models import Activity, Process
from tests.make.opinions import make_opinions, make_statement, make_voter
from tests.make.processes import make_process
from tests.people import Cast, as_participant

TOKEN = "b" * 32
OWN_TOKEN = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")[^"]*')
STATEMENTS, VOTED = 14, 8


@dataclass(frozen=True)
class Answer:
    status: str
    headers: dict[str, str]
    body: bytes

    @property
    def card(self) -> bytes:
        """The card without the token, which is another each time."""
        return OWN_TOKEN.sub(b"", self.body)


class Phone:
    """A phone that holds a participant, and the two ways its votes may go."""

    def __init__(self, participant: Participant) -> None:
        self.asked = 0
        self._django = WSGIHandler()
        self.lane = VoteLane(self._counted, processes=1)
        self.cookie = f"csrftoken={TOKEN}; {COOKIE}={as_participant(participant).cookies[COOKIE].value}"

    def _counted(self, environ: dict[str, object], start: Callable[..., object]) -> object:
        self.asked += 1
        return self._django(environ, start)

    def vote(self, activity: Activity, number: object, value: object, **changed: object) -> Answer:
        return self._send(self.lane, activity, {"afirmacion": number, "value": value}, changed)

    def vote_by_view(self, activity: Activity, number: object, value: object, **changed: object) -> Answer:
        return self._send(self._django, activity, {"afirmacion": number, "value": value}, changed)

    def _send(
        self, way: Callable[..., object], activity: Activity, form: dict[str, object], changed: dict[str, object]
    ) -> Answer:
        sent = {"csrfmiddlewaretoken": TOKEN} | form | changed.pop("form", {})  # type: ignore[operator]
        body = urlencode(sent).encode()
        environ = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": f"/{activity.site.slug}/procesos/{activity.process.slug}/{activity.slug}/votar/",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_COOKIE": self.cookie,
            "HTTP_HX_REQUEST": "true",
            "HTTP_HOST": "testserver",
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "REMOTE_ADDR": "10.0.0.1",
            "wsgi.input": io.BytesIO(body),
            "wsgi.url_scheme": "http",
        }
        said: list[tuple[str, list[tuple[str, str]]]] = []
        content = b"".join(way(environ | changed, lambda *heard: said.append(heard)))  # type: ignore[arg-type,call-overload]
        return Answer(said[0][0], dict(said[0][1]), content)


@pytest.fixture
def activity(transactional_db: None, cast: Cast) -> Activity:  # noqa: ARG001 - the lane has a connection of its own
    activity = make_opinions(make_process(cast.cajamarca), choosing="coverage")
    for number in range(1, STATEMENTS + 1):
        make_statement(activity, f"Esta es la afirmación número {number} sobre el agua de riego del caserío.")
    return activity


@pytest.fixture
def phone(activity: Activity, cast: Cast) -> Iterator[Phone]:
    voter = make_voter(activity, cast.rosa)
    for statement in activity.statements.all()[:VOTED]:
        Vote.objects.create(activity=activity, voter=voter, statement=statement, value=1)
    made = Phone(cast.rosa)
    made.vote(activity, 1, 1)  # the first answer is Django's: the lane learns its headers
    made.asked = 0
    yield made
    made.lane.close()


def told(answer: Answer) -> dict[str, str]:
    """The headers but for the length, the moment, and the token's cookie, whose year begins anew in the view alone."""
    return {
        name: value for name, value in answer.headers.items() if name not in {"Content-Length", "Expires", "Set-Cookie"}
    }


def rows() -> list[tuple[int, int]]:
    return sorted(Vote.objects.values_list("statement__number", "value"))


def changes() -> list[tuple[int, int]]:
    return sorted(EarlierVote.objects.values_list("statement__number", "value"))


def test_a_vote_is_kept_and_the_next_card_shown_without_asking_django(phone: Phone, activity: Activity) -> None:
    answer = phone.vote(activity, 9, -1)

    assert answer.status == "200 OK"
    assert phone.asked == 0
    assert (9, -1) in rows()
    assert b"<strong>9</strong>" in answer.body


def test_both_ways_leave_the_same_rows_and_give_the_same_answer(phone: Phone, activity: Activity) -> None:
    short = [phone.vote(activity, 9, value) for value in (1, 0, 0)]
    short_rows = (rows(), changes())
    assert phone.asked == 0
    Vote.objects.filter(statement__number=9).delete()
    EarlierVote.objects.all().delete()

    long = [phone.vote_by_view(activity, 9, value) for value in (1, 0, 0)]

    assert (rows(), changes()) == short_rows
    for one, other in zip(short, long, strict=True):
        assert told(one) == told(other)
        assert one.card.split(b"<form")[0] == other.card.split(b"<form")[0]


@pytest.mark.parametrize(
    ("number", "value", "changed", "status"),
    [
        (99, 1, {}, "409"),
        (9, 2, {}, "422"),
        ("9x", 1, {}, "422"),
        ("٩", 1, {}, "200"),
        (9, 1, {"form": {"csrfmiddlewaretoken": "c" * 32}}, "403"),
        (9, 1, {"HTTP_COOKIE": f"csrftoken={TOKEN}; {COOKIE}=forged"}, "422"),
        (9, 1, {"HTTP_HX_REQUEST": ""}, "302"),
        (9, 1, {"form": {"volver": "mis-votos"}}, "302"),
        (9, 1, {"form": {"saltar": "10,11"}}, "200"),
        (9, 1, {"form": {"more": "x" * 2000}}, "200"),
    ],
)
def test_what_is_not_plain_goes_to_the_view_and_gets_its_answer(
    phone: Phone, activity: Activity, number: object, value: object, changed: dict[str, object], status: str
) -> None:
    answer = phone.vote(activity, number, value, **changed)

    assert answer.status.startswith(status)
    assert phone.asked == 1


def test_nobody_votes_where_they_may_not(phone: Phone, activity: Activity, cast: Cast) -> None:
    Contribution.objects.filter(statement__number=9).update(visibility="hidden")
    assert phone.vote(activity, 9, 1).status.startswith("409")

    Participant.objects.filter(pk=cast.rosa.pk).update(epoch=5)
    assert phone.vote(activity, 10, 1).status.startswith("422")
    Participant.objects.filter(pk=cast.rosa.pk).update(epoch=0)

    Process.objects.filter(pk=activity.process.pk).update(status="closed", closed_at=activity.process.opened_at)
    assert phone.vote(activity, 11, 1).status.startswith("409")

    assert {number for number, _ in rows()} == set(range(1, VOTED + 1))


def test_somebody_excluded_is_told_so_by_the_view(phone: Phone, activity: Activity, cast: Cast) -> None:
    Voter.objects.filter(participant=cast.rosa).update(is_excluded=True)

    phone.vote(activity, 9, 1)

    assert phone.asked == 1
    assert (9, 1) in rows()


def test_many_at_once_are_all_kept_once(phone: Phone, activity: Activity) -> None:
    voters = [Participant.objects.create() for _ in range(12)]
    for voter in voters:
        first = Phone(voter)
        made = make_voter(activity, voter)
        Vote.objects.create(activity=activity, voter=made, statement=activity.statements.first(), value=1)
        first.lane = phone.lane

    def cast_all(participant: Participant) -> list[str]:
        mine = Phone(participant)
        mine.lane = phone.lane
        try:
            return [mine.vote(activity, number, 1).status for number in range(1, STATEMENTS + 1) for _ in range(2)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        statuses = [status for each in pool.map(cast_all, voters) for status in each]

    assert set(statuses) == {"200 OK"}
    assert Vote.objects.filter(voter__participant__in=voters).count() == 12 * STATEMENTS
