"""From JSON to a typed expression, or to a fault that says where and why. See ``docs/engine/forms.md``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from minka.engine.forms.documents import pointer_part
from minka.engine.forms.expressions.nodes import (
    DATE,
    NUMBER,
    TEXT,
    YES_NO,
    Answer,
    Base,
    Calculated,
    Each,
    Expression,
    Kind,
    Listed,
    Literal,
    OfRow,
    Operation,
    Output,
)
from minka.engine.forms.expressions.telling import OR
from minka.engine.forms.faults import Fault, fault
from minka.engine.saying import joined, phrase

DEEPEST_EXPRESSION = 12  # what canonical bytes can nest inside a question of a group
MOST_NODES = 200
MOST_ARGUMENTS = 60
MOST_PLACES = 6

_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,12})?")
_WRITTEN_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

IN_WORDS = {
    Base.YES_NO: phrase("un sí o no"),
    Base.NUMBER: phrase("un número"),
    Base.DATE: phrase("una fecha"),
    Base.TEXT: phrase("un texto"),
    Base.MANY: phrase("una lista de opciones"),
    Base.PLACE: phrase("un lugar"),
    Base.DOCUMENT: phrase("un documento"),
    Base.FILES: phrase("archivos"),
    Base.ROWS: phrase("un grupo"),
}
PARTS = {
    Base.PLACE: {"department": TEXT, "province": TEXT, "district": TEXT},
    Base.DOCUMENT: {"kind": Kind(Base.TEXT, frozenset({"dni", "ce", "ruc", "passport"})), "number": TEXT},
}
ARITY = {
    "and": (1, MOST_ARGUMENTS), "or": (1, MOST_ARGUMENTS), "not": (1, 1),
    "eq": (2, 2), "ne": (2, 2), "lt": (2, 2), "le": (2, 2), "gt": (2, 2), "ge": (2, 2), "in": (2, 2),
    "add": (2, MOST_ARGUMENTS), "sub": (2, 2), "mul": (2, MOST_ARGUMENTS), "div": (2, 2),
    "min": (2, MOST_ARGUMENTS), "max": (2, MOST_ARGUMENTS), "round": (1, 2), "if": (3, 3),
    "add_days": (2, 2), "add_working_days": (2, 2), "days_between": (2, 2), "age": (1, 2), "year": (1, 1),
    "length": (1, 1), "known": (1, 1), "today": (0, 0),
}  # fmt: skip
GIVEN = {  # what each part must be, and what comes out; the last kind holds for all further parts
    "and": ((YES_NO,), YES_NO), "or": ((YES_NO,), YES_NO), "not": ((YES_NO,), YES_NO),
    "add": ((NUMBER,), NUMBER), "sub": ((NUMBER,), NUMBER), "mul": ((NUMBER,), NUMBER), "div": ((NUMBER,), NUMBER),
    "add_days": ((DATE, NUMBER), DATE), "add_working_days": ((DATE, NUMBER), DATE),
    "days_between": ((DATE,), NUMBER), "age": ((DATE,), NUMBER), "year": ((DATE,), NUMBER), "today": ((), DATE),
}  # fmt: skip
ALIKE = {  # parts of one kind, which kinds those may be, and what comes out (None: the same kind)
    "eq": ({Base.YES_NO, Base.NUMBER, Base.DATE, Base.TEXT}, YES_NO),
    "ne": ({Base.YES_NO, Base.NUMBER, Base.DATE, Base.TEXT}, YES_NO),
    **{name: ({Base.NUMBER, Base.DATE}, YES_NO) for name in ("lt", "le", "gt", "ge")},
    **{name: ({Base.NUMBER, Base.DATE}, None) for name in ("min", "max")},
}
SCALARS = {Base.YES_NO, Base.NUMBER, Base.DATE, Base.TEXT}
EACH = {"any", "all", "count", "sum"}


@dataclass(frozen=True, slots=True)
class Names:
    """What an expression may speak of: questions, the questions of each group, calculations, tables' outputs."""

    answers: Mapping[str, Kind]
    rows: Mapping[str, Mapping[str, Kind]] = field(default_factory=dict)
    calculations: Mapping[str, Kind] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, Kind]] = field(default_factory=dict)


class ExpressionInvalid(ValueError):  # noqa: N818 - a state of the input, not a mistake
    """The JSON is no expression, or not one of the wanted kind."""

    def __init__(self, found: Fault) -> None:
        super().__init__(f"{found.path}: {found.text}")
        self.fault = found


