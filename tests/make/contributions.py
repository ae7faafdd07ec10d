"""Contributions of the tests, handed in through the same action as everybody's."""

import uuid

from minka.contributions.actions.submission import Voice, submit_contribution
from minka.contributions.models import Contribution
from minka.people.models import Participant, Person
from minka.processes.models import Activity
from minka.records.actions import SYSTEM


def make_contribution(
    activity: Activity,
    *,
    participant: Participant | None = None,
    title: str = "Tanques fríos en cada caserío",
    text: str = "Un tanque frío compartido evita que la leche se pierda en la mañana.",
    by: Person | None = None,
    held: bool = False,
    **voice: object,
) -> Contribution:
    return submit_contribution(
        activity=activity,
        voice=Voice(title=title, text=text, **voice),  # type: ignore[arg-type]
        idempotency_key=uuid.uuid4().hex,
        by=by or participant or SYSTEM,
        participant=participant,
        held=held,
    ).contribution
