"""Made-up answers that go through a service from its first page to its last: for trying it, never anybody's.

Names, numbers and texts say of themselves that they are invented. What is drawn depends on the seed alone.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Final

from minka.engine.forms.answers.context import NOWHERE, Context
from minka.engine.forms.answers.keeping import EARLIEST, LATEST, decimals_of
from minka.engine.forms.definition import Definition, Page, Question, QuestionType
from minka.engine.forms.journey import Journey, journey

type Kept = dict[str, object]

SOMEWHERE: Final = "060101"  # Cajamarca, by the coding of the INEI
TRIES: Final = 12  # for a page whose rules refuse what was drawn or which leads to an exit, and for the whole way
LONGEST_WAY: Final = 400
KINDS: Final = ("pdf", "jpg")
SPAN_YEARS: Final = 20
DAYS_OF_YEAR: Final = 365
WIDEST: Final = 40
SHARE_FAR: Final = 4  # one number in so many is drawn from all that is allowed
SHARE_BLANK: Final = 3  # one question in so many that may be left blank is


@dataclass(slots=True)
class Dice:
    """Draws from a hash of the seed and a running number: the same everywhere, for ever."""

    seed: int
    thrown: int = 0

    def below(self, sides: int) -> int:
        """A whole number from 0 to one below ``sides``."""
        self.thrown += 1
        digest = hashlib.sha256(f"{self.seed}:{self.thrown}".encode()).digest()
        return int.from_bytes(digest[:8]) % max(sides, 1)


def make_up_answers(definition: Definition, seed: int, context: Context = NOWHERE) -> Kept | None:
    """Answer every page that is shown until the service could be filed.

    Args:
        definition: the service.
        seed: of everything drawn.
        context: the day it is; without it dates lie around 2026.

    Returns:
        Kept answers of a complete journey; None when none was found in a dozen tries, as of a service whose every way
        ends at an exit.
    """
    dice = Dice(seed)
    for _attempt in range(TRIES):
        found = _go_through(definition, dice, context)
        if found is not None:
            return found
    return None


def _go_through(definition: Definition, dice: Dice, context: Context) -> Kept | None:
    answers: Kept = {}
    for _step in range(LONGEST_WAY):
        now = journey(definition, answers, context)
        if now.exit_page is not None:
            return None
        if now.next_page is None:
            return dict(now.answered)
        if not _answer_page(definition, now, answers, dice, context):
            return None
    return None


def _answer_page(definition: Definition, now: Journey, answers: Kept, dice: Dice, context: Context) -> bool:
    """Draw answers for the open page, and for what they bring up, until it is done and leads to no exit."""
    page = now.next_page
    if page is None:
        return True
    for _attempt in range(TRIES):
        for question in now.questions_of(page):
            if now.exit_page is not None or _is_due(question, page, now):
                answers[question.id] = _draw(question, dice, context)
        now = journey(definition, answers, context)
        if page.id in now.done and now.exit_page is None:
            return True
    return False


def _is_due(question: Question, page: Page, now: Journey) -> bool:
    return question.id not in now.answered or question.id in now.state.faults or page.id in now.state.faults


def _draw(question: Question, dice: Dice, context: Context) -> object:
    is_blank = not question.required and question.type != QuestionType.DECLARATION
    if is_blank and dice.below(SHARE_BLANK) == 0:
        return None
    return _DRAWERS[question.type](question, dice, context)


def _text(question: Question, dice: Dice, _context: Context) -> str:
    what = "Persona inventada" if "name" in question.id else "Texto inventado"
    words = f"{what} {dice.below(1000)}"
    limits = question.limits
    words = words.ljust(limits.min_length or 0, ".")
    return words[: limits.max_length] if limits.max_length else words


def _number(question: Question, dice: Dice, _context: Context) -> str:
    """Most often near the least that is allowed, as what people have is; now and then anything that is."""
    limits = question.limits
    least = limits.min if limits.min is not None else Decimal(min(0, int(limits.max or 0)))
    whole = least.to_integral_value(ROUND_CEILING)
    near = whole + WIDEST
    most = limits.max if limits.max is not None and (limits.max < near or dice.below(SHARE_FAR) == 0) else near
    found = min(whole + dice.below(int(most - whole) + 1), most)
    places = decimals_of(question)
    return f"{max(found, least):.{places}f}" if places else f"{found:f}"


def _day(question: Question, dice: Dice, context: Context) -> str:
    today = context.today or date(2026, 1, 1)
    least, most = (_limit(limit, today) for limit in (question.limits.not_before, question.limits.not_after))
    first = least or (most or today) - timedelta(days=SPAN_YEARS * DAYS_OF_YEAR)
    last = most or max(first, today)
    return (max(first, EARLIEST) + timedelta(days=dice.below((min(last, LATEST) - first).days + 1))).isoformat()


def _limit(limit: date | str | None, today: date) -> date | None:
    return limit if isinstance(limit, date) else today if limit == "today" else None


def _yes_no(_question: Question, dice: Dice, _context: Context) -> bool:
    return bool(dice.below(2))


def _declaration(_question: Question, _dice: Dice, _context: Context) -> bool:
    return True


def _one(question: Question, dice: Dice, _context: Context) -> str:
    return question.options[dice.below(len(question.options))].id


def _many(question: Question, dice: Dice, _context: Context) -> list[str]:
    return [question.options[dice.below(len(question.options))].id]


def _place(_question: Question, _dice: Dice, _context: Context) -> dict[str, str]:
    return {"code": SOMEWHERE, "coding": "inei"}


def _document(question: Question, dice: Dice, _context: Context) -> dict[str, str]:
    """Numbers that begin with zeros, as nobody's does; the tax number is of the check table of the standard."""
    numbers = {
        "dni": f"{dice.below(10_000):08d}",
        "ce": f"{dice.below(10_000):09d}",
        "passport": f"INV{dice.below(10_000):05d}",
        "ruc": "20100070970",
    }
    allowed = [kind for kind in numbers if not question.limits.kinds or kind in question.limits.kinds]
    kind = allowed[0]
    return {"kind": kind, "number": numbers[kind]}


