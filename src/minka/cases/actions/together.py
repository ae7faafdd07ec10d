"""One act on many cases: each its own transaction and its own line in its own log; what fails is told, not hidden."""

from collections.abc import Sequence
from dataclasses import dataclass

from minka.cases.actions.acting import act
from minka.cases.actions.handing import NotOfTheTeam, assign_case
from minka.cases.actions.keeping import Outdated
from minka.cases.models import Case
from minka.cases.queries.given import Given
from minka.engine.clocks import ClockInvalid
from minka.engine.workflows import ActionRefused
from minka.people.models import Person

OUTDATED = "outdated"


@dataclass(frozen=True)
class Outcome:
    """What became of one of the chosen cases: nothing in ``problem`` when it was done."""

    case: Case
    problem: str = ""

    @property
    def is_outdated(self) -> bool:
        return self.problem == OUTDATED


def act_together(*, chosen: Sequence[tuple[Case, int]], action: str, given: Given, by: Person) -> list[Outcome]:
    """Do the same action on each case, with the same reason and a letter of its own."""
    outcomes = []
    for case, revision in chosen:
        try:
            act(case=case, action=action, given=given, revision=revision, by=by)
        except Outdated:
            outcomes.append(Outcome(case, OUTDATED))
        except (ActionRefused, ClockInvalid) as refused:
            outcomes.append(Outcome(case, str(refused)))
        else:
            outcomes.append(Outcome(case))
    return outcomes


def assign_together(*, chosen: Sequence[tuple[Case, int]], assignee: Person | None, by: Person) -> list[Outcome]:
    """Give each case to the same person."""
    outcomes = []
    for case, revision in chosen:
        try:
            assign_case(case=case, assignee=assignee, revision=revision, by=by)
        except (Outdated, NotOfTheTeam):
            outcomes.append(Outcome(case, OUTDATED))
        else:
            outcomes.append(Outcome(case))
    return outcomes
