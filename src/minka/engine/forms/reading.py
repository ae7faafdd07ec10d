"""From a JSON document to a definition, or to the list of all that is wrong with it."""

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

from minka.engine.forms.asking import read_pages
from minka.engine.forms.deciding import read_tables
from minka.engine.forms.definition import (
    FORMAT,
    SPANISH,
    Calculation,
    Condition,
    Definition,
    Eligibility,
    Procedure,
    Requirement,
    Rule,
    Text,
)
from minka.engine.forms.documents import read_document
from minka.engine.forms.expressions.nodes import NUMBER, YES_NO, Expression
from minka.engine.forms.expressions.reading import Names
from minka.engine.forms.faults import DefinitionInvalid
from minka.engine.forms.naming import VALUE_TYPES, check_ids, collect_names
from minka.engine.forms.objects import LANGUAGE, LONGEST_LABEL, LONGEST_PROSE, Faults, Object
from minka.engine.forms.ordering import evaluation_order
from minka.engine.ledger.canonical import NotCanonical, canonical
from minka.engine.terms import Regime, Term, Unit
from minka.engine.workflows.reading import MOST_ACTIONS, WorkflowInvalid, read_workflow
from minka.engine.workflows.table import FORMAT as WORKFLOW_FORMAT

MOST_CALCULATIONS, MOST_RULES, MOST_REQUIREMENTS, MOST_CONDITIONS, MOST_LETTERS = 200, 200, 200, 100, 30
LONGEST_TERM = 3_650
REQUIREMENT_KINDS = ("upload", "declaration", "number_and_date", "form", "payment", "held_by_state", "other")
WORKFLOW_FAULTS: dict[str, tuple[str, dict[str, str | int]]] = {
    "not_an_object": ("not_object", {}),
    "not_a_list": ("not_list", {}),
    "unknown_format": ("format", {"known": WORKFLOW_FORMAT}),
    "unknown_key": ("unknown_key", {}),
    "bad_name": ("pattern", {}),
    "bad_text": ("workflow_text", {}),
    "not_allowed": ("workflow_word", {}),
    "twice": ("workflow_twice", {}),
    "unknown_state": ("workflow_state", {}),
    "empty": ("empty", {}),
    "too_many": ("too_many", {"most": MOST_ACTIONS}),
}


def read_definition(source: bytes | str | Mapping[str, object]) -> Definition:
    """Read a service definition.

    Args:
        source: the bytes or the text of a ``minka-service/1`` document, or the object read from it.

    Raises:
        DefinitionInvalid: with every fault found, up to a hundred, each with its JSON pointer.

    >>> read_definition('["format"]')
    Traceback (most recent call last):
    minka.engine.forms.faults.DefinitionInvalid: : Aquí va un objeto.
    """
    document = read_document(source)
    faults = Faults()
    top = Object(document, "", faults)
    found = str(top.take("format"))
    if found != FORMAT:
        faults.note("/format", "format", found=found[:40], known=FORMAT)
        raise DefinitionInvalid(tuple(faults.found))
    faults.languages = _languages(top)
    names = collect_names(document)
    definition = _definition(top, names)
    top.close()
    check_ids(definition, faults)
    if faults.found:
        raise DefinitionInvalid(tuple(faults.found))
    evaluation_order(definition)
    return definition


def canonical_bytes(definition: Definition) -> bytes:
    """The one form in which the document is stored, sent and hashed."""
    return canonical(definition.document)


def _definition(top: Object, names: Names) -> Definition:
    return Definition(
        title=top.words("title", most=LONGEST_LABEL),
        summary=top.text("summary"),
        languages=tuple(top.faults.languages),
        procedure=_procedure(Object(top.need("procedure") or {}, "/procedure", top.faults), names),
        pages=read_pages(top, names),
        calculations=tuple(_calculation(each, names) for each in top.objects("calculations", MOST_CALCULATIONS)),
        tables=read_tables(top, names),
        rules=tuple(_rule(each, names) for each in top.objects("rules", MOST_RULES)),
        requirements=tuple(_requirement(each, names) for each in top.objects("requirements", MOST_REQUIREMENTS)),
        eligibility=_eligibility(top.child("eligibility"), names),
        workflow=_workflow(top),
        letters=_letters(top.child("letters")),
        document=top.value,
        digest=_digest(top),
    )


