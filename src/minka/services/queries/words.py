"""What somebody answered, in words, as the check page and the rows of a group show it."""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import cast

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from minka.engine.forms import Question, QuestionType, say
from minka.engine.saying import listed
from minka.reference.queries import place_options

DOCUMENTS = {"dni": "DNI", "ce": "CE", "ruc": "RUC"}

LONG_QUESTION = 12  # words
GROUPED_FROM = 10_000  # a year or a house number of four digits is written in one


def answer_words(question: Question, kept: object, language: str) -> str:
    """Say a kept answer; nothing for a question left blank."""
    if kept is None or kept in ("", []):
        return ""
    return _SAYERS.get(question.type, _plain)(question, kept, language)


def name_of(question: Question, language: str) -> str:
    """What a question is called in a list: its short version where it has one."""
    return say(question.short, language) or say(question.label, language)


def short_beside(question: Question, language: str) -> str:
    """The short version, where the question is so long that it helps to read it first; else the question is enough."""
    is_long = len(say(question.label, language).split()) > LONG_QUESTION
    return say(question.short, language) if is_long else ""


def row_words(group: Question, row: Mapping[str, object], language: str) -> str:
    """One row of a group in a line."""
    told = ((child, answer_words(child, row.get(child.id), language)) for child in group.questions)
    return listed((_told_in_row(child, words, language) for child, words in told if words), " · ")


def value_words(kind: str, value: object) -> str:
    """Say the result of a calculation; nothing while it is not known. The browser says it alike (``judging.js``)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Sí") if value else _("No")
    if isinstance(value, dt.date):
        return date_format(value, "DATE_FORMAT")
    if not isinstance(value, Decimal):
        return str(value)
    plain = f"{value:.2f}" if kind == "money" else f"{value.normalize():f}"
    number = number_format(plain, use_l10n=True, force_grouping=abs(value) >= GROUPED_FROM)
    return f"S/ {number}" if kind == "money" else number


def _told_in_row(question: Question, words: str, language: str) -> str:
    """A bare yes or no says nothing without its question."""
    return listed([name_of(question, language), words], " ") if question.type == QuestionType.YES_NO else words


def _plain(_question: Question, kept: object, _language: str) -> str:
    return str(kept)


def _number(_question: Question, kept: object, _language: str) -> str:
    number = Decimal(str(kept))
    return number_format(number, use_l10n=True, force_grouping=abs(number) >= GROUPED_FROM)


def _money(question: Question, kept: object, language: str) -> str:
    return f"S/ {_number(question, kept, language)}"


def _day(_question: Question, kept: object, _language: str) -> str:
    return date_format(dt.date.fromisoformat(str(kept)), "DATE_FORMAT")


def _yes_no(_question: Question, kept: object, _language: str) -> str:
    return _("Sí") if kept else _("No")


def _choice(question: Question, kept: object, language: str) -> str:
    chosen = kept if isinstance(kept, list) else [kept]
    return listed(say(option.label, language) for option in question.options if option.id in chosen)


def _place(_question: Question, kept: object, _language: str) -> str:
    code = cast("Mapping[str, str]", kept)["code"]
    found = next((option.label for option in place_options() if option.inei_code == code), None)
    return found or code


def _document(_question: Question, kept: object, _language: str) -> str:
    held = cast("Mapping[str, str]", kept)
    return f"{DOCUMENTS.get(held['kind'], _('Pasaporte'))} {held['number']}"


def _files(_question: Question, kept: object, _language: str) -> str:
    return ", ".join(str(each["name"]) for each in cast("list[Mapping[str, object]]", kept))


def _declared(_question: Question, _kept: object, _language: str) -> str:
    return _("De acuerdo")


_SAYERS: dict[QuestionType, Callable[[Question, object, str], str]] = {
    QuestionType.NUMBER: _number,
    QuestionType.MONEY: _money,
    QuestionType.DATE: _day,
    QuestionType.YES_NO: _yes_no,
    QuestionType.ONE_OF: _choice,
    QuestionType.MANY_OF: _choice,
    QuestionType.PLACE: _place,
    QuestionType.DOCUMENT: _document,
    QuestionType.FILE: _files,
    QuestionType.PHOTO: _files,
    QuestionType.DECLARATION: _declared,
}
