"""What the law and good sense forbid in a workflow that is otherwise well written.

Each finding refuses publication: a table with one of them would leave a case without an end, let somebody decide who
may not, or keep silence from doing what the law says it does.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from minka.engine.saying import Said, listed, named, phrase
from minka.engine.workflows.table import ENTITY, Action, Need, Regime, Role, State, Workflow
from minka.engine.workflows.words import NEEDS as NEED_WORDS

PUBLISHED_DECISIONS = frozenset({"granted", "denied", "approved_by_silence"})
ACTS_OF_THE_ENTITY = frozenset(
    {"observation_notified", "correction_expired", "cooperation_asked", "extended", "decided"}
)
TOO_LATE_AFTER_SILENCE = frozenset({"observation_notified", "cooperation_asked", "extended", "decided"})
STOPS = frozenset({"observation_notified", "cooperation_asked", "errand_started"})
GUARDS_OF_EVENT = {
    "observation_notified": ("not_observed",),
    "extended": ("not_extended", "before_expiry"),
}
NEEDS_OF_EVENT: Mapping[str, tuple[Need, ...]] = {
    "observation_notified": ("observation_items", "letter"),
    "cooperation_asked": ("legal_ground",),
    "extended": ("legal_ground",),
}
SENTENCES = {
    "unreachable": phrase("Ninguna acción lleva a «{label}». Une este estado con otro o quítalo."),
    "no_final": phrase("No hay ningún estado final: ninguna solicitud terminaría."),
    "no_way_out": phrase("Desde «{label}» no se llega a ningún final. Agrega una acción que salga de aquí."),
    "final_goes_on": phrase("«{label}» es un estado final y tiene acciones. Quita las acciones o cambia su tipo."),
    "final_runs": phrase("«{label}» es un estado final y su reloj no está terminado."),
    "citizen_decides": phrase("«{label}» es una decisión de la entidad y figura para la ciudadanía. Quita ese rol."),
    "system_decides": phrase(
        "«{label}» decide sin que una persona lo haga. Deja esta acción al personal de la entidad."
    ),
    "entity_withdraws": phrase("«{label}» es el desistimiento: solo puede hacerlo quien presentó la solicitud."),
    "second_observation": phrase(
        "«{label}» permitiría observar dos veces. Agrega la condición «todavía no se observó» (art. 126.2)."
    ),
    "second_extension": phrase(
        "«{label}» necesita las condiciones «el plazo todavía no se amplió» y «el plazo no ha vencido» (art. 136)."
    ),
    "entity_stops": phrase(
        "«{label}» detiene el plazo por una gestión de la persona: solo ella puede pedirlo (art. 136.4)."
    ),
    "stops_elsewhere": phrase("«{label}» detiene el plazo, y la ley solo lo permite con silencio positivo."),
    "without_ground": phrase("«{label}» debe pedir: {missing}."),
    "never_notified": phrase("Después de «{label}» falta la acción que notifica la decisión."),
    "silence_shut": phrase(
        "En «{label}» el reloj corre y el silencio no puede actuar. Agrega la acción que lo permite."
    ),
    "late_act": phrase(
        "«{label}» sería posible después del silencio positivo. "
        "Agrega la condición «no ha llegado el día del silencio»."
    ),
    "late_stop": phrase(
        "«{label}» sería posible con el plazo vencido, cuando ya nada lo detiene. "
        "Agrega la condición «el plazo no ha vencido»."
    ),
    "silence_grants": phrase("«{label}» aprueba por silencio, pero este procedimiento no tiene silencio positivo."),
    "stopped_by_entity": phrase(
        "En «{label}» el reloj está detenido y solo la entidad puede reanudarlo. Agrega otra salida."
    ),
    "not_automatic": phrase(
        "La aprobación automática no espera a la entidad: falta la acción que aprueba al presentar."
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to change before publishing.

    ``about`` is the name of a state or an action and ``rows`` says of which (``states``, ``actions``); both are empty
    for the whole table. ``label`` and ``missing`` fill the sentence.
    """

    code: str
    about: str
    rows: str = ""
    label: str = ""
    missing: str = ""

    @property
    def text(self) -> Said:
        """What to change."""
        return SENTENCES[self.code].fill(label=self.label, missing=self.missing)


def check_workflow(workflow: Workflow, regime: Regime) -> tuple[Finding, ...]:
    """What is wrong with the workflow under the regime, states first, in the order of the table; empty when nothing is.

    Sources: Ley 27444, arts. 31 (automatic approval), 33-A and 188 (silence), 76.3 and 136.4 (suspensions end),
    125 and 126.2 (one observation), 136 (one extension, before the term ends), 189 (withdrawal).

    >>> from minka.engine.workflows.defaults import default_workflow
    >>> check_workflow(default_workflow("positive"), "positive")
    ()
    >>> [(finding.code, finding.about) for finding in check_workflow(default_workflow("automatic"), "negative")]
    [('silence_shut', 'received'), ('system_decides', 'approve')]
    """
    return (
        *_whole(workflow, regime),
        *(finding for state in workflow.states for finding in _state_findings(workflow, state, regime)),
        *(finding for action in workflow.actions for finding in _action_findings(workflow, action, regime)),
    )


