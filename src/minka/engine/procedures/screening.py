"""The questions before starting, drawn from the conditions of a row's requirements."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from minka.engine.procedures.conditions import Condition
from minka.engine.procedures.parts import Json, answer, ground, negated, question, say, shorten
from minka.engine.procedures.wording import any_of, plain

MOST_QUESTIONS: Final = 6  # before starting; further cases are asked on a page of their own, where they matter
LONGEST_TOPIC: Final = 8  # words: a longer case says more than its topic, and is asked as it stands


@dataclass(frozen=True, slots=True)
class _Topic:
    id: str
    ask: str
    yes: re.Pattern[str]
    no: re.Pattern[str] | None = None


_TOPICS: Final = (
    _Topic(
        "is_company",
        "¿El trámite es para una empresa, asociación u otra persona jurídica?",
        any_of("personas? juridicas?", "empresas?", r"asociaci\w+", "comunidad(?:es)? campesinas?", "cooperativas?"),
        any_of("personas? natural(?:es)?"),
    ),
    _Topic(
        "is_represented",
        "¿Haces el trámite en nombre de otra persona?",
        any_of(r"representa\w+", r"apoderad\w+", "actuar por otr[oa]", r"por otra persona", "tercer[oa]s?"),
    ),
    _Topic("is_foreign", "¿Quien pide es de otro país?", any_of(r"extranjer[oa]s?"), any_of("peruan[oa]s?")),
    _Topic("is_minor", "¿Quien pide es menor de edad?", any_of("menor(?:es)? de edad"), any_of("mayor(?:es)? de edad")),
    _Topic(
        "is_of_another",
        "¿El local o el terreno es alquilado, prestado o de otra persona?",
        any_of(r"alquil\w+", r"arrend\w+", r"inquilin\w+", r"no (?:sea|es|eres|ser) (?:el |la )?(?:propietari|due)\w+"),
        any_of(r"(?:sea|es|eres|ser) (?:el |la )?(?:propietari|due)\w+", "propietari[oa]s?", "local propio"),
    ),
    _Topic("is_married", "¿Quien pide está casado o casada?", any_of(r"casad[oa]s?", "conyuges?", "sociedad conyugal")),
    _Topic(
        "has_food",
        "¿Se venderán o prepararán alimentos o bebidas?",
        any_of(r"alimentos?", "comidas?", "bebidas?", r"manipul\w+ de alimentos"),
    ),
)


@dataclass(frozen=True, slots=True)
class Screening:
    """The questions to ask, in order, and what each condition becomes: an expression over their answers."""

    questions: tuple[Json, ...]
    when: dict[str, Json]  # by the folded case

    @property
    def first(self) -> tuple[Json, ...]:
        """What is asked before starting."""
        return self.questions[:MOST_QUESTIONS]

    @property
    def as_written(self) -> tuple[str, ...]:
        """The questions that only repeat the words of the row, for a person to put plainly."""
        return tuple(say(each) for each in self.questions if str(each["id"]).startswith("case_"))

    @property
    def later(self) -> tuple[Json, ...]:
        """What is asked on the way, because no list before starting should be longer."""
        return self.questions[MOST_QUESTIONS:]


def screen(conditions: Iterable[Condition], legal_basis: str, used_by: str) -> Screening:
    """Make one yes-or-no question of each case; cases about the same thing share one.

    >>> from minka.engine.procedures.conditions import condition_of
    >>> cases = ["Para personas jurídicas, la partida", "En caso de persona natural, el poder"]
    >>> found = screen([condition_of(case) for case in cases], "", "")
    >>> len(found.questions), found.when["persona natural"]
    (1, {'op': 'not', 'args': [{'answer': 'is_company'}]})
    """
    asked: dict[str, Json] = {}
    when: dict[str, Json] = {}
    for condition in conditions:
        key = plain(condition.case)
        if key in when:
            continue
        own, label, is_yes = _topic_of(condition.case) or (f"case_{len(asked) + 1}", _label(condition.words), True)
        because = ground("Para decirte qué necesitas tú y qué no.", legal_basis, used_by)
        asked.setdefault(own, question(own, "yes_no", label, because))
        when[key] = answer(own) if is_yes else negated(answer(own))
    return Screening(tuple(asked.values()), when)


def _topic_of(case: str) -> tuple[str, str, bool] | None:
    """The topic of a short case, its question, and whether the case is its yes."""
    text = plain(case)
    if len(text.split()) > LONGEST_TOPIC:
        return None
    return next(_answers(text), None)


def _answers(text: str) -> Iterator[tuple[str, str, bool]]:
    for topic in _TOPICS:
        if topic.yes.search(text):
            yield topic.id, topic.ask, True
        elif topic.no is not None and topic.no.search(text):
            yield topic.id, topic.ask, False


def _label(words: str) -> str:
    return f"¿Vale esto para ti? «{shorten(words, 200)}»"