def _digest(top: Object) -> str:
    try:
        return hashlib.sha256(canonical(top.value)).hexdigest()
    except NotCanonical:
        top.faults.note("", "broken_text")
        return ""


def _languages(top: Object) -> tuple[str, ...]:
    listed = top.items("languages", 20)
    at = top.at("languages")
    found = [top.checked_line(each, f"{at}/{n}", 3, LANGUAGE) for n, each in enumerate(listed)] or [SPANISH]
    if SPANISH not in found:
        top.faults.note(at, "no_spanish")
    return tuple(dict.fromkeys(found))


def _procedure(given: Object, names: Names) -> Procedure:
    term = given.child("term")
    procedure = Procedure(
        code=given.line("code", most=60),
        regime=Regime(given.choice("regime", tuple(Regime))),
        term=None if term is None else _term(term),
        term_basis=given.line("term_basis"),
        fee=_fee(given, names),
        legal_basis=given.lines("legal_basis", 50),
        office=given.line("office"),
        decides=given.line("decides"),
        reconsideration=given.line("reconsideration"),
        appeal=given.line("appeal"),
        where=given.text("where"),
    )
    given.close()
    return procedure


def _fee(given: Object, names: Names) -> Expression:
    return given.needed_expression("fee", names, NUMBER)


def _term(given: Object) -> Term | None:
    count = given.whole("count", 0, LONGEST_TERM)
    unit = Unit(given.choice("unit", tuple(Unit)))
    if not given.has("count"):
        given.faults.note(given.at("count"), "missing", key="count")
    given.close()
    return None if count is None else Term(count, unit)


def _calculation(given: Object, names: Names) -> Calculation:
    kind = given.choice("type", tuple(VALUE_TYPES))
    expr = given.needed_expression("expr", names, VALUE_TYPES[kind])
    calculation = Calculation(given.name(), kind, expr, given.text("label"))
    given.close()
    return calculation


def _rule(given: Object, names: Names) -> Rule:
    rule = Rule(
        id=given.name(),
        when=given.needed_expression("when", names, YES_NO),
        message=given.words("message"),
        question=given.line("question"),
    )
    given.close()
    return rule


def _requirement(given: Object, names: Names) -> Requirement:
    requirement = Requirement(
        id=given.name(),
        text=given.words("text", most=LONGEST_PROSE),
        when=given.expression("when", names, YES_NO),
        kind=given.choice("kind", REQUIREMENT_KINDS, "other"),
        legal_basis=given.line("legal_basis"),
        copies=given.whole("copies", 0, 99) or 1,
        question=given.line("question"),
    )
    given.close()
    return requirement


def _eligibility(given: Object | None, names: Names) -> Eligibility | None:
    if given is None:
        return None
    eligibility = Eligibility(
        given.text("intro", most=LONGEST_PROSE),
        tuple(_condition(each, names) for each in given.objects("conditions", MOST_CONDITIONS)),
    )
    given.close()
    return eligibility


def _condition(given: Object, names: Names) -> Condition:
    condition = Condition(given.name(), given.words("text"), given.expression("expr", names, YES_NO))
    given.close()
    return condition


def _workflow(top: Object) -> Mapping[str, object] | None:
    """Kept as it stands, once the reader of workflows could read it."""
    given = top.child("workflow")
    if given is None:
        return None
    try:
        read_workflow(given.value)
    except WorkflowInvalid as invalid:
        for each in invalid.faults:
            code, params = WORKFLOW_FAULTS[each.code]
            top.faults.note(f"{given.path}{each.path}", code, found=each.found, key=each.found, **params)
    return given.value


def _letters(given: Object | None) -> Mapping[str, Text]:
    if given is None:
        return MappingProxyType({})
    if len(given.value) > MOST_LETTERS:
        given.faults.note(given.path, "too_many", most=MOST_LETTERS)
        return MappingProxyType({})
    return MappingProxyType({key: given.words(key, most=LONGEST_PROSE) for key in given.value})
