"""The check page: every answer that counts, page by page, with the way to change it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from minka.engine.forms import Page, Question, QuestionType
from minka.engine.forms.personal import personal_list
from minka.services.handling import handling
from minka.services.queries.filling import Filling
from minka.services.queries.words import answer_words, name_of, row_words

MOST_TOLD = 3


@dataclass(frozen=True)
class Line:
    """One question and what was answered; several lines for a group."""

    name: str
    words: Sequence[str]
    is_blank: bool


@dataclass(frozen=True)
class Part:
    """One page of the journey as it is checked."""

    title: str
    change_url: str
    lines: Sequence[Line]


def review_of(filling: Filling) -> list[Part]:
    """What will be sent, and nothing else: hidden answers are not in it."""
    return [_part(filling, page) for page in filling.journey.pages if page.questions]


def often_corrected(filling: Filling) -> list[tuple[str, int]]:
    """What others had to correct, with how many of ten did: only requirements that this person has, and few of them."""
    rates = dict(handling().often_observed(filling.service))
    needed = personal_list(filling.definition, filling.application.answers, filling.context, language=filling.language)
    found = [(paper.text, rates.get(paper.requirement.id, 0)) for paper in needed.needed]
    return sorted((each for each in found if each[1]), key=lambda each: -each[1])[:MOST_TOLD]


def _part(filling: Filling, page: Page) -> Part:
    questions = filling.journey.questions_of(page)
    return Part(
        title=filling.say(page.title),
        change_url=f"{filling.address('page', page.id)}?volver=revisar",
        lines=[_line(filling, question) for question in questions],
    )


def _line(filling: Filling, question: Question) -> Line:
    kept = filling.journey.answered.get(question.id)
    if question.type == QuestionType.GROUP:
        rows = cast("Sequence[Mapping[str, object]]", kept or [])
        words = [row_words(question, row, filling.language) for row in rows]
    else:
        words = [answer_words(question, kept, filling.language)]
    shown = [each for each in words if each]
    return Line(name_of(question, filling.language), shown, is_blank=not shown)