def _phone(_question: Question, dice: Dice, _context: Context) -> str:
    return f"900000{dice.below(1000):03d}"


def _email(_question: Question, dice: Dice, _context: Context) -> str:
    return f"inventado-{dice.below(1000)}@example.org"


def _files(question: Question, dice: Dice, _context: Context) -> list[dict[str, object]]:
    usual = ("jpg",) if question.type == QuestionType.PHOTO else KINDS
    kind = (question.limits.kinds or usual)[0]
    number = dice.below(1_000_000)
    name = f"inventado-{number}.{kind}"
    return [{"key": f"inventado-{number}", "name": name, "type": "application/octet-stream", "size": 1000 + number}]


def _rows(question: Question, dice: Dice, context: Context) -> list[dict[str, object]]:
    least = int(question.limits.min) if question.limits.min is not None else 1
    return [{each.id: _draw(each, dice, context) for each in question.questions} for _row in range(max(least, 1))]


_DRAWERS: dict[QuestionType, Callable[[Question, Dice, Context], object]] = {
    QuestionType.SHORT_TEXT: _text,
    QuestionType.LONG_TEXT: _text,
    QuestionType.NUMBER: _number,
    QuestionType.MONEY: _number,
    QuestionType.DATE: _day,
    QuestionType.YES_NO: _yes_no,
    QuestionType.ONE_OF: _one,
    QuestionType.MANY_OF: _many,
    QuestionType.PLACE: _place,
    QuestionType.DOCUMENT: _document,
    QuestionType.FILE: _files,
    QuestionType.PHOTO: _files,
    QuestionType.DECLARATION: _declaration,
    QuestionType.PHONE: _phone,
    QuestionType.EMAIL: _email,
    QuestionType.GROUP: _rows,
}
