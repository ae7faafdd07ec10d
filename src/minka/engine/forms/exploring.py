"""What can happen at all: every way through the questions that something depends on, up to a bound.

Where the bound is reached, or an answer has more values than conditions can be listed for, it says "not decided".
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from minka.engine.forms.answers.context import NOWHERE, Context
from minka.engine.forms.definition import Definition
from minka.engine.forms.domains import REFERENCE_DAY, Domain, domains_of
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
    context: Context = NOWHERE,
    most: int = MOST_CASES,
) -> Possible:
    """Find whether things can hold together: all expressions true, and all pages or questions of ``shown`` shown.

    Args:
        definition: the service.
        expressions: conditions that must hold together.
        shown: ids of pages and questions that must be shown with them.
        context: the day, for ages; a fixed one when missing.
        most: how many cases to try.

    Returns:
        Which of true (all hold), false (some does not) and unknown (although all that is asked was answered) can be.
    """
    runners = [compile_expression(each) for each in expressions]
    names = (*shown, *(name for each in expressions for name in names_in(each)))
    budget = Budget(most)
    found = Possible()
    for state in cases(definition, names, context, budget):
        results = [runner(state.values, None) for runner in runners]
        results += [state.shown[name] is True for name in shown]
        result = Result.FALSE if False in results else Result.UNKNOWN if None in results else Result.TRUE
        found.examples.setdefault(result, _answers(definition, state))
        if len(found.examples) == len(Result):
            break
    found.decided = budget.whole
    return found


def _answers(definition: Definition, state: State) -> Mapping[str, Value]:
    return {each.id: state.values[each.id] for each in definition.questions() if state.values.get(each.id) is not None}


def cases(definition: Definition, names: tuple[str, ...], context: Context, budget: Budget) -> Iterator[State]:
    """Every case of the questions that some ids depend on: hidden questions absent, all others answered."""
    cone = cone_of(definition, names)
    domains = domains_of(definition, context.today)
    steps = [(name, step) for name, step in program_of(definition).steps if name in cone]
    asked = [name for name, _ in steps if name in domains]
    if len(asked) > MOST_QUESTIONS:
        budget.whole = False
        return
    budget.whole = budget.whole and all(domains[name].whole for name in asked)
    given = Context(context.today or REFERENCE_DAY, context.holidays or frozenset(), context.places)
    yield from _branch(steps, 0, State({}, given, given.values()), domains, budget)


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
