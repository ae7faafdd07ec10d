"""Which requirements apply to what somebody answered, and what can be observed of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_noop

from minka.cases.queries.rows import row_title
from minka.engine.forms import Context, Definition, Journey, Page, Requirement, personal_list, rows_of, say
from minka.services.queries.words import name_of, row_words

PENDING, MET, OBSERVED = "pending", "met", "observed"
PAGE: Final = "page:"
ROW: Final = "row:"

# What can be wrong with a requirement. Codes are kept and counted; their words may change.
DEFECTS: Final = {
    "missing": gettext_noop("No está"),
    "illegible": gettext_noop("No se puede leer"),
    "incomplete": gettext_noop("Está incompleto"),
    "expired": gettext_noop("Está vencido"),
    "other_person": gettext_noop("Es de otra persona o de otro lugar"),
    "contradicts": gettext_noop("No coincide con lo que respondiste"),
    "unsigned": gettext_noop("Le falta una firma"),
    "other": gettext_noop("Otro defecto"),
}


@dataclass(frozen=True)
class Observable:
    """Something that can be observed: a requirement, the answers of one page, or a row of a group.

    ``questions`` are the paths of the answers that mend it. Of a row, ``parts`` are its answers one by one, as path and
    words, ``group`` is what its group is called, and ``short`` what the letter calls it, without what was answered.
    """

    id: str
    text: str
    questions: Sequence[str]
    parts: Sequence[tuple[str, str]] = ()
    group: str = ""
    short: str = ""


def applying(definition: Definition, answers: Mapping[str, object], context: Context) -> list[dict[str, str]]:
    """The requirements of these answers, as a case keeps them. What cannot be known yet counts as asked for."""
    papers = personal_list(definition, answers, context).papers
    return [
        {"id": paper.requirement.id, "text": paper.text, "state": PENDING}
        for paper in papers
        if paper.applies is not False
    ]


def observables(definition: Definition, kept: Sequence[Mapping[str, str]], pages: Sequence[Page]) -> list[Observable]:
    """What the one observation may hold: each requirement that applies, then each page that was answered."""
    by_id = {each.id: each for each in definition.requirements}
    found = [
        Observable(row["id"], row["text"], _questions_of(definition, by_id[row["id"]]))
        for row in kept
        if row["id"] in by_id
    ]
    return found + [
        Observable(f"{PAGE}{page.id}", say(page.title), [question.id for question in page.questions])
        for page in pages
        if page.questions
    ]


def observable_rows(now: Journey, language: str) -> list[Observable]:
    """The rows of groups that were answered, each with its answers: what one case alone may have wrong."""
    return [
        Observable(
            id=f"{ROW}{group.id}/{number}",
            text=f"{row_title(group, number, language)}: {row_words(group, row, language) or '—'}",
            questions=[f"{group.id}/{number}/{child.id}" for child in group.questions if child.id in row],
            parts=[
                (f"{group.id}/{number}/{child.id}", name_of(child, language))
                for child in group.questions
                if child.id in row
            ],
            group=name_of(group, language),
            short=row_title(group, number, language),
        )
        for page in now.pages
        for group in now.questions_of(page)
        for number, row in enumerate(rows_of(now.answered, group))
    ]


def _questions_of(definition: Definition, requirement: Requirement) -> list[str]:
    """Those that name the requirement and the one that it names; one inside a group stands for every row."""
    every = definition.questions(inside_groups=True)
    named = [question.id for question in every if question.requirement == requirement.id]
    own = [requirement.question] if requirement.question and requirement.question not in named else []
    return own + named
