"""From what was typed to the answer that is kept, or to a sentence that says what to do."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from minka.engine.forms.answers.context import Context
from minka.engine.forms.answers.dates import date_typed
from minka.engine.forms.answers.keeping import Unfit, decimals_of, value_of
from minka.engine.forms.answers.numbers import money_typed, number_typed
from minka.engine.forms.definition import Question, QuestionType
from minka.engine.forms.evaluation import required_code
from minka.engine.forms.faults import Fault, answer_fault
from minka.engine.identifiers import DNI_LENGTH, DniDoubt, doubt_about_dni
from minka.engine.texts.cleaning import clean_line, clean_text

YES = {"true", "on", "1", "si", "sí", "yes"}
NO = {"false", "off", "0", "no"}
MOBILE_DIGITS, LIMA_DIGITS = 9, 8

_NOT_IN_NUMBERS = re.compile(r"[\s.\-–()/]+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An answer after cleaning: ``kept`` is what to store, None when blank or wrong; warnings do not stop anybody."""

    kept: object
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()


def clean_answer(question: Question, typed: object, context: Context) -> Cleaned:
    """Clean what was typed for one question.

    Args:
        question: what was asked.
        typed: a text; a list of texts for ``many_of``; ``{"day", "month", "year"}`` or a text for a date;
            ``{"kind", "number"}`` for a document; a code for a place; ``[{"key", "name", "type", "size"}]`` for files;
            a list of objects for the rows of a group, each cleaned by :func:`clean_rows`.
        context: the day and the places that limits speak of.

    Returns:
        The answer in the form it is kept, or the first fault. A question that may stay blank gives None.
    """
    if _is_blank(typed):
        missing = (answer_fault(question.id, required_code(question)),) if question.required else ()
        return Cleaned(None, missing)
    try:
        kept = _CLEANERS[question.type](question, typed)
        value_of(question, kept, context)
    except Unfit as wrong:
        return Cleaned(None, (wrong.at(question.id),))
    return Cleaned(kept, warnings=_warnings(question, typed))


def _is_blank(typed: object) -> bool:
    if isinstance(typed, Mapping):
        return all(_is_blank(each) for key, each in typed.items() if key != "kind")
    return typed is None or typed in ([], ()) or (isinstance(typed, str) and not clean_line(typed))


def _warnings(question: Question, typed: object) -> tuple[Fault, ...]:
    """The check digit of a DNI has no official rule: it is told, and nobody is stopped by it."""
    if question.type != QuestionType.DOCUMENT or not isinstance(typed, Mapping) or typed.get("kind") != "dni":
        return ()
    if doubt_about_dni(str(typed.get("number"))) != DniDoubt.CHECK_DIFFERS:
        return ()
    return (Fault(question.id, "answer_dni_doubt", is_warning=True),)


def _words(typed: object) -> str:
    if not isinstance(typed, str):
        raise Unfit("shape")
    return clean_line(unicodedata.normalize("NFKC", typed))


def _line(_question: Question, typed: object) -> object:
    if not isinstance(typed, str):
        raise Unfit("shape")
    return clean_line(typed)


def _text(_question: Question, typed: object) -> object:
    if not isinstance(typed, str):
        raise Unfit("shape")
    return clean_text(typed)


def _number(question: Question, typed: object) -> object:
    return number_typed(_words(typed), decimals_of(question))


def _money(question: Question, typed: object) -> object:
    return money_typed(_words(typed), decimals_of(question))


def _date(_question: Question, typed: object) -> object:
    return date_typed(typed)


def _yes_no(_question: Question, typed: object) -> object:
    word = typed if isinstance(typed, bool) else _words(typed).casefold()
    if word in YES or word is True:
        return True
    if word in NO or word is False:
        return False
    raise Unfit("required_choice")


def _declaration(question: Question, typed: object) -> object:
    try:
        return _yes_no(question, typed)
    except Unfit as wrong:
        raise Unfit("required_declaration") from wrong


def _many(question: Question, typed: object) -> object:
    """In the order of the options, so that the same choice is the same answer."""
    chosen = [typed] if isinstance(typed, str) else typed
    if not isinstance(chosen, list | tuple) or not all(isinstance(each, str) for each in chosen):
        raise Unfit("option")
    known = [option.id for option in question.options if option.id in chosen]
    if len(known) < len(set(chosen)):
        raise Unfit("option")
    return known


def _place(_question: Question, typed: object) -> object:
    code = typed.get("code") if isinstance(typed, Mapping) else typed
    coding = typed.get("coding", "inei") if isinstance(typed, Mapping) else "inei"
    if not isinstance(code, str) or not isinstance(coding, str):
        raise Unfit("place")
    return {"code": code.strip(), "coding": coding}


def _document(question: Question, typed: object) -> object:
    if not isinstance(typed, Mapping):
        raise Unfit("document_kind")
    kinds = question.limits.kinds
    kind = typed.get("kind") or (kinds[0] if len(kinds) == 1 else None)
    number = _NOT_IN_NUMBERS.sub("", _words(typed.get("number") or "")).upper()
    if not isinstance(kind, str):
        raise Unfit("document_kind")
    if kind == "dni" and len(number) == DNI_LENGTH + 1 and doubt_about_dni(number) != DniDoubt.NOT_A_DNI:
        number = number[:DNI_LENGTH]
    return {"kind": kind, "number": number}


def _phone(_question: Question, typed: object) -> object:
    """A Peruvian number without its country; one of another country with its plus."""
    number = _NOT_IN_NUMBERS.sub("", _words(typed))
    for country in ("+51", "0051"):
        number = number.removeprefix(country)
    number = f"+{number.removeprefix('00')}" if number.startswith("00") else number
    is_landline = len(number) == LIMA_DIGITS and number[0] in "12345678"
    return f"0{number}" if is_landline else number


def _email(_question: Question, typed: object) -> object:
    name, at, domain = _words(typed).replace(" ", "").rpartition("@")
    return f"{name}{at}{domain.lower()}"


def _as_given(_question: Question, typed: object) -> object:
    """Files are what the server says of them; options and rows are looked at by the reader of kept answers."""
    return list(typed) if isinstance(typed, tuple) else typed


_CLEANERS: dict[QuestionType, Callable[[Question, object], object]] = {
    QuestionType.SHORT_TEXT: _line,
    QuestionType.LONG_TEXT: _text,
    QuestionType.NUMBER: _number,
    QuestionType.MONEY: _money,
    QuestionType.DATE: _date,
    QuestionType.YES_NO: _yes_no,
    QuestionType.ONE_OF: _as_given,
    QuestionType.MANY_OF: _many,
    QuestionType.PLACE: _place,
    QuestionType.DOCUMENT: _document,
    QuestionType.FILE: _as_given,
    QuestionType.PHOTO: _as_given,
    QuestionType.DECLARATION: _declaration,
    QuestionType.PHONE: _phone,
    QuestionType.EMAIL: _email,
    QuestionType.GROUP: _as_given,
}
