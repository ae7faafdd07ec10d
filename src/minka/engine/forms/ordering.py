"""In which order a definition is evaluated, so that everything is known before it is needed; going round is refused."""

from collections.abc import Iterator
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter

from minka.engine.forms.definition import Definition, Table
from minka.engine.forms.expressions.nodes import names_in
from minka.engine.forms.faults import DefinitionInvalid, fault

KEPT = 128


@lru_cache(maxsize=KEPT)
def needs_of(definition: Definition) -> dict[str, tuple[str, ...]]:
    """What each page, question, calculation and table must know before it, by id.

    A question needs its page; a page needs the exits before it, which end the journey.
    """
    return dict(_needs(definition))


def _needs(definition: Definition) -> Iterator[tuple[str, tuple[str, ...]]]:
    exits: list[str] = []
    for page in definition.pages:
        yield page.id, (*exits, *names_in(page.when))
        if page.exit:
            exits.append(page.id)
        for question in page.questions:
            inside = [name for child in question.questions for name in names_in(child.when)]
            yield question.id, (page.id, *names_in(question.when), *inside)
    for calculation in definition.calculations:
        yield calculation.id, names_in(calculation.expr)
    for table in definition.tables:
        yield table.id, names_in_table(table)


def names_in_table(table: Table) -> tuple[str, ...]:
    """What a table reads, each name once."""
    read = [name for each in table.inputs for name in names_in(each)]
    read += [name for row in table.rows for each in row.then for name in names_in(each)]
    return tuple(dict.fromkeys(read))


@lru_cache(maxsize=KEPT)
def evaluation_order(definition: Definition) -> tuple[str, ...]:
    """The ids of pages, questions, calculations and tables, each after what it needs.

    Raises DefinitionInvalid when some need each other in a circle.
    """
    try:
        return tuple(TopologicalSorter(needs_of(definition)).static_order())
    except CycleError as error:
        ring = " → ".join(f"«{name}»" for name in error.args[1])
        raise DefinitionInvalid((fault("", "cycle", ids=ring),)) from error


def cone_of(definition: Definition, names: tuple[str, ...]) -> frozenset[str]:
    """Everything that the given ids depend on, themselves included."""
    needs = needs_of(definition)
    seen: set[str] = set()
    waiting = [name for name in names if name in needs]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += [each for each in needs[name] if each not in seen]
    return frozenset(seen)
