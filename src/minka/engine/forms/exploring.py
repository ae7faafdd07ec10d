"""What can happen at all: every way through the questions that something depends on, up to a bound.

Where the bound is reached, or an answer has more values than conditions can be listed for, it says "not decided".
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from minka.engine.forms.answers.context import NOWHERE, Context
from minka.engine.forms.definition import Definition
from minka.engine.forms.domains import REFERENCE_DAY, Domain, domain_of, shaping, uses_of
from minka.engine.forms.evaluation import State, Step, program_of
from minka.engine.forms.expressions.compiling import compile_expression
from minka.engine.forms.expressions.nodes import Expression, Value, names_in
from minka.engine.forms.ordering import cone_of

MOST_CASES = 4_000
MOST_QUESTIONS = 40


@dataclass(slots=True)
class Budget:
    """How many cases may still be tried, over one question or over many."""

    left: int = MOST_CASES
    whole: bool = True

    def spend(self) -> bool:
        """Take one; False, and not whole any more, when there is none."""
        self.left -= 1
        self.whole = self.whole and self.left >= 0
        return self.left >= 0


class Result(StrEnum):
    """What a condition can come to."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class Possible:
    """Which results are possible, each with the answers that give it; ``decided`` says that there are no others."""

    examples: dict[Result, Mapping[str, Value]] = field(default_factory=dict)
    decided: bool = True

    def can_be(self, result: Result) -> bool:
        """Whether there is a case of it."""
        return result in self.examples

    def never(self, result: Result) -> bool:
        """Whether it is sure that the result cannot be."""
        return self.decided and result not in self.examples


def explore(
    definition: Definition,
    *expressions: Expression,
    shown: Collection[str] = (),
    hidden: Collection[str] = (),
    context: Context = NOWHERE,
    most: int = MOST_CASES,
) -> Possible:
    """Find whether things can hold together: expressions true, some pages or questions shown, others hidden.

    Args:
        definition: the service.
        expressions: conditions that must hold together.
        shown: ids of pages and questions that must be shown with them.
        hidden: ids of pages and questions that must not be.
        context: the day, for ages; a fixed one when missing.
        most: how many cases to try.

    Returns:
        Which of true (all hold), false (some does not) and unknown (although all that is asked was answered) can be.
    """
    runners = [compile_expression(each) for each in expressions]
    names = (*shown, *hidden, *(name for each in expressions for name in names_in(each)))
    budget = Budget(most)
    found = Possible()
    for state in _cases(definition, names, expressions, context, budget):
        results = [runner(state.values, None) for runner in runners]
        results += [state.shown[name] is True for name in shown]
        results += [state.shown[name] is not True for name in hidden]
        result = Result.FALSE if False in results else Result.UNKNOWN if None in results else Result.TRUE
        found.examples.setdefault(result, _answers(definition, state))
        if len(found.examples) == len(Result):
            break
    found.decided = budget.whole
    return found


def _answers(definition: Definition, state: State) -> Mapping[str, Value]:
    return {each.id: state.values[each.id] for each in definition.questions() if state.values.get(each.id) is not None}


def _cases(
    definition: Definition, names: tuple[str, ...], wanted: tuple[Expression, ...], context: Context, budget: Budget
) -> Iterator[State]:
    """Every case of the questions that some ids depend on: hidden questions absent, all others answered."""
    cone = cone_of(definition, names)
    given = Context(context.today or REFERENCE_DAY, context.holidays or frozenset(), context.places)
    domains = _domains(definition, cone, wanted, given)
    if len(domains) > MOST_QUESTIONS:
        budget.whole = False
        return
    budget.whole = budget.whole and all(each.whole for each in domains.values())
    steps = [(name, step) for name, step in program_of(definition).steps if name in cone]
    yield from _branch(steps, 0, State({}, given, given.values()), domains, budget)


def _domains(
    definition: Definition, cone: frozenset[str], wanted: tuple[Expression, ...], context: Context
) -> Mapping[str, Domain]:
    """What to try, given only the conditions that matter here: another may look at the same answer more closely."""
    tables = [table for table in definition.tables if table.id in cone]
    uses = uses_of([*shaping(definition, cone), *wanted], tables)
    today = context.today or REFERENCE_DAY
    return {each.id: domain_of(each, uses, today) for each in definition.questions() if each.id in cone}


def _branch(
    steps: list[tuple[str, Step]], at: int, state: State, domains: Mapping[str, Domain], budget: Budget
) -> Iterator[State]:
    while at < len(steps):
        name, step = steps[at]
        step(state)
        at += 1
        if name in domains and state.shown[name] is True:
            for value in domains[name].values:
                if budget.left < 0:
                    return
                yield from _branch(steps, at, _with(state, name, value), domains, budget)
            return
    if budget.spend():
        yield state


def _with(state: State, name: str, value: Value) -> State:
    values = dict(state.values)
    if value is not None:
        values[name] = value
    return State(state.answers, state.context, values, dict(state.shown))
