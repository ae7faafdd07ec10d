"""Kept answers: JSON of one exact form for each type, and the value that expressions read in it.

Whatever was stored, forged or sent for another version: the result is a value or a fault, never an exception.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from minka.engine.forms.answers.context import Context
from minka.engine.forms.definition import Question, QuestionType
from minka.engine.forms.expressions.nodes import Value
from minka.engine.forms.faults import Fault, answer_fault
from minka.engine.identifiers import is_ruc

LONGEST_SHORT, LONGEST_LONG = 200, 4_000
MOST_ROWS, MOST_FILES, MOST_MEGABYTES = 50, 5, 10
MEGABYTE = 1_000_000
MONEY_DECIMALS = 2
EARLIEST, LATEST = date(1850, 1, 1), date(2200, 12, 31)
PHOTO_KINDS = ("jpg", "jpeg", "png", "webp", "heic")

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,12})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLACE = re.compile(r"[0-9]{6}")
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,64}@[A-Za-z0-9.-]{1,189}\.[A-Za-z]{2,63}")
_PHONE = re.compile(r"9[0-9]{8}|0[1-8][0-9]{7}|\+[1-9][0-9]{7,14}")
_DOCUMENTS = {
    "dni": re.compile(r"[0-9]{8}"),
    "ce": re.compile(r"[0-9A-Z]{8,12}"),
    "ruc": re.compile(r"[0-9]{11}"),
    "passport": re.compile(r"[0-9A-Z]{5,15}"),
}
_FILE = {"key": 200, "name": 255, "type": 100}


class Unfit(ValueError):  # noqa: N818 - a state of the input, not a mistake
    """An answer that cannot be kept: a code of the table of faults and what fills its sentence."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def at(self, path: str) -> Fault:
        """The fault at a question."""
        return answer_fault(path, self.code, **self.params)


def value_of(question: Question, kept: object, context: Context) -> Value:
    """Read a kept answer; for a group the rows as they were kept, to be read one by one.

    Args:
        question: what was asked.
        kept: the JSON of the answer.
        context: the day and the places that limits speak of.

    Raises:
        Unfit: the answer has another form, or is beyond the limits of the question.
    """
    return _READERS[question.type](question, kept, context)


def _text(question: Question, kept: object, _context: Context) -> str:
    usual = LONGEST_LONG if question.type == QuestionType.LONG_TEXT else LONGEST_SHORT
    if not isinstance(kept, str) or not kept.strip():
        raise Unfit("shape")
    most, least = question.limits.max_length or usual, question.limits.min_length or 0
    if len(kept) > most:
        raise Unfit("text_long", most=most, found=len(kept))
    if len(kept) < least:
        raise Unfit("text_short", least=least, found=len(kept))
    return kept


def decimals_of(question: Question) -> int:
    """How many decimals an answer may have: two for money; none for a number that says nothing."""
    usual = MONEY_DECIMALS if question.type == QuestionType.MONEY else 0
    return usual if question.limits.decimals is None else question.limits.decimals


def _number(question: Question, kept: object, _context: Context) -> Decimal:
    if not isinstance(kept, str) or not _NUMBER.fullmatch(kept):
        raise Unfit("number")
    _, _, fraction = kept.partition(".")
    if len(fraction) > decimals_of(question):
        raise Unfit("number_decimals", most=decimals_of(question)) if decimals_of(question) else Unfit("number_whole")
    number = Decimal(kept)
    limits = question.limits
    least = Decimal(0) if limits.min is None and question.type == QuestionType.MONEY else limits.min
    if least is not None and number < least:
        raise Unfit("number_low", least=f"{least:f}")
    if limits.max is not None and number > limits.max:
        raise Unfit("number_high", most=f"{limits.max:f}")
    return number


def _day(question: Question, kept: object, context: Context) -> date:
    try:
        day = date.fromisoformat(kept) if isinstance(kept, str) and _DATE.fullmatch(kept) else None
    except ValueError:
        day = None
    if day is None:
        raise Unfit("date")
    least = _limit(question.limits.not_before, context) or EARLIEST
    most = _limit(question.limits.not_after, context) or LATEST
    if day < least:
        raise Unfit("date_early", least=f"{least:%d/%m/%Y}")
    if day > most:
        raise Unfit("date_late", most=f"{most:%d/%m/%Y}")
    return day


def _limit(limit: date | str | None, context: Context) -> date | None:
    return limit if isinstance(limit, date) else context.today if limit == "today" else None


