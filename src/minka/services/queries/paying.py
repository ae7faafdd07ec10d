"""Paying a fee on the way: which page asks for number and date of a payment, and how much it is."""

from dataclasses import dataclass
from decimal import Decimal

from minka.engine.forms import Page, Question, QuestionType, personal_list
from minka.services.queries.filling import Filling

PAYMENT = "payment"
NUMBERS = {QuestionType.SHORT_TEXT, QuestionType.NUMBER}


@dataclass(frozen=True)
class Payable:
    """A fee that can be paid from a page: the two questions that a payment answers, and the amount in soles."""

    page: Page
    number: Question
    day: Question
    amount: Decimal


def payable_on(filling: Filling, page: Page) -> Payable | None:
    """What can be paid from the page; None where it asks for no payment, or nobody knows the fee yet, or it is free."""
    wanted = {each.id for each in filling.definition.requirements if each.kind == PAYMENT}
    asked = [each for each in filling.journey.questions_of(page) if each.requirement in wanted]
    number = next((each for each in asked if each.type in NUMBERS), None)
    day = next((each for each in asked if each.type == QuestionType.DATE), None)
    if number is None or day is None:
        return None
    fee = personal_list(filling.definition, filling.application.answers, filling.context).fee
    if not fee.amount or not Decimal(fee.amount):
        return None
    return Payable(page, number, day, Decimal(fee.amount))
