"""Saved test cases: answers of an invented person and what must come of them, run again at every change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from minka.engine.forms.answers.context import NOWHERE, Context
from minka.engine.forms.definition import Definition
from minka.engine.forms.evaluation import Answers
from minka.engine.forms.journey import check_page, journey
from minka.engine.forms.personal import personal_list
from minka.engine.saying import phrase

NAMES = {
    "pages": phrase("las páginas"),
    "exit": phrase("la página de salida"),
    "complete": phrase("si está completo"),
    "requirements": phrase("los requisitos"),
    "open": phrase("los requisitos por decidir"),
    "fee": phrase("el derecho de trámite"),
    "faults": phrase("los errores"),
}

NOTHING = phrase("nada")

type Outcome = dict[str, object]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One part of an outcome that is not as expected; both as plain JSON."""

    key: str
    expected: object
    found: object

    @property
    def text(self) -> str:
        """Say it in Spanish."""
        if self.key not in NAMES:
            return phrase("«{key}» no se conoce entre lo que se espera.").fill(key=self.key)
        words = phrase("Cambiaron {what}: se esperaba {expected} y salió {found}.")
        return words.fill(what=NAMES[self.key], expected=_told(self.expected), found=_told(self.found))

    def to_json(self) -> dict[str, object]:
        """Give the plain value that commands print."""
        return {"key": self.key, "expected": self.expected, "found": self.found, "text": self.text}


def run_case(definition: Definition, answers: Answers, context: Context = NOWHERE) -> Outcome:
    """What comes of answers, as plain JSON: the same answers give the same bytes.

    Returns:
        ``pages`` shown in order, ``exit`` or None, ``complete``, ids of ``requirements`` that apply and of those still
        ``open``, ``fee`` as text or None, and ``faults`` as ``"question: code"`` of everything missing or wrong.
    """
    now = journey(definition, answers, context)
    own = personal_list(definition, answers, context)
    faults = [each for page in now.pages for each in check_page(definition, page.id, answers, context)]
    return {
        "pages": [page.id for page in now.pages],
        "exit": now.exit_page.id if now.exit_page else None,
        "complete": now.complete,
        "requirements": [paper.requirement.id for paper in own.needed],
        "open": [paper.requirement.id for paper in own.open],
        "fee": own.fee.amount,
        "faults": [f"{each.path}: {each.code}" for each in faults],
    }


def check_case(definition: Definition, case: Mapping[str, object], context: Context = NOWHERE) -> tuple[Mismatch, ...]:
    """Run a saved case and compare.

    Args:
        definition: the service, as it is now.
        case: ``{"answers": …, "expect": …, "today": "YYYY-MM-DD"}``; what ``expect`` does not name is not compared, and
            ``today`` may be missing.
        context: the holidays and places, and the day of cases that name none.

    Returns:
        What is not as expected; nothing when the case passes.

    Raises:
        ValueError: ``today`` is no day.
    """
    answers, expect = case.get("answers"), case.get("expect")
    outcome = run_case(definition, answers if isinstance(answers, Mapping) else {}, context_of(case, context))
    wanted = expect if isinstance(expect, Mapping) else {}
    return tuple(
        Mismatch(str(key), value, outcome.get(key))
        for key, value in wanted.items()
        if key not in outcome or outcome[key] != value
    )


def context_of(case: Mapping[str, object], context: Context) -> Context:
    """The day that a case names, or the day it is; raises ValueError when what it names is no day."""
    today = case.get("today")
    return context if today is None else Context(date.fromisoformat(str(today)), context.holidays, context.places)


def _told(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or NOTHING
    if isinstance(value, bool):
        return phrase("sí") if value else phrase("no")
    return NOTHING if value is None else str(value)
