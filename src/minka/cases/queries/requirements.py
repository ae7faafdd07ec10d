"""Which requirements apply to what somebody answered, and what can be observed of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_noop

from minka.engine.forms import Context, Definition, Page, Requirement, personal_list, say

PENDING, MET, OBSERVED = "pending", "met", "observed"
PAGE: Final = "page:"

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
    """Something that can be observed: a requirement, or the answers of one page; with the questions that mend it."""

    id: str
    text: str
    questions: Sequence[str]


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


def _questions_of(definition: Definition, requirement: Requirement) -> list[str]:
    named = [question.id for question in definition.questions() if question.requirement == requirement.id]
    own = [requirement.question] if requirement.question and requirement.question not in named else []
    return own + named