def _yes_no(_question: Question, kept: object, _context: Context) -> bool:
    if not isinstance(kept, bool):
        raise Unfit("required_choice")
    return kept


def _declaration(_question: Question, kept: object, _context: Context) -> bool:
    if kept is not True:
        raise Unfit("required_declaration")
    return True


def _one(question: Question, kept: object, _context: Context) -> str:
    if not isinstance(kept, str) or kept not in (question.kind.options or ()):
        raise Unfit("option")
    return kept


def _many(question: Question, kept: object, _context: Context) -> tuple[str, ...]:
    options = question.kind.options or frozenset()
    if not isinstance(kept, list) or not kept or not all(isinstance(each, str) and each in options for each in kept):
        raise Unfit("option")
    if len(set(kept)) < len(kept):
        raise Unfit("option")
    return tuple(kept)


def _place(_question: Question, kept: object, context: Context) -> Mapping[str, str]:
    if not isinstance(kept, Mapping) or set(kept) != {"code", "coding"}:
        raise Unfit("place")
    if kept["coding"] != "inei":
        raise Unfit("place_coding")
    code = kept["code"]
    if not isinstance(code, str) or not _PLACE.fullmatch(code):
        raise Unfit("place")
    if context.places is not None and code not in context.places:
        raise Unfit("place")
    return kept


def _document(question: Question, kept: object, _context: Context) -> Mapping[str, str]:
    if not isinstance(kept, Mapping) or set(kept) != {"kind", "number"}:
        raise Unfit("document_kind")
    kind, number = kept["kind"], kept["number"]
    if not isinstance(kind, str) or kind not in (question.limits.kinds or _DOCUMENTS) or kind not in _DOCUMENTS:
        raise Unfit("document_kind")
    if not isinstance(number, str) or not _DOCUMENTS[kind].fullmatch(number) or (kind == "ruc" and not is_ruc(number)):
        raise Unfit(kind)
    return kept


def _phone(_question: Question, kept: object, _context: Context) -> str:
    if not isinstance(kept, str) or not _PHONE.fullmatch(kept):
        raise Unfit("phone")
    return kept


def _email(_question: Question, kept: object, _context: Context) -> str:
    if not isinstance(kept, str) or len(kept) > 254 or ".." in kept or not _EMAIL.fullmatch(kept):  # noqa: PLR2004
        raise Unfit("email")
    return kept


def _files(question: Question, kept: object, _context: Context) -> tuple[Mapping[str, object], ...]:
    most = question.limits.max_files or (1 if question.type == QuestionType.PHOTO else MOST_FILES)
    if not isinstance(kept, list) or not kept:
        raise Unfit("required_file")
    if len(kept) > most:
        raise Unfit("files_many", most=most)
    return tuple(_file(question, each) for each in kept)


def _file(question: Question, kept: object) -> Mapping[str, object]:
    if not isinstance(kept, Mapping) or set(kept) != {*_FILE, "size"}:
        raise Unfit("shape")
    texts = {key: kept[key] for key in _FILE}
    if not all(isinstance(text, str) and 0 < len(text) <= _FILE[key] for key, text in texts.items()):
        raise Unfit("shape")
    size, name = kept["size"], str(kept["name"])
    if type(size) is not int or size <= 0:
        raise Unfit("file_empty", name=name)
    most = question.limits.max_megabytes or MOST_MEGABYTES
    if size > most * MEGABYTE:
        raise Unfit("file_size", name=name, most=most)
    kinds = question.limits.kinds or (PHOTO_KINDS if question.type == QuestionType.PHOTO else ())
    if kinds and name.rpartition(".")[2].lower() not in kinds:
        raise Unfit("file_kind", name=name, kinds=", ".join(kinds))
    return kept


def _rows(question: Question, kept: object, _context: Context) -> tuple[Mapping[str, object], ...]:
    if not isinstance(kept, list) or not all(isinstance(row, Mapping) for row in kept):
        raise Unfit("shape")
    least = int(question.limits.min) if question.limits.min is not None else int(question.required)
    most = min(int(question.limits.max), MOST_ROWS) if question.limits.max is not None else MOST_ROWS
    if len(kept) < least:
        raise Unfit("rows_few", least=least)
    if len(kept) > most:
        raise Unfit("rows_many", most=most)
    return tuple(kept)


_READERS: dict[QuestionType, Callable[[Question, object, Context], Value]] = {
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
