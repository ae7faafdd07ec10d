"""Somebody's own list before they start: which papers, what it costs, how long, where; and what it still depends on."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from minka.engine.forms.answers.context import NOWHERE, Context
from minka.engine.forms.definition import SPANISH, Definition, Requirement, say
from minka.engine.forms.evaluation import Answers
from minka.engine.forms.explaining import Reason, explain
from minka.engine.forms.expressions.compiling import EXACT
from minka.engine.forms.journey import Journey, journey
from minka.engine.forms.messages import cut_to_message
from minka.engine.saying import phrase
from minka.engine.terms import Term

CENTIMO = Decimal("0.01")
UNITS = {
    "working_days": phrase("{count} día hábil", "{count} días hábiles"),
    "days": phrase("{count} día", "{count} días"),
    "months": phrase("{count} mes", "{count} meses"),
}


@dataclass(frozen=True, slots=True)
class Paper:
    """One requirement for one person. ``applies`` is None while it depends on ``needs``, the ids of questions.

    ``certain`` is False as well when it never gets decided, because what it depends on is not asked in this case: then
    the person is told that it may be needed.
    """

    requirement: Requirement
    text: str
    applies: bool | None
    reason: Reason | None
    needs: tuple[str, ...]

    @property
    def certain(self) -> bool:
        """Whether it surely applies or surely does not."""
        return self.applies is not None

    @property
    def sentences(self) -> tuple[str, ...]:
        """Why; nothing for what everybody must bring."""
        return () if self.reason is None else self.reason.sentences


@dataclass(frozen=True, slots=True)
class Fee:
    """What it costs in soles, as text with two decimals; None while it depends on ``needs``."""

    amount: str | None
    reason: Reason
    needs: tuple[str, ...]

    @property
    def certain(self) -> bool:
        """Whether it is known."""
        return self.amount is not None


@dataclass(frozen=True, slots=True)
class PersonalList:
    """The list of one person. ``papers`` holds every requirement, ``open`` those that may be needed.

    ``journey`` says where the screening stands.
    """

    papers: tuple[Paper, ...]
    fee: Fee
    term: Term | None
    where: str
    journey: Journey
    open: tuple[Paper, ...]

    @property
    def needed(self) -> tuple[Paper, ...]:
        """What to bring."""
        return tuple(paper for paper in self.papers if paper.applies)

    @property
    def spared(self) -> tuple[Paper, ...]:
        """What this person need not bring."""
        return tuple(paper for paper in self.papers if paper.applies is False)

    @property
    def certain(self) -> bool:
        """Whether nothing is open any more."""
        return self.fee.certain and not self.open

    def message(self, title: str, say: Callable[[str], str] = str) -> str:
        """The list as one SMS: 160 characters of the basic alphabet; what finds no room is counted.

        Args:
            title: what it is about.
            say: turns what the engine says into the language of who reads it; Spanish without it.
        """
        words = [say(paper.text) for paper in self.needed]
        free = phrase("Gratis")
        cost = "" if self.fee.amount is None else free if self.fee.amount == "0.00" else f"S/{self.fee.amount}"
        end = [say(part) for part in (cost, tell_term(self.term), self.where) if part]
        return cut_to_message(title, words, end, open_count=len(self.open), say=say)


def personal_list(
    definition: Definition, answers: Answers, context: Context = NOWHERE, *, language: str = SPANISH
) -> PersonalList:
    """Turn the conditions of a procedure into what one person needs.

    Args:
        definition: the service.
        answers: those of the screening questions, or any others; the more, the more is certain.
        context: the day, the holidays, the places.
        language: of the texts.
    """
    now = journey(definition, answers, context, language=language)
    fee = explain(definition, definition.procedure.fee, now.state, language=language)
    papers = tuple(_paper(each, definition, now, language) for each in definition.requirements)
    return PersonalList(
        papers=papers,
        fee=Fee(None if fee.value is None else _soles(fee.value), fee, _needs(fee, now)),
        term=definition.procedure.term,
        where=say(definition.procedure.where, language),
        journey=now,
        open=tuple(paper for paper in papers if paper.applies is None),
    )


def _soles(amount: Decimal) -> str:
    """An amount with its céntimos, half a céntimo up; never less than nothing."""
    return f"{max(amount, Decimal(0)).quantize(CENTIMO, context=EXACT):f}"


def tell_term(term: Term | None) -> str:
    """A term in words; nothing when the decision is at once.

    >>> tell_term(Term(15, "working_days")), tell_term(Term(1, "months")), tell_term(None)
    ('15 días hábiles', '1 mes', '')
    """
    return "" if term is None else UNITS[term.unit].counting(term.count)


def _paper(requirement: Requirement, definition: Definition, now: Journey, language: str) -> Paper:
    text = say(requirement.text, language)
    if requirement.when is None:
        return Paper(requirement, text, applies=True, reason=None, needs=())
    reason = explain(definition, requirement.when, now.state, language=language)
    return Paper(requirement, text, reason.value, reason, _needs(reason, now))


def _needs(reason: Reason, now: Journey) -> tuple[str, ...]:
    """The questions to answer, in the order of the service; of a page that may come, what it depends on comes first."""
    asked = set(reason.needs) if reason.cause or reason.value is None else set()
    return tuple(each.id for each in now.definition.questions() if each.id in asked)
