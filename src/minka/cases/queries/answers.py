"""The answers of a case in words, page by page, with the files that go with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from django.utils.translation import get_language

from minka.cases.models import Case
from minka.engine.forms import Definition, Journey, Page, Question, QuestionType, journey, say
from minka.services.queries.definitions import context_of
from minka.services.queries.filling import UPLOADS
from minka.services.queries.words import answer_words, name_of, row_words


@dataclass(frozen=True)
class ToldAnswer:
    """One question with what was answered, a line for each row of a group. ``files`` are (name, key) to be opened."""

    question: str
    words: Sequence[str]
    files: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class AnsweredPage:
    """One page of the form as it was answered."""

    title: str
    answers: Sequence[ToldAnswer]


def shown_pages(case: Case, definition: Definition) -> Sequence[Page]:
    """The pages that were on this person's way, without exits."""
    return [page for page in walked(case, definition).pages if page.questions and not page.exit]


def walked(case: Case, definition: Definition) -> Journey:
    """The way that this person took, with their answers as they are now."""
    return journey(definition, case.answers, context_of(case.service, definition))


def answered_pages(case: Case, definition: Definition) -> list[AnsweredPage]:
    """All that was answered, in the order of the form; nothing once it was erased."""
    if case.erased_at is not None:
        return []
    language = get_language() or "es"
    return [
        AnsweredPage(
            say(page.title, language),
            [told_answer(each, case.answers[each.id], language) for each in page.questions if each.id in case.answers],
        )
        for page in shown_pages(case, definition)
    ]


def told_answer(question: Question, kept: object, language: str) -> ToldAnswer:
    """One answer as a person reads it."""
    name = name_of(question, language)
    if question.type in UPLOADS:
        files = cast("Sequence[Mapping[str, str]]", kept or [])
        return ToldAnswer(name, (), [(each["name"], each["key"]) for each in files])
    if question.type == QuestionType.GROUP:
        rows = cast("Sequence[Mapping[str, object]]", kept or [])
        return ToldAnswer(name, [row_words(question, row, language) for row in rows])
    return ToldAnswer(name, [answer_words(question, kept, language)])