def read_expression(
    raw: object, names: Names, wanted: Kind | None = None, *, path: str = "", group: str | None = None
) -> Expression:
    """Read one expression and check its types.

    Args:
        raw: the value read from JSON.
        names: what the expression may speak of.
        wanted: the kind its result must have; any when missing.
        path: where it stands in its document.
        group: the group whose row is at hand from the start (the condition of a question inside a group).

    Raises:
        ExpressionInvalid: with the first fault and its place.

    >>> names = Names({"age": NUMBER})
    >>> read_expression({"op": "ge", "args": [{"answer": "age"}, "18"]}, names, YES_NO)
    Operation(name='ge', args=(Answer(id='age', part=None), Literal(value=Decimal('18'))))
    """
    return _Reading(names).read(raw, path, wanted, group)[0]


def kind_of_expression(raw: object, names: Names, *, path: str = "") -> tuple[Expression, Kind]:
    """Read one expression whose kind is not known before, and tell the kind."""
    return _Reading(names).read(raw, path, None, None)


def read_literal(raw: object, kind: Kind, path: str) -> bool | Decimal | date | str:
    """Read one written value of a kind; raises ExpressionInvalid."""
    return _typed(raw, kind, path)


def is_literal(raw: object) -> bool:
    """Whether JSON is a written value and not something to compute."""
    return not isinstance(raw, Mapping | list) or (isinstance(raw, Mapping) and "value" in raw and "op" not in raw)


