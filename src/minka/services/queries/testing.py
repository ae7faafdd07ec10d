"""Saved cases of a draft, each run against the draft as it is now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from minka.engine.forms import Context, Definition, Question, QuestionType
from minka.engine.forms.definition import SPANISH
from minka.engine.forms.saved_cases import Mismatch, check_case, run_case
from minka.services.models import SavedCase, Service
from minka.services.queries.words import answer_words, name_of, row_words

DECIDING = {QuestionType.YES_NO, QuestionType.ONE_OF, QuestionType.MANY_OF}
MOST_IN_NAME, LONGEST_NAME = 3, 140
TODAY = "today"  # the day that a case is about, kept among what it expects


@dataclass(frozen=True)
class Result:
    """A saved case and what is not as expected now."""

    case: SavedCase
    mismatches: tuple[Mismatch, ...]

    @property
    def passes(self) -> bool:
        return not self.mismatches


def results_of(service: Service, definition: Definition) -> list[Result]:
    """Run every saved case of the service. One query."""
    return [Result(each, run(each, definition)) for each in service.saved_cases.all()]


def run(case: SavedCase, definition: Definition) -> tuple[Mismatch, ...]:
    expected = {key: value for key, value in case.expected.items() if key != TODAY}
    wanted: dict[str, object] = {"answers": case.answers, "expect": expected, "today": case.expected.get(TODAY)}
    return check_case(definition, wanted)


def answers_in_words(definition: Definition, answers: Mapping[str, object]) -> list[tuple[str, str]]:
    """What somebody made up answered, question by question, as the check page would say it."""
    return [
        (name_of(question, SPANISH), _words(question, answers[question.id]))
        for question in definition.questions()
        if answers.get(question.id) not in (None, "", [])
    ]


def name_for(service: Service, definition: Definition, answers: Mapping[str, object]) -> str:
    """A name for a case, made of what decides: its choices and its yes and no, and nobody else's."""
    deciding = [each for each in definition.questions() if each.type in DECIDING and each.id in answers]
    told = (f"{name_of(each, SPANISH)} {_words(each, answers[each.id])}" for each in deciding)
    name = ". ".join(list(told)[:MOST_IN_NAME])[: LONGEST_NAME - 5] or _("Sin respuestas que decidan")
    taken, number, free = set(service.saved_cases.values_list("name", flat=True)), 1, name
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    return free


def _words(question: Question, answer: object) -> str:
    if question.type != QuestionType.GROUP:
        return answer_words(question, answer, SPANISH)
    rows = answer if isinstance(answer, list) else []
    return "; ".join(row_words(question, row, SPANISH) for row in rows)


def outcome_of(definition: Definition, answers: Mapping[str, object]) -> dict[str, Any]:
    """What comes of answers today, with the day, as a saved case expects it from then on."""
    today = timezone.localdate()
    return {**run_case(definition, answers, Context(today)), TODAY: today.isoformat()}
