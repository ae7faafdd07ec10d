"""Which answers are worth trying: every answer that a condition could tell apart, where that can be said."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, product

from minka.engine.forms.answers.keeping import EARLIEST, LATEST, decimals_of
from minka.engine.forms.definition import Definition, Question, QuestionType, Table
from minka.engine.forms.expressions.compiling import PLACE_DIGITS
from minka.engine.forms.expressions.nodes import (
    Answer,
    Each,
    Expression,
    Listed,
    Literal,
    OfRow,
    Operation,
    Value,
)
from minka.engine.forms.ordering import KEPT

REFERENCE_DAY = date(2026, 1, 1)  # for ages, where nobody says which day it is
MOST_SUBSETS = 4
MOST_ROWS = 24
COMPARED = {"eq", "ne", "lt", "le", "gt", "ge"}
SOME_TEXT = "otro"
SOME_PLACES = ("250101", "150101")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Domain:
    """Answers to try, as values. ``whole`` says that no condition can tell any other answer from these."""

    values: tuple[Value, ...]
    whole: bool = True


@dataclass(slots=True)
class Use:
    """How the conditions of a definition look at one question."""

    marks: set[Value] = field(default_factory=set)
    parts: set[tuple[str, str]] = field(default_factory=set)
    ages: set[int] = field(default_factory=set)
    computed: bool = False


@lru_cache(maxsize=KEPT)
def domains_of(definition: Definition, today: date | None = None) -> Mapping[str, Domain]:
    """The domain of every question outside groups, by id, given all the conditions of the definition."""
    uses = uses_of(expressions_of(definition), definition.tables)
    return {each.id: domain_of(each, uses, today or REFERENCE_DAY) for each in definition.questions()}


def domain_of(question: Question, uses: Mapping[str, Use], today: date) -> Domain:
    """The domain of one question, given how conditions look at it."""
    use = uses.get(question.id, Use())
    found = _domain(question, use, uses, today)
    return found if question.required else Domain((*found.values, None), found.whole)


def expressions_of(definition: Definition) -> Iterator[Expression]:
    """Every expression of a definition."""
    yield from shaping(definition, None)
    yield definition.procedure.fee
    yield from (rule.when for rule in definition.rules)
    yield from _present(each.when for each in definition.requirements)
    if definition.eligibility is not None:
        yield from _present(each.expr for each in definition.eligibility.conditions)


def shaping(definition: Definition, names: Collection[str] | None) -> Iterator[Expression]:
    """The expressions that pages, questions, calculations and tables are made with; only of ``names``, if given."""

    def counts(name: str) -> bool:
        return names is None or name in names

    yield from _present(page.when for page in definition.pages if counts(page.id))
    for question in definition.questions():
        if counts(question.id):
            yield from _present([question.when, *(child.when for child in question.questions)])
    yield from (each.expr for each in definition.calculations if counts(each.id))
    for table in definition.tables:
        if counts(table.id):
            yield from table.inputs
            yield from (each for row in table.rows for each in row.then)


def _present(given: Iterable[Expression | None]) -> Iterator[Expression]:
    return (each for each in given if each is not None)


def uses_of(expressions: Iterable[Expression], tables: Iterable[Table]) -> Mapping[str, Use]:
    """How expressions and tables look at each question, by id."""
    uses: dict[str, Use] = {}
    in_tables = {id(each) for table in tables for each in table.inputs}
    for expression in expressions:
        _note(expression, uses, looked_at=id(expression) in in_tables)
    for table in tables:
        _note_table(table, uses)
    return uses


def _note(expression: Expression, uses: dict[str, Use], *, looked_at: bool) -> None:
    """Walk down; an answer met outside a comparison with something written may matter in any way."""
    if isinstance(expression, Answer | OfRow):
        if not looked_at:
            uses.setdefault(expression.id, Use()).computed = True
        return
    if isinstance(expression, Operation):
        plain = expression.name in {"known", "and", "or", "not"} or _note_comparison(expression, uses)
        for arg in expression.args:
            if not (plain and isinstance(arg, Operation) and arg.name == "age"):
                _note(arg, uses, looked_at=plain)
        return
    if isinstance(expression, Each):
        uses.setdefault(expression.group, Use()).computed = True
        for part in _present([expression.where, expression.value]):
            _note(part, uses, looked_at=False)


def _note_comparison(expression: Operation, uses: dict[str, Use]) -> bool:
    """Note what an answer is compared with; False when the comparison is of another sort."""
    if expression.name not in {*COMPARED, "in"}:
        return False
    written = [each for each in expression.args if isinstance(each, Literal | Listed)]
    others = [each for each in expression.args if not isinstance(each, Literal | Listed)]
    if len(written) != 1 or len(others) != 1:
        return False
    values = written[0].values if isinstance(written[0], Listed) else (written[0].value,)
    return _note_values(others[0], values, uses)


def _note_values(of: Expression, values: tuple[Value, ...], uses: dict[str, Use]) -> bool:
    if isinstance(of, Answer | OfRow):
        use = uses.setdefault(of.id, Use())
        if of.part is None:
            use.marks.update(values)
        else:
            use.parts.update((of.part, str(value)) for value in values)
        return True
    if isinstance(of, Operation) and of.name == "age" and len(of.args) == 1 and isinstance(of.args[0], Answer):
        use = uses.setdefault(of.args[0].id, Use())
        use.ages.update(int(value) for value in values if abs(value) <= 200)  # noqa: PLR2004 - nobody is older
        return True
    return False


def _note_table(table: Table, uses: dict[str, Use]) -> None:
    for at, expression in enumerate(table.inputs):
        cells = [row.when[at] for row in table.rows]
        values = tuple(value for cell in cells for value in cell.values if value is not None)
        _note_values(expression, values, uses)


def _domain(question: Question, use: Use, uses: Mapping[str, Use], today: date) -> Domain:
    match question.type:
        case QuestionType.YES_NO:
            return Domain((True, False))
        case QuestionType.DECLARATION:
            return Domain((True,))
        case QuestionType.ONE_OF:
            return Domain(tuple(option.id for option in question.options))
        case QuestionType.MANY_OF:
            return _subsets(tuple(option.id for option in question.options))
        case QuestionType.GROUP:
            return _rows(question, uses, today)
        case _:
            return _open_domain(question, use, today)


def _open_domain(question: Question, use: Use, today: date) -> Domain:
    match question.type:
        case QuestionType.NUMBER | QuestionType.MONEY:
            return Domain(_numbers(question, use), not use.computed)
        case QuestionType.DATE:
            return Domain(_days(question, use, today), not use.computed)
        case QuestionType.PLACE:
            return Domain(_places(use), not use.computed)
        case QuestionType.DOCUMENT:
            return Domain(_documents(question), not use.computed and not any(part == "number" for part, _ in use.parts))
        case QuestionType.FILE | QuestionType.PHOTO:
            return Domain((({"key": "x", "name": "x", "type": "x", "size": 1},),), not use.computed)
        case _:
            texts = sorted(str(mark) for mark in use.marks)
            return Domain((*texts, SOME_TEXT), not use.computed)


def _subsets(options: tuple[str, ...]) -> Domain:
    if len(options) <= MOST_SUBSETS:
        found = [chosen for count in range(1, len(options) + 1) for chosen in combinations(options, count)]
        return Domain(tuple(found))
    return Domain((*((each,) for each in options), options), whole=False)


def _numbers(question: Question, use: Use) -> tuple[Decimal, ...]:
    step = Decimal(1).scaleb(-decimals_of(question))
    limits = question.limits
    least = limits.min if limits.min is not None else Decimal(0) if question.type == QuestionType.MONEY else None
    marks = {Decimal(mark) for mark in use.marks}
    tried = {each for mark in marks for each in (mark - step, mark, mark + step)}
    tried |= {each for each in (least, limits.max) if each is not None} or {Decimal(1)}
    inside = {each for each in tried if (least is None or each >= least) and (limits.max is None or each <= limits.max)}
    return tuple(sorted(each.quantize(step) for each in inside))


def _days(question: Question, use: Use, today: date) -> tuple[date, ...]:
    limits = question.limits
    least, most = (
        today if limit == "today" else limit if isinstance(limit, date) else usual
        for limit, usual in ((limits.not_before, EARLIEST), (limits.not_after, LATEST))
    )
    marks = {mark for mark in use.marks if isinstance(mark, date)} | {_years_before(today, age) for age in use.ages}
    tried = {each for mark in marks for each in (mark - ONE_DAY, mark, mark + ONE_DAY)} | {least, most, today}
    return tuple(sorted(each for each in tried if least <= each <= most))


def _years_before(day: date, years: int) -> date:
    return date(day.year - years, day.month, min(day.day, 28))


def _places(use: Use) -> tuple[Value, ...]:
    codes = {text.ljust(PLACE_DIGITS["district"], "0")[:-1] + "1" if len(text) < 6 else text for _, text in use.parts}  # noqa: PLR2004
    codes |= set(SOME_PLACES)
    return tuple({"code": code, "coding": "inei"} for code in sorted(codes))


def _documents(question: Question) -> tuple[Value, ...]:
    kinds = question.limits.kinds or ("dni", "ce", "ruc", "passport")
    return tuple({"kind": kind, "number": "0"} for kind in kinds)


def _rows(question: Question, uses: Mapping[str, Use], today: date) -> Domain:
    """No row, and one row of each sort: enough to find most things, never enough to say that there is nothing else."""
    children = [(child.id, domain_of(child, uses, today).values) for child in question.questions]
    found: list[Value] = [] if question.required else [()]
    for values in product(*(tried for _, tried in children)):
        if len(found) > MOST_ROWS:
            break
        row = {name: value for (name, _), value in zip(children, values, strict=True) if value is not None}
        found.append((row,))
    is_read = question.id in uses or any(name in uses for name, _ in children)
    return Domain(tuple(found), whole=not is_read)
