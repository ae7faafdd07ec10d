"""What can be done with a case now, by whom, and where it is afterwards."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from minka.engine.saying import phrase
from minka.engine.workflows.guards import GUARDS, Facts
from minka.engine.workflows.table import Action, Role, State, Workflow

NEEDS_IN_WORDS = {
    "reason": phrase("Escribe el motivo."),
    "legal_ground": phrase("Indica la norma que lo sustenta."),
    "observation_items": phrase("Marca al menos un requisito por corregir."),
    "letter": phrase("Prepara la carta que recibirá la persona."),
    "correction": phrase("Corrige lo observado antes de enviarlo."),
    "request": phrase("Escribe qué pides y a quién."),
    "answer": phrase("Adjunta o escribe la respuesta."),
    "document": phrase("Adjunta el documento."),
    "appeal": phrase("Escribe tu recurso."),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not: a guard's name with its article, ``needs_…``, or one of ``unknown_state``, ``unknown_action``,
    ``not_from_here``, ``not_this_role``; and what to tell the person, in Spanish."""

    code: str
    text: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """An action that belongs to this role in this state, and why it cannot be done now, if so."""

    action: Action
    refusals: tuple[Refusal, ...]

    @property
    def is_allowed(self) -> bool:
        """Whether it can be done, once what it needs is given."""
        return not self.refusals


class ActionRefused(Exception):  # noqa: N818 - the name says what happened
    """The step is not in the table, or a guard or a missing part stops it. The case stays where it is."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.text)

    @property
    def code(self) -> str:
        """The code of the refusal."""
        return self.refusal.code

    @property
    def text(self) -> str:
        """What to tell the person."""
        return self.refusal.text


def allowed_actions(workflow: Workflow, state: str, role: Role, facts: Facts) -> tuple[Offer, ...]:
    """What the role may do in the state, in the order of the table; with the reasons where a guard stops it.

    Actions of other roles are not in the answer: nobody is told of what is not theirs. An unknown state offers nothing.

    >>> from minka.engine.workflows.defaults import default_workflow
    >>> offers = allowed_actions(default_workflow("positive"), "received", "official", Facts(observations=1))
    >>> [(offer.action.id, [refusal.code for refusal in offer.refusals]) for offer in offers]
    [('start_review', []), ('observe', ['not_observed'])]
    """
    return tuple(
        Offer(action, tuple(_stopped(action, facts))) for action in workflow.leaving(state) if role in action.roles
    )


def step(
    workflow: Workflow, state: str, action: str, role: Role, facts: Facts, *, given: Collection[str] = ()
) -> State:
    """The state after an action.

    Args:
        workflow: the table.
        state: where the case is.
        action: what is done.
        role: as whom; one person with two roles chooses.
        facts: what the guards look at.
        given: which of the action's ``needs`` come with it.

    Raises:
        ActionRefused: with the first reason, in the order: state, action, place, role, guards, needs.

    >>> from minka.engine.workflows.defaults import default_workflow
    >>> step(default_workflow("positive"), "received", "start_review", "official", Facts()).id
    'in_review'
    """
    row = _row(workflow, state, action, role)
    for refusal in (*_stopped(row, facts), *_missing(row, given)):
        raise ActionRefused(refusal)
    target = workflow.state(row.target)
    assert target is not None, "a workflow that was read has no dangling reference"  # noqa: S101
    return target


def _row(workflow: Workflow, state: str, action_id: str, role: Role) -> Action:
    action = workflow.action(action_id)
    if workflow.state(state) is None:
        raise ActionRefused(
            Refusal("unknown_state", phrase("La solicitud está en un estado que este servicio no conoce."))
        )
    if action is None:
        raise ActionRefused(Refusal("unknown_action", phrase("Esa acción no existe en este servicio.")))
    if state not in action.sources:
        raise ActionRefused(
            Refusal(
                "not_from_here", phrase("La solicitud cambió de estado. Recarga la página para ver qué puedes hacer.")
            )
        )
    if role not in action.roles:
        raise ActionRefused(Refusal("not_this_role", phrase("Esa acción le toca a otra persona.")))
    return action


def _stopped(action: Action, facts: Facts) -> Iterator[Refusal]:
    for name in action.guards:
        guard = GUARDS[name]
        if not guard.holds(facts):
            yield Refusal(name, guard.refusal, guard.article)


def _missing(action: Action, given: Collection[str]) -> Iterator[Refusal]:
    for need in action.needs:
        if need not in given:
            yield Refusal(f"needs_{need}", NEEDS_IN_WORDS[need])
