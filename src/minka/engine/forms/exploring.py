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
MOST_STEPS = 1_200_000  # a few seconds, whatever somebody wrote


@dataclass(slots=True)
class Budget:
    """How many cases and steps may still be tried; ``whole`` says that nothing was left out."""

    cases: int
    steps: int
    whole: bool = True

    @property
    def is_spent(self) -> bool:
        """Whether to stop, which leaves something out."""
        if self.cases <= 0 or self.steps <= 0:
            self.whole = False
            return True
        return False


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


class Explorer:
    """Tries out one definition. All that is asked of it together may cost only so many steps."""

    def __init__(self, definition: Definition, context: Context = NOWHERE, steps: int = MOST_STEPS) -> None:
        self.definition = definition
        self.context = Context(context.today or REFERENCE_DAY, context.holidays or frozenset(), context.places)
        self.steps = steps

    def explore(self, *expressions: Expression, shown: Collection[str] = (), hidden: Collection[str] = ()) -> Possible:
        """Find whether things can hold together: expressions true, some pages or questions shown, others hidden.

        Args:
            expressions: conditions that must hold together.
            shown: ids of pages and questions that must be shown with them.
            hidden: ids of pages and questions that must not be.

        Returns:
            Which of true (all hold), false (some does not) and unknown (though all that is asked was answered) can be.
        """
        runners = [compile_expression(each) for each in expressions]
        names = (*shown, *hidden, *(name for each in expressions for name in names_in(each)))
        budget = Budget(MOST_CASES, self.steps)
        found = Possible()
        for state in self._cases(names, expressions, budget):
            results = [runner(state.values, None) for runner in runners]
            results += [state.shown[name] is True for name in shown]
            results += [state.shown[name] is not True for name in hidden]
            result = Result.FALSE if False in results else Result.UNKNOWN if None in results else Result.TRUE
            found.examples.setdefault(result, _answers(self.definition, state))
            if len(found.examples) == len(Result):
                break
        self.steps = budget.steps
        found.decided = budget.whole
        return found

    def _cases(self, names: tuple[str, ...], wanted: tuple[Expression, ...], budget: Budget) -> Iterator[State]:
        """Every case of the questions that some ids depend on: hidden questions absent, all others answered."""
        cone = cone_of(self.definition, names)
        domains = self._domains(cone, wanted)
        if len(domains) > MOST_QUESTIONS:
            budget.whole = False
            return
        budget.whole = all(each.whole for each in domains.values())
        steps = [(name, step) for name, step in program_of(self.definition).steps if name in cone]
        yield from _branch(steps, 0, State({}, self.context, self.context.values()), domains, budget)

    def _domains(self, cone: frozenset[str], wanted: tuple[Expression, ...]) -> Mapping[str, Domain]:
        """What to try, given only the conditions that matter here: another may look at the same answer more closely."""
        tables = [table for table in self.definition.tables if table.id in cone]
        uses = uses_of([*shaping(self.definition, cone), *wanted], tables)
        today = self.context.today or REFERENCE_DAY
        return {each.id: domain_of(each, uses, today) for each in self.definition.questions() if each.id in cone}


def _answers(definition: Definition, state: State) -> Mapping[str, Value]:
    return {each.id: state.values[each.id] for each in definition.questions() if state.values.get(each.id) is not None}


def _branch(
    steps: list[tuple[str, Step]], at: int, state: State, domains: Mapping[str, Domain], budget: Budget
) -> Iterator[State]:
    while at < len(steps):
        name, step = steps[at]
        step(state)
        at += 1
        budget.steps -= 1
        if name in domains and state.shown[name] is True:
            for value in domains[name].values:
                if budget.is_spent:
                    return
                budget.steps -= len(state.shown)  # what is copied
                yield from _branch(steps, at, _with(state, name, value), domains, budget)
            return
    if not budget.is_spent:
        budget.cases -= 1
        yield state


def _with(state: State, name: str, value: Value) -> State:
    values = dict(state.values)
    if value is not None:
        values[name] = value
    return State(state.answers, state.context, values, dict(state.shown))