class _Reading:
    """One expression under reading: how many parts it has so far, and how deep it is."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.nodes = 0
        self.depth = 0

    def read(self, raw: object, path: str, wanted: Kind | None, group: str | None) -> tuple[Expression, Kind]:
        self.nodes += 1
        self.depth += 1
        if self.nodes > MOST_NODES:
            raise _wrong(path, "expression_large", most=MOST_NODES)
        if self.depth > DEEPEST_EXPRESSION:
            raise _wrong(path, "expression_deep", most=DEEPEST_EXPRESSION)
        expression, kind = (
            self._literal(raw, path, wanted) if is_literal(raw) else self._named(raw, path, wanted, group)
        )
        self.depth -= 1
        if wanted is not None and kind.base != wanted.base:
            raise _wrong(path, "type", expected=IN_WORDS[wanted.base], found=IN_WORDS[kind.base])
        return expression, kind

    def _literal(self, raw: object, path: str, wanted: Kind | None) -> tuple[Expression, Kind]:
        if isinstance(raw, Mapping):
            _only(raw, {"value", "type"}, path)
            wanted = _KINDS.get(str(raw["type"])) if "type" in raw else wanted
            raw, path = raw["value"], f"{path}/value"
        kind = wanted if wanted is not None and wanted.base in SCALARS else _guess(raw, path)
        return Literal(_typed(raw, kind, path)), kind

    def _named(self, raw: object, path: str, wanted: Kind | None, group: str | None) -> tuple[Expression, Kind]:
        if not isinstance(raw, Mapping):
            raise _wrong(path, "expression")
        if "op" in raw:
            return self._operation(raw, path, wanted, group)
        if "answer" in raw:
            _only(raw, {"answer", "part"}, path)
            return self._answer(raw, path)
        if "row" in raw:
            _only(raw, {"row", "part"}, path)
            return self._row(raw, path, group)
        return self._result(raw, path)

    def _answer(self, raw: Mapping[str, object], path: str) -> tuple[Expression, Kind]:
        name = str(raw["answer"])
        if any(name in children for children in self.names.rows.values()):
            raise _wrong(f"{path}/answer", "row_outside", id=name)
        kind, part = _part(_look(self.names.answers, name, f"{path}/answer"), raw, path)
        return Answer(name, part), kind

    def _row(self, raw: Mapping[str, object], path: str, group: str | None) -> tuple[Expression, Kind]:
        name = str(raw["row"])
        children = self.names.rows.get(group or "", {})
        if name not in children:
            raise _wrong(f"{path}/row", "not_in_row", id=name[:60])
        kind, part = _part(children[name], raw, path)
        return OfRow(name, part), kind

    def _result(self, raw: Mapping[str, object], path: str) -> tuple[Expression, Kind]:
        if "calc" in raw:
            _only(raw, {"calc"}, path)
            name = str(raw["calc"])
            return Calculated(name), _look(self.names.calculations, name, f"{path}/calc")
        if "table" in raw:
            _only(raw, {"table", "output"}, path)
            name, output = str(raw["table"]), str(raw.get("output", ""))
            outputs = _look(self.names.tables, name, f"{path}/table")
            return Output(name, output), _look(outputs, output, f"{path}/output")
        raise _wrong(path, "expression")

    def _operation(
        self, raw: Mapping[str, object], path: str, wanted: Kind | None, group: str | None
    ) -> tuple[Expression, Kind]:
        name = str(raw["op"])
        if name in EACH:
            return self._each(raw, path)
        if name not in ARITY:
            raise _wrong(f"{path}/op", "operation", found=name[:40])
        _only(raw, {"op", "args"}, path)
        args = _arguments(raw, name, path)
        at = f"{path}/args"
        if name in GIVEN:
            return self._given(name, args, at, group)
        if name in ALIKE:
            return self._alike(name, args, at, wanted, group)
        special = {"in": self._in, "round": self._round, "if": self._if, "length": self._of, "known": self._of}[name]
        return special(name, args, at, wanted, group)

    def _given(self, name: str, args: Sequence[object], path: str, group: str | None) -> tuple[Expression, Kind]:
        wanted, result = GIVEN[name]
        parts = tuple(
            self.read(arg, f"{path}/{at}", wanted[min(at, len(wanted) - 1)], group)[0] for at, arg in enumerate(args)
        )
        return Operation(name, parts), result

    def _alike(
        self, name: str, args: Sequence[object], path: str, wanted: Kind | None, group: str | None
    ) -> tuple[Expression, Kind]:
        allowed, result = ALIKE[name]
        parts, kind = self._same(args, path, wanted if result is None else None, group)
        if kind.base not in allowed:
            words = joined([IN_WORDS[base] for base in Base if base in allowed], OR)
            raise _wrong(path, "type", expected=words, found=IN_WORDS[kind.base])
        return Operation(name, parts), result or kind

    def _same(
        self, args: Sequence[object], path: str, wanted: Kind | None, group: str | None
    ) -> tuple[tuple[Expression, ...], Kind]:
        """Parts of one kind; what is computed says which, and literals follow it."""
        found: dict[int, Expression] = {}
        kind = wanted
        for at, arg in sorted(enumerate(args), key=lambda pair: is_literal(pair[1])):
            found[at], own = self.read(arg, f"{path}/{at}", kind, group)
            kind = kind if kind is not None and kind.options is not None else own
        assert kind is not None  # noqa: S101 - there is at least one part
        return tuple(found[at] for at in range(len(args))), kind

    def _in(
        self, name: str, args: Sequence[object], path: str, _wanted: Kind | None, group: str | None
    ) -> tuple[Expression, Kind]:
        one, several = args
        if isinstance(several, list):
            first, kind = self.read(one, f"{path}/0", None, group)
            self.nodes += len(several)
            if kind.base not in SCALARS or not several or self.nodes > MOST_NODES:
                raise _wrong(path, "type", expected=IN_WORDS[Base.TEXT], found=IN_WORDS[kind.base])
            values = tuple(_typed(item, kind, f"{path}/1/{at}") for at, item in enumerate(several))
            return Operation(name, (first, Listed(values))), YES_NO
        second, kind = self.read(several, f"{path}/1", None, group)
        if kind.base != Base.MANY:
            raise _wrong(f"{path}/1", "type", expected=IN_WORDS[Base.MANY], found=IN_WORDS[kind.base])
        first, _ = self.read(one, f"{path}/0", Kind(Base.TEXT, kind.options), group)
        return Operation(name, (first, second)), YES_NO

    def _round(
        self, name: str, args: Sequence[object], path: str, _wanted: Kind | None, group: str | None
    ) -> tuple[Expression, Kind]:
        places = args[1] if len(args) > 1 else 0
        if type(places) is not int or not 0 <= places <= MOST_PLACES:
            raise _wrong(f"{path}/1", "not_whole", least=0, most=MOST_PLACES)
        number, _ = self.read(args[0], f"{path}/0", NUMBER, group)
        return Operation(name, (number, Literal(Decimal(places)))), NUMBER

    def _if(
        self, name: str, args: Sequence[object], path: str, wanted: Kind | None, group: str | None
    ) -> tuple[Expression, Kind]:
        condition, _ = self.read(args[0], f"{path}/0", YES_NO, group)
        (yes, no), kind = self._same(args[1:], path, wanted, group)
        if kind.base not in SCALARS:
            raise _wrong(path, "type", expected=IN_WORDS[Base.TEXT], found=IN_WORDS[kind.base])
        return Operation(name, (condition, yes, no)), Kind(kind.base)

    def _of(
        self, name: str, args: Sequence[object], path: str, _wanted: Kind | None, group: str | None
    ) -> tuple[Expression, Kind]:
        part, kind = self.read(args[0], f"{path}/0", None, group)
        if name == "known":
            return Operation(name, (part,)), YES_NO
        if kind.base not in {Base.TEXT, Base.MANY, Base.FILES, Base.ROWS}:
            raise _wrong(f"{path}/0", "type", expected=IN_WORDS[Base.TEXT], found=IN_WORDS[kind.base])
        return Operation(name, (part,)), NUMBER

    def _each(self, raw: Mapping[str, object], path: str) -> tuple[Expression, Kind]:
        name = str(raw["op"])
        _only(raw, {"op", "of", "where", "value"} if name == "sum" else {"op", "of", "where"}, path)
        of = raw.get("of")
        group = str(of["answer"]) if isinstance(of, Mapping) and set(of) == {"answer"} else ""
        if group not in self.names.rows:
            raise _wrong(f"{path}/of", "not_group", id=group[:60])
        for needed in {"any": ["where"], "all": ["where"], "sum": ["value"]}.get(name, []):
            if needed not in raw:
                raise _wrong(path, "missing", key=needed)
        where = self.read(raw["where"], f"{path}/where", YES_NO, group)[0] if "where" in raw else None
        value = self.read(raw["value"], f"{path}/value", NUMBER, group)[0] if name == "sum" else None
        return Each(name, group, where, value), YES_NO if name in {"any", "all"} else NUMBER


_KINDS = {"yes_no": YES_NO, "number": NUMBER, "money": NUMBER, "date": DATE, "text": TEXT}


def _wrong(path: str, code: str, **params: str | int) -> ExpressionInvalid:
    return ExpressionInvalid(fault(path, code, **params))


def _only(raw: Mapping[str, object], known: set[str], path: str) -> None:
    for key in raw:
        if key not in known:
            raise _wrong(f"{path}/{pointer_part(key)}", "unknown_key", key=str(key)[:60])


def _arguments(raw: Mapping[str, object], name: str, path: str) -> Sequence[object]:
    args = raw.get("args", [])
    least, most = ARITY[name]
    if not isinstance(args, list) or not least <= len(args) <= most:
        raise _wrong(f"{path}/args", "arguments", op=name, least=least, most=most)
    return args


def _look[Found](known: Mapping[str, Found], name: str, path: str) -> Found:
    if name not in known:
        raise _wrong(path, "unknown_id", id=name[:60])
    return known[name]


def _part(kind: Kind, raw: Mapping[str, object], path: str) -> tuple[Kind, str | None]:
    if "part" not in raw:
        return kind, None
    part, parts = str(raw["part"]), PARTS.get(kind.base, {})
    if part not in parts:
        raise _wrong(f"{path}/part", "part", found=part[:60])
    return parts[part], part


def _guess(raw: object, path: str) -> Kind:
    if isinstance(raw, bool):
        return YES_NO
    if isinstance(raw, int):
        return NUMBER
    if isinstance(raw, str):
        return TEXT
    raise _wrong(path, "expression")


def _typed(raw: object, kind: Kind, path: str) -> bool | Decimal | date | str:
    if kind.base == Base.NUMBER:
        return _decimal(raw, path)
    if kind.base == Base.DATE:
        return _date(raw, path)
    if kind.base == Base.YES_NO:
        if not isinstance(raw, bool):
            raise _wrong(path, "not_flag")
        return raw
    if not isinstance(raw, str):
        raise _wrong(path, "not_text")
    if kind.options is not None and raw not in kind.options:
        raise _wrong(path, "option", found=raw[:60])
    return raw


def _decimal(raw: object, path: str) -> Decimal:
    text = str(raw) if isinstance(raw, str | int) and not isinstance(raw, bool) else ""
    if not _DECIMAL.fullmatch(text):
        raise _wrong(path, "not_decimal")
    return Decimal(text)


def _date(raw: object, path: str) -> date:
    try:
        if isinstance(raw, str) and _WRITTEN_DATE.fullmatch(raw):
            return date.fromisoformat(raw)
    except ValueError:
        pass
    raise _wrong(path, "not_date")
