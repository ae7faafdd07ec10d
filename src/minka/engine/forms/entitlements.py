"""What else somebody may be entitled to: conditions of many services, and the question that settles most of them.

Orientation, never a decision: conditions that only a person can check stay open, and are told.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from minka.engine.forms.answers.context import NOWHERE, Context
from minka.engine.forms.answers.keeping import Unfit, value_of
from minka.engine.forms.definition import SPANISH, Condition, Definition, Question, QuestionType, say
from minka.engine.forms.domains import domains_of
from minka.engine.forms.evaluation import Answers, State, program_of
from minka.engine.forms.explaining import Reason, explain
from minka.engine.forms.expressions.compiling import compile_expression
from minka.engine.forms.expressions.nodes import Value

MOST_VALUES = 16


class Verdict(StrEnum):
    """What can be said from answers alone."""

    PROBABLE = "probable"  # everything that can be computed holds
    NO = "no"  # something does not hold
    DEPENDS = "depends"  # one more answer may settle it
    ASK = "ask"  # nothing can be computed: only a person can tell


@dataclass(frozen=True, slots=True)
class ConditionResult:
    """One condition for one person: True, False or None, with its reason; no reason when only a person can check it."""

    condition: Condition
    text: str
    value: bool | None
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Entitlement:
    """What one service means for one person."""

    definition: Definition
    verdict: Verdict
    conditions: tuple[ConditionResult, ...]
    needs: tuple[str, ...]

    @property
    def to_check(self) -> tuple[ConditionResult, ...]:
        """The conditions that only a person can check."""
        return tuple(each for each in self.conditions if each.reason is None)

    @property
    def against(self) -> tuple[ConditionResult, ...]:
        """The conditions that do not hold."""
        return tuple(each for each in self.conditions if each.value is False)


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """The question to ask: how many services it is expected to settle, and how many need it."""

    question: Question
    expected: float
    services: int


def entitlement(
    definition: Definition, answers: Answers, context: Context = NOWHERE, *, language: str = SPANISH
) -> Entitlement:
    """Weigh the conditions of one service.

    What a person says of themselves counts here whether or not the service's own pages would ask it in this case.

    Args:
        definition: the service.
        answers: kept answers by question id; what is of another form than the question takes counts as not given.
        context: the day, the holidays, the places.
        language: of the texts.
    """
    state = _flat(definition, answers, context)
    conditions = definition.eligibility.conditions if definition.eligibility else ()
    results = tuple(_result(each, definition, state, language) for each in conditions)
    reasons = [each.reason for each in results if each.reason is not None and each.value is None]
    verdict = _verdict(results)
    needs = tuple(dict.fromkeys(name for reason in reasons for name in reason.needs))
    return Entitlement(definition, verdict, results, needs if verdict == Verdict.DEPENDS else ())


def ask_next(
    definitions: Sequence[Definition], answers: Answers, context: Context = NOWHERE, *, passed: Collection[str] = ()
) -> NextQuestion | None:
    """The question whose answer is expected to settle most services, each of its possible answers weighing the same.

    Questions are one question when they have the same id and type; where two services use an id for different types,
    the first service says what it means. Ties go to the question that more services need, then to the one that comes
    first. The same input gives the same question.

    Args:
        definitions: the services, each with its conditions.
        answers: kept answers by question id.
        context: the day, the holidays, the places.
        passed: ids of questions that are not to be asked: passed over, or of a kind that cannot be asked here.

    Returns:
        None when no question would settle anything: everything is settled, passed over, or waits for a person.
    """
    owners = _owners(definitions)
    open_services = [each for each in definitions if _is_open(each, answers, owners, context)]
    needs = {each: _needs(each, answers, owners, context) for each in open_services}
    candidates = dict.fromkeys(
        name for names in needs.values() for name in names if name in owners and name not in passed
    )
    weighed = [_weigh(name, owners, needs, answers, context) for name in candidates]
    return max(weighed, key=lambda each: (each.expected, each.services), default=None)


type Owners = dict[str, tuple[Question, Definition]]


def _owners(definitions: Sequence[Definition]) -> Owners:
    owners: Owners = {}
    for definition in definitions:
        for question in definition.questions():
            owners.setdefault(question.id, (question, definition))
    return owners


def _shared(definition: Definition, answers: Answers, owners: Owners) -> Answers:
    """The answers that mean in this service what they mean in the first that asks for them."""
    types = {question.id: question.type for question in definition.questions()}
    return {name: each for name, each in answers.items() if name in owners and types.get(name) == owners[name][0].type}


def _is_open(definition: Definition, answers: Answers, owners: Owners, context: Context) -> bool:
    return (
        _quick_verdict(definition, _flat(definition, _shared(definition, answers, owners), context)) == Verdict.DEPENDS
    )


def _needs(definition: Definition, answers: Answers, owners: Owners, context: Context) -> tuple[str, ...]:
    found = entitlement(definition, _shared(definition, answers, owners), context).needs
    types = {question.id: question.type for question in definition.questions()}
    return tuple(name for name in found if types.get(name) == owners[name][0].type)


def _weigh(
    name: str, owners: Owners, needs: dict[Definition, tuple[str, ...]], answers: Answers, context: Context
) -> NextQuestion:
    question = owners[name][0]
    needing = [each for each, names in needs.items() if name in names]
    tried: dict[str, Value] = {}
    for definition in needing:
        for value in domains_of(definition, context.today)[name].values:
            if value is not None:
                tried.setdefault(repr(value), value)
    values = list(tried.values())[:MOST_VALUES]
    settled = sum(
        _settles(definition, name, value, _shared(definition, answers, owners), context)
        for definition in needing
        for value in values
    )
    return NextQuestion(question, settled / max(len(values), 1), len(needing))


def _settles(definition: Definition, name: str, value: Value, answers: Answers, context: Context) -> bool:
    return _quick_verdict(definition, _flat(definition, answers, context, {name: value})) != Verdict.DEPENDS


def _flat(definition: Definition, answers: Answers, context: Context, more: dict[str, Value] | None = None) -> State:
    """Every answer counts, whatever the pages would show; then calculations and tables."""
    state = State(answers, context, context.values())
    for question in definition.questions():
        state.shown[question.id] = True
        answer = answers.get(question.id)
        if answer is not None and question.type != QuestionType.GROUP:
            try:
                state.values[question.id] = value_of(question, answer, context)
            except Unfit as wrong:
                state.faults[question.id] = [wrong.at(question.id)]
    state.values.update(more or {})
    computed = {each.id for each in definition.calculations} | {each.id for each in definition.tables}
    for name, step in program_of(definition).steps:
        if name in computed:
            step(state)
    return state


def _result(condition: Condition, definition: Definition, state: State, language: str) -> ConditionResult:
    text = say(condition.text, language)
    if condition.expr is None:
        return ConditionResult(condition, text, None, None)
    reason = explain(definition, condition.expr, state, language=language)
    return ConditionResult(condition, text, reason.value, reason)


def _verdict(results: Sequence[ConditionResult]) -> Verdict:
    values = [each.value for each in results if each.reason is not None]
    return _of_values(values)


def _quick_verdict(definition: Definition, state: State) -> Verdict:
    conditions = definition.eligibility.conditions if definition.eligibility else ()
    return _of_values(
        [compile_expression(each.expr)(state.values, None) for each in conditions if each.expr is not None]
    )


def _of_values(values: Sequence[bool | None]) -> Verdict:
    if not values:
        return Verdict.ASK
    if False in values:
        return Verdict.NO
    return Verdict.DEPENDS if None in values else Verdict.PROBABLE
