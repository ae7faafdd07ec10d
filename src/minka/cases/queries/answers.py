"""The answers of a case in words, page by page, with the files that go with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from minka.cases.models import Case
from minka.engine.forms import Definition, Page, Question, QuestionType, journey, say
from minka.engine.forms.answers.context import Context
from minka.reference.models import Coding
from minka.reference.queries import find_place


@dataclass(frozen=True)
class ToldAnswer:
    """One question with what was answered. ``files`` are (name, key) of what can be opened."""

    question: str
    words: str
    files: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class AnsweredPage:
    """One page of the form as it was answered."""

    title: str
    answers: Sequence[ToldAnswer]


def shown_pages(case: Case, definition: Definition) -> Sequence[Page]:
    """The pages that were on this person's way, without exits."""
    walked = journey(definition, case.answers, Context(today=case.filed_on))
    return [page for page in walked.pages if page.questions and not page.exit]


def answered_pages(case: Case, definition: Definition) -> list[AnsweredPage]:
    """All that was answered, in the order of the form; nothing once it was erased."""
    if case.erased_at is not None:
        return []
    language = get_language() or "es"
    return [
        AnsweredPage(
            say(page.title, language),
            [
                told_answer(question, case.answers[question.id])
                for question in page.questions
                if question.id in case.answers
            ],
        )
        for page in shown_pages(case, definition)
    ]


def told_answer(question: Question, answer: object) -> ToldAnswer:
    """One answer as a person reads it."""
    language = get_language() or "es"
    label = say(question.label, language)
    if question.type in {QuestionType.FILE, QuestionType.PHOTO} and isinstance(answer, list):
        return ToldAnswer(label, "", [(str(each.get("name", "")), str(each.get("key", ""))) for each in answer])
    return ToldAnswer(label, _words(question, answer, language))


def _words(question: Question, answer: object, language: str) -> str:
    if answer is None or answer == "":
        return _("Sin respuesta")
    if isinstance(answer, bool):
        return _("Sí") if answer else _("No")
    if isinstance(answer, dict):
        return _compound(answer)
    if isinstance(answer, list):
        return "; ".join(_of_list(question, each, language) for each in answer)
    return _option(question, str(answer), language)


def _of_list(question: Question, each: object, language: str) -> str:
    """One of several choices, or one row of a group."""
    if not isinstance(each, Mapping):
        return _option(question, str(each), language)
    inner = {child.id: child for child in question.questions}
    return ", ".join(_words(inner[name], value, language) for name, value in each.items() if name in inner)


def _option(question: Question, answer: str, language: str) -> str:
    return next((say(option.label, language) for option in question.options if option.id == answer), answer)


def _compound(answer: Mapping[str, object]) -> str:
    if "coding" in answer:
        coding = Coding.INEI if answer.get("coding") == "inei" else Coding.RENIEC
        place = find_place(code=str(answer.get("code", "")), coding=coding)
        return place.full_name if place else str(answer.get("code", ""))
    return f"{str(answer.get('kind', '')).upper()} {answer.get('number', '')}".strip()
