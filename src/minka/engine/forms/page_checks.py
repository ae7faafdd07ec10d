"""What a browser may tell somebody before they send a page: follow-up questions, faults in the server's words, values.

The browser tells and never stops: what is sent is judged anew by :func:`minka.engine.forms.answers.pages.clean_page`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from minka.engine.forms.answers.context import NOWHERE
from minka.engine.forms.answers.keeping import (
    EARLIEST,
    LATEST,
    LONGEST_LONG,
    LONGEST_SHORT,
    MOST_ROWS,
    decimals_of,
)
from minka.engine.forms.definition import SPANISH, Definition, Page, Question, QuestionType, say
from minka.engine.forms.evaluation import State, evaluate_all, required_code, rounded
from minka.engine.forms.expressions.nodes import Expression
from minka.engine.forms.journey import page_of_reading, page_of_rule
from minka.engine.forms.ordering import KEPT
from minka.engine.forms.scripting import Json, Settling, plain_expression

CHECK_FORMAT = "minka-check/1"

# Which sentences of ``faults.ANSWER_TEXTS`` a wrong answer of each type may need.
CODES: Mapping[QuestionType, tuple[str, ...]] = {
    QuestionType.SHORT_TEXT: ("text_short", "text_long"),
    QuestionType.LONG_TEXT: ("text_short", "text_long"),
    QuestionType.NUMBER: ("number", "number_whole", "number_decimals", "number_ambiguous", "number_low", "number_high"),
    QuestionType.MONEY: ("money", "number_whole", "number_decimals", "number_ambiguous", "number_low", "number_high"),
    QuestionType.DATE: ("date", "date_part", "date_unreal", "date_month", "date_year", "date_early", "date_late"),
    QuestionType.DOCUMENT: ("document_kind",),
    QuestionType.PHONE: ("phone",),
    QuestionType.EMAIL: ("email",),
    QuestionType.GROUP: ("rows_few", "rows_many"),
}
PLAIN = {QuestionType.SHORT_TEXT, QuestionType.LONG_TEXT, QuestionType.GROUP}
JUDGED = set(CODES) - PLAIN  # types of which a browser can tell more than that an answer is missing or long
ALL_DOCUMENTS = ("dni", "ce", "ruc", "passport")


def page_check(definition: Definition, page: Page, state: State, *, language: str = SPANISH) -> dict[str, Json]:
    """What a browser needs to check one page, as JSON for ``js/alone/check.js``.

    Args:
        definition: the service.
        page: the page that is about to be shown.
        state: of the journey so far; of the other pages only what conditions come to goes out.
        language: of the messages of rules and the labels of values.

    Returns:
        ``questions`` with their type, limits and condition; ``rules`` that an answer of the page can break; ``values``
        that follow from its answers and have a label; ``server``: ids that only the server can decide.
    """
    writer = Settling(definition, page, state, rows_move=False)
    asked = [each for each in page.questions if each.type != QuestionType.GROUP]
    return _check(writer, asked, *_told_on(definition, page, writer, language))


def row_check(definition: Definition, group: Question, state: State) -> dict[str, Json]:
    """The same for one row of a group: conditions may read the row that is being written."""
    page = replace(definition.page_of[group.id], questions=())
    return _check(Settling(definition, page, state), group.questions, [], [])


def follow_ups(definition: Definition, page: Page) -> frozenset[str]:
    """The questions that an answer of their own page brings, where a browser can tell."""
    return _follow_ups(definition)[page.id]


@lru_cache(maxsize=KEPT)
def _follow_ups(definition: Definition) -> Mapping[str, frozenset[str]]:
    return {page.id: frozenset(_moved(definition, page)) for page in definition.pages}


def _moved(definition: Definition, page: Page) -> Iterator[str]:
    if all(each.when is None for each in page.questions):
        return
    writer = Settling(definition, page, evaluate_all(definition, {}, NOWHERE), rows_move=False)
    for question in page.questions:
        when = question.when
        if when is not None and question.type != QuestionType.GROUP and writer.moves(when) and writer.settled(when):
            yield question.id


def is_useful(check: Mapping[str, Json]) -> bool:
    """Whether a browser can tell anything on this page before it is sent."""
    questions = check["questions"]
    assert isinstance(questions, list)  # noqa: S101 - of :func:`page_check`
    judged = any("when" in each or "shortest" in each or each["type"] in JUDGED for each in questions)
    return bool(judged or check["rules"] or check["values"])


def codes_in(questions: Iterable[Question]) -> tuple[str, ...]:
    """Which sentences these questions may need, each once."""
    found: dict[str, None] = {}
    for question in questions:
        kinds = (question.limits.kinds or ALL_DOCUMENTS) if question.type == QuestionType.DOCUMENT else ()
        needed = [required_code(question)] if question.required or question.type == QuestionType.DECLARATION else []
        found |= dict.fromkeys([*needed, *CODES.get(question.type, ()), *kinds])
    return tuple(found)


def question_facts(question: Question, today: date | str | None) -> dict[str, Json]:
    """A question as ``cleaning.js`` reads it: its type, whether it may stay blank, and what an answer must keep to."""
    facts: dict[str, Json] = {"id": question.id, "base": str(question.kind.base), "type": str(question.type)}
    facts |= {"missing": required_code(question)} if question.required else {}
    return facts | {key: value for key, value in _limits(question, today).items() if value is not None}


def _limits(question: Question, today: date | str | None) -> dict[str, Json]:
    limits = question.limits
    match question.type:
        case QuestionType.SHORT_TEXT | QuestionType.LONG_TEXT:
            usual = LONGEST_LONG if question.type == QuestionType.LONG_TEXT else LONGEST_SHORT
            return {"shortest": limits.min_length, "longest": limits.max_length or usual}
        case QuestionType.NUMBER | QuestionType.MONEY:
            least = Decimal(0) if limits.min is None and question.type == QuestionType.MONEY else limits.min
            return {"decimals": decimals_of(question), "least": _plain(least), "most": _plain(limits.max)}
        case QuestionType.DATE:
            days = [today if each == "today" else each for each in (limits.not_before, limits.not_after)]
            return {"least": str(days[0] or EARLIEST), "most": str(days[1] or LATEST)}
        case QuestionType.DOCUMENT:
            return {"kinds": list(limits.kinds or ALL_DOCUMENTS)}
        case QuestionType.GROUP:
            fewest = int(question.required) if limits.min is None else int(limits.min)
            return {"least": fewest, "most": min(int(limits.max), MOST_ROWS) if limits.max is not None else MOST_ROWS}
        case _:
            return {}


def _plain(number: object) -> str | None:
    return None if number is None else f"{number:f}"


type Told = list[tuple[Expression, dict[str, Json]]]


def _told_on(definition: Definition, page: Page, writer: Settling, language: str) -> tuple[Told, Told]:
    """The rules that are told on a page and can be broken there, and the values with a label that change there."""
    rules: Told = [
        (rule.when, {"question": rule.question, "message": say(rule.message, language)})
        for rule in definition.rules
        if page_of_rule(definition, rule) == page.id and writer.moves(rule.when)
    ]
    values: Told = [
        (rounded(each), {"id": each.id, "type": each.type, "label": say(each.label, language)})
        for each in definition.calculations
        if each.label is not None and page_of_reading(definition, each.expr) == page and writer.moves(each.expr)
    ]
    return rules, values


def _check(writer: Settling, asked: Iterable[Question], rules: Told, values: Told) -> dict[str, Json]:
    settled: list[Expression] = []
    server: list[str] = []

    def tell(expression: Expression, key: str, told: dict[str, Json]) -> list[Json]:
        found = writer.settled(expression)
        if found is None:
            return []
        settled.append(found)
        return [told | {key: plain_expression(found)}]

    questions: list[Json] = []
    for question in asked:
        facts = question_facts(question, writer.state.context.today)
        told = [facts] if question.when is None else tell(question.when, "when", facts)
        server += [] if told else [question.id]
        questions += told or [facts]
    return {
        "format": CHECK_FORMAT,
        "questions": questions,
        "rules": [each for when, facts in rules for each in tell(when, "when", facts)],
        "values": [each for expr, facts in values for each in tell(expr, "expr", facts)],
        "server": server,
    } | writer.holidays_for(settled)
