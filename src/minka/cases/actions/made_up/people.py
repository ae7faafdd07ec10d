"""Made-up answers of made-up people, and how long they took to give them."""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from django.utils import timezone

from minka.cases.queries.requirements import applying
from minka.engine.forms import Context, Definition, QuestionType, journey
from minka.engine.forms.made_up import make_up_answers
from minka.engine.ledger import make_code
from minka.people.models import Participant
from minka.services.models import Application, Version

SETS: Final = 24  # different ways through the service; made-up people share them
OPENS, CLOSES = 8, 20  # hours between which they file
USUAL_MINUTES, SPREAD = 11.0, 0.6  # of a logarithmic normal distribution
CODE_BYTES: Final = 16
ABANDONED: Final = 0.22  # share of those who begin that never file


@dataclass(frozen=True)
class Way:
    """One way through the service: its answers, its pages in order, and the requirements that follow."""

    answers: dict[str, Any]
    pages: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]  # page and question, of those that are shown
    requirements: list[dict[str, str]]


def ways_through(definition: Definition, *, seed: int, today: dt.date, homes: Sequence[str] = ()) -> list[Way]:
    """Some different ways through the service that end with a filing, of people who live in these districts in turn."""
    context = Context(today=today)
    found = (make_up_answers(definition, seed * SETS + place, context) for place in range(SETS))
    made = [answers for answers in found if answers is not None]
    if homes:
        made = [_living(definition, answers, homes[place % len(homes)]) for place, answers in enumerate(made)]
    return [_way(definition, answers, context) for answers in made]


def _living(definition: Definition, answers: dict[str, Any], home: str) -> dict[str, Any]:
    places = {each.id for each in definition.questions() if each.type == QuestionType.PLACE} & answers.keys()
    return answers | {key: {"code": home, "coding": "inei"} for key in places}


def _way(definition: Definition, answers: dict[str, Any], context: Context) -> Way:
    now = journey(definition, answers, context)
    shown = tuple((page.id, question.id) for page in now.pages for question in now.questions_of(page))
    return Way(
        answers=answers,
        pages=tuple(page.id for page in now.pages),
        questions=shown,
        requirements=applying(definition, answers, context),
    )


def begin(
    version: Version, participant: Participant, way: Way, *, day: dt.date, key: str, chance: np.random.Generator
) -> Application:
    """Somebody who fills it in and files it on a day."""
    filed = _moment(day, chance)
    minutes = float(chance.lognormal(np.log(USUAL_MINUTES), SPREAD))
    return Application(
        site=version.service.site,
        service=version.service,
        version=version,
        participant=participant,
        code=make_code(secrets.token_bytes(CODE_BYTES)),
        answers=way.answers,
        state=Application.State.FILED,
        started_at=filed - dt.timedelta(minutes=minutes),
        touched_at=filed,
        filed_at=filed,
        idempotency_key=key,
        filing_key=key,
        is_made_up=True,
    )


def give_up(whole: Application, way: Way, *, key: str, chance: np.random.Generator) -> Application:
    """Somebody who began at the same time and stopped at one of the pages."""
    stop = int(chance.integers(0, max(len(way.pages) - 1, 1)))
    kept = {question for page, question in way.questions if page in way.pages[:stop]}
    return Application(
        site=whole.site,
        service=whole.service,
        version=whole.version,
        participant=whole.participant,
        code=make_code(secrets.token_bytes(CODE_BYTES)),
        answers={name: answer for name, answer in way.answers.items() if name in kept},
        started_at=whole.started_at,
        touched_at=whole.started_at + dt.timedelta(minutes=stop),
        idempotency_key=key,
        is_made_up=True,
    )


def _moment(day: dt.date, chance: np.random.Generator) -> dt.datetime:
    minute = int(chance.integers(OPENS * 60, CLOSES * 60))
    return timezone.make_aware(dt.datetime.combine(day, dt.time(minute // 60, minute % 60)))


def choose(ways: Sequence[Way], chance: np.random.Generator) -> Way:
    return ways[int(chance.integers(0, len(ways)))]
