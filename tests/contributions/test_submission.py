"""Handing in leaves everything or nothing, once."""

import datetime as dt

import pytest

from minka.contributions.actions.submission import PhaseClosed, Voice, submit_contribution
from minka.contributions.models import Contribution
from minka.engine.ledger.canonical import commit
from minka.people.models import Participant
from minka.records.models import AuditEntry, Record
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast


def test_a_voice_leaves_a_contribution_a_record_and_an_audit_entry(cast: Cast) -> None:
    contribution = make_contribution(make_activity(make_process(cast.cajamarca)), participant=cast.rosa)

    record = Record.objects.get(subject=contribution.ref)
    assert record.commitment == commit(bytes.fromhex(record.nonce), record.body)
    assert AuditEntry.objects.get(subject=contribution.ref).actor == cast.rosa.actor_key


def test_the_same_key_twice_makes_one_contribution_and_one_participant(cast: Cast) -> None:
    activity = make_activity(make_process(cast.cajamarca))
    people = Participant.objects.count()

    first, second = (
        submit_contribution(activity=activity, voice=Voice(text="Hola"), idempotency_key="k", by=cast.rosa)
        for _ in range(2)
    )

    assert (first.is_new, second.is_new) == (True, False)
    assert first.contribution == second.contribution
    assert Participant.objects.count() == people + 1


def test_a_closed_phase_takes_nothing_except_what_was_handed_in_before(cast: Cast) -> None:
    activity = make_activity(make_process(cast.cajamarca), begins=-9, ends=-2)
    early = activity.phase.opens_on + dt.timedelta(days=1)

    with pytest.raises(PhaseClosed):
        make_contribution(activity)
    make_contribution(activity, channel="paper", handed_in_at=dt.datetime.combine(early, dt.time(12), dt.UTC))

    assert Contribution.objects.count() == 1