def reached(workflow: Workflow, start: str, roles: Collection[Role] | None = None) -> frozenset[str]:
    """The states that can be reached from one, itself included, when only these roles act; guards are ignored."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting += [
                action.target
                for action in workflow.leaving(here)
                if roles is None or not set(roles).isdisjoint(action.roles)
            ]
    return frozenset(seen)


def _whole(workflow: Workflow, regime: Regime) -> Iterator[Finding]:
    if not any(state.is_final for state in workflow.states):
        yield Finding("no_final", "")
    if regime == "automatic":
        without_staff = reached(workflow, workflow.start, {"system"})
        if not any(state.outcome == "granted" for state in workflow.states if state.id in without_staff):
            yield Finding("not_automatic", "")


def _state_findings(workflow: Workflow, state: State, regime: Regime) -> Iterator[Finding]:
    leaving = workflow.leaving(state.id)
    ends = {each.id for each in workflow.states if each.is_final}
    found = {
        "unreachable": state.id not in reached(workflow, workflow.start),
        "no_way_out": bool(ends) and ends.isdisjoint(reached(workflow, state.id)),
        "final_goes_on": state.is_final and bool(leaving),
        "final_runs": state.is_final and state.clock != "ended",
        "silence_shut": state.clock == "runs" and not state.is_final and not _silence_acts(workflow, leaving, regime),
        "silence_grants": state.outcome == "approved_by_silence" and regime != "positive",
        "stopped_by_entity": state.clock == "stopped" and not _goes_on_without_entity(leaving),
    }
    yield from _told(found, state, "states")


def _action_findings(workflow: Workflow, action: Action, regime: Regime) -> Iterator[Finding]:
    target = workflow.state(action.target)
    is_decision = action.event in ACTS_OF_THE_ENTITY or (
        target is not None and target.outcome in PUBLISHED_DECISIONS and action.event != "notice_unacknowledged"
    )
    missing = [need for need in NEEDS_OF_EVENT.get(action.event or "", ()) if need not in action.needs]
    found = {
        "citizen_decides": "citizen" in action.roles and is_decision,
        "system_decides": "system" in action.roles and action.event == "decided" and regime != "automatic",
        "entity_withdraws": action.event == "withdrawn" and action.roles != ("citizen",),
        "entity_stops": action.event == "errand_started" and action.roles != ("citizen",),
        "stops_elsewhere": regime != "positive" and _suspends(action, target),
        "second_observation": _lacks_guard(action, "observation_notified"),
        "second_extension": _lacks_guard(action, "extended"),
        "without_ground": bool(missing),
        "never_notified": action.event == "decided" and not _is_notified(workflow, action.target),
        "late_act": regime == "positive" and _acts_late(workflow, action),
        "late_stop": regime != "automatic" and _stops_late(action, target),
    }
    yield from _told(found, action, "actions", listed(named(NEED_WORDS[need]) for need in missing))


def _told(found: dict[str, bool], about: State | Action, rows: str, missing: str = "") -> Iterator[Finding]:
    for code, is_so in found.items():
        if is_so:
            yield Finding(code, about.id, rows, named(about.label), missing)


def _silence_acts(workflow: Workflow, leaving: Iterable[Action], regime: Regime) -> bool:
    """Positive: the system ends the case approved. Negative: the citizen can appeal. Automatic: nothing to wait for."""
    if regime == "automatic":
        return True
    actions = [action for action in leaving if action.guards == ("silence_passed",)]
    if regime == "negative":
        return any("citizen" in action.roles for action in actions)
    approved = {state.id for state in workflow.states if state.outcome == "approved_by_silence" and state.is_final}
    return any("system" in action.roles and not action.needs and action.target in approved for action in actions)


def _goes_on_without_entity(leaving: Iterable[Action]) -> bool:
    """Whether somebody else can set the clock going again. To withdraw is no way to go on."""
    return any(not ENTITY.issuperset(action.roles) and action.event != "withdrawn" for action in leaving)


def _suspends(action: Action, target: State | None) -> bool:
    """Whether the clock stops for another entity or for an errand; the stop of an observation is lawful everywhere."""
    is_stopped = target is not None and target.clock == "stopped"
    return action.event == "errand_started" or (action.event == "cooperation_asked" and is_stopped)


def _lacks_guard(action: Action, event: str) -> bool:
    return action.event == event and not set(GUARDS_OF_EVENT[event]) <= set(action.guards)


def _is_notified(workflow: Workflow, state_id: str) -> bool:
    return any(action.event == "notified" for action in workflow.leaving(state_id))


def _acts_late(workflow: Workflow, action: Action) -> bool:
    """Whether the entity could still act where the clock had run out and silence had approved."""
    running = {state.id for state in workflow.states if state.clock == "runs"}
    target = workflow.state(action.target)
    denies = action.event == "notified" and target is not None and target.outcome == "denied"
    is_act = action.event in TOO_LATE_AFTER_SILENCE or denies
    return is_act and not running.isdisjoint(action.sources) and "silence_not_passed" not in action.guards


def _stops_late(action: Action, target: State | None) -> bool:
    """Whether a case could be parked where no clock runs after its term is over, out of silence's reach."""
    is_stopped = target is not None and target.clock == "stopped"
    return is_stopped and action.event in STOPS and "in_term" not in action.guards
