"""Which names a document has: for expressions before they are read, and for every reference afterwards."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from minka.engine.forms.definition import BASES, CHOICES, Definition, QuestionType
from minka.engine.forms.expressions.nodes import DATE, NUMBER, TEXT, YES_NO, Base, Kind
from minka.engine.forms.expressions.reading import Names
from minka.engine.forms.objects import Faults

VALUE_TYPES = {"yes_no": YES_NO, "number": NUMBER, "money": NUMBER, "date": DATE, "text": TEXT}
MOST_LOOKED_AT = 2_000


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def collect_names(document: Mapping[str, object]) -> Names:
    """What expressions may speak of, gathered from a document that may still be wrong anywhere."""
    answers: dict[str, Kind] = {}
    rows: dict[str, dict[str, Kind]] = {}
    for page in _objects(document, "pages"):
        for question in _objects(page, "questions"):
            name = str(question.get("id"))
            answers[name] = _kind(question)
            if question.get("type") == QuestionType.GROUP:
                rows[name] = {str(child.get("id")): _kind(child) for child in _objects(question, "questions")}
    calculations = {str(each.get("id")): _value(each) for each in _objects(document, "calculations")}
    tables = {str(each.get("id")): dict(_outputs(each)) for each in _objects(document, "tables")}
    return Names(answers, rows, calculations, tables)


def _objects(holder: Mapping[str, object], key: str) -> Iterator[Mapping[str, object]]:
    found = holder.get(key)
    if isinstance(found, list):
        yield from (each for each in found[:MOST_LOOKED_AT] if isinstance(each, Mapping))


def _kind(question: Mapping[str, object]) -> Kind:
    kind = str(question.get("type"))
    base = BASES.get(QuestionType(kind), Base.TEXT) if kind in set(QuestionType) else Base.TEXT
    options = frozenset(str(each.get("id")) for each in _objects(question, "options")) if kind in CHOICES else None
    return Kind(base, options)


def _value(given: Mapping[str, object]) -> Kind:
    return VALUE_TYPES.get(str(given.get("type")), TEXT)


def _outputs(table: Mapping[str, object]) -> Iterator[tuple[str, Kind]]:
    for output in _objects(table, "outputs"):
        kind = _value(output)
        is_list = table.get("hit") == "collect" and kind == TEXT
        yield str(output.get("id")), Kind(Base.MANY) if is_list else kind


def check_ids(definition: Definition, faults: Faults) -> None:
    """Every id once, every reference to something that is there."""
    seen: set[str] = set()
    for path, name in _ids(definition):
        if name and name in seen:
            faults.note(path, "duplicate_id", id=name)
        seen.add(name)
    for path, name, known in _references(definition):
        if name and name not in known:
            faults.note(path, "unknown_id", id=name[:60])


def _ids(definition: Definition) -> Iterator[tuple[str, str]]:
    for at, page in enumerate(definition.pages):
        yield f"/pages/{at}/id", page.id
        for n, question in enumerate(page.questions):
            yield f"/pages/{at}/questions/{n}/id", question.id
            for m, child in enumerate(question.questions):
                yield f"/pages/{at}/questions/{n}/questions/{m}/id", child.id
    conditions = definition.eligibility.conditions if definition.eligibility else ()
    parts: dict[str, tuple[_Named, ...]] = {
        "calculations": definition.calculations,
        "tables": definition.tables,
        "rules": definition.rules,
        "requirements": definition.requirements,
        "eligibility/conditions": conditions,
    }
    for key, things in parts.items():
        for at, each in enumerate(things):
            yield f"/{key}/{at}/id", each.id


def _references(definition: Definition) -> Iterator[tuple[str, str, set[str]]]:
    top = {question.id for question in definition.questions()}
    every = {question.id for question in definition.questions(inside_groups=True)}
    requirements = {each.id for each in definition.requirements}
    for at, rule in enumerate(definition.rules):
        yield f"/rules/{at}/question", rule.question, top
    for at, requirement in enumerate(definition.requirements):
        yield f"/requirements/{at}/question", requirement.question, every
    for at, page in enumerate(definition.pages):
        for n, question in enumerate(page.questions):
            yield f"/pages/{at}/questions/{n}/requirement", question.requirement, requirements
            for m, child in enumerate(question.questions):
                yield f"/pages/{at}/questions/{n}/questions/{m}/requirement", child.requirement, requirements
