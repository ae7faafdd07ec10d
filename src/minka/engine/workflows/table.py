"""What a workflow is made of: states, actions between them, and the closed lists of words both may use.

A workflow is data (format ``minka-workflow/1``): a row of the table says that from these states, these roles may do
this action under these guards, and where the case is then. Nothing in it can run code.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from minka.engine.saying import named

FORMAT = "minka-workflow/1"

type Text = Mapping[str, str]  # by language; "es" is always there
type Regime = Literal["positive", "negative", "automatic"]
type StateKind = Literal["open", "waiting_citizen", "waiting_other", "final"]
type ClockMode = Literal["runs", "stopped", "ended"]
type Role = Literal["official", "coordinator", "citizen", "system"]
type Outcome = Literal["granted", "denied", "approved_by_silence", "not_filed", "withdrawn"]
type Need = Literal[
    "reason", "legal_ground", "observation_items", "letter", "correction", "request", "answer", "document", "appeal"
]
type Event = Literal[
    "observation_notified",
    "correction_received",
    "correction_expired",
    "cooperation_asked",
    "cooperation_answered",
    "errand_started",
    "errand_ended",
    "extended",
    "decided",
    "notified",
    "notice_unacknowledged",
    "withdrawn",
]

REGIMES: tuple[Regime, ...] = get_args(Regime.__value__)
KINDS: tuple[str, ...] = get_args(StateKind.__value__)
CLOCKS: tuple[str, ...] = get_args(ClockMode.__value__)
ROLES: tuple[Role, ...] = get_args(Role.__value__)
OUTCOMES: tuple[str, ...] = get_args(Outcome.__value__)
NEEDS: tuple[str, ...] = get_args(Need.__value__)
EVENTS: tuple[str, ...] = get_args(Event.__value__)

ENTITY: frozenset[Role] = frozenset({"official", "coordinator"})


@dataclass(frozen=True, slots=True)
class State:
    """Where a case can be.

    ``kind`` says who is expected to act, ``clock`` what the legal clock does meanwhile, ``outcome`` what the state
    means for what was asked: nothing while that is open.
    """

    id: str
    label: Text
    kind: StateKind
    clock: ClockMode
    outcome: Outcome | None = None

    @property
    def is_final(self) -> bool:
        """Whether nothing can happen to the case any more."""
        return self.kind == "final"


@dataclass(frozen=True, slots=True)
class Action:
    """One row of the table: from which states it leads where, who may do it, and what must be so and be given.

    ``letter`` names the template of the letter that goes out, ``event`` what the legal clock is told.
    """

    id: str
    label: Text
    sources: tuple[str, ...]
    target: str
    roles: tuple[Role, ...]
    guards: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    letter: str | None = None
    event: Event | None = None


@dataclass(frozen=True, slots=True)
class Workflow:
    """The whole table, in the order of its document. References between its rows are known to be good."""

    start: str
    states: tuple[State, ...]
    actions: tuple[Action, ...]

    def state(self, state_id: str) -> State | None:
        """The state of that name, or nothing."""
        return next((state for state in self.states if state.id == state_id), None)

    def action(self, action_id: str) -> Action | None:
        """The action of that name, or nothing."""
        return next((action for action in self.actions if action.id == action_id), None)

    def leaving(self, state_id: str) -> tuple[Action, ...]:
        """The actions that are possible in a state, for whomever."""
        return tuple(action for action in self.actions if state_id in action.sources)


def say(text: Text, language: str = "es") -> str:
    """The text in the language, or in Spanish where it is not there.

    >>> say({"es": "Observada", "en": "Observed"}, "en"), say({"es": "Observada"}, "qvc")
    ('Observed', 'Observada')
    """
    return named(text, language, is_ours=True)
