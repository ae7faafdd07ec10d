"""Two hundred people press eight times at one moment: two hundred ideas, and once all that belongs to each."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from minka.contributions.models import Contribution
from minka.people.models import Consent, Pace, Participant
from minka.records.models import AuditEntry, Record
from tests.ideas.writing import send_typed, typed
from tests.make.processes import make_activity, make_process
from tests.people import make_cast

PEOPLE, PRESSES = 200, 8


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_pressing_eight_times_at_once_makes_one_of_everything() -> None:
    activity = make_activity(make_process(make_cast().cajamarca))
    others = Participant.objects.count()
    together = Barrier(PRESSES)

    def press(_finger: int) -> list[str]:
        try:
            return [press_once(number, together) for number in range(PEOPLE)]
        finally:
            connection.close()

    def press_once(number: int, together: Barrier) -> str:
        phone = Client(REMOTE_ADDR=f"10.0.{number // 50}.{number % 50}")
        data = typed(f"persona-{number:08d}", title=f"Idea de la persona {number}")
        together.wait(timeout=60)
        return str(send_typed(phone, activity, data).url)

    with ThreadPoolExecutor(PRESSES) as fingers:
        told = list(zip(*fingers.map(press, range(PRESSES)), strict=True))

    assert [len(set(receipts)) for receipts in told] == [1] * PEOPLE
    assert Contribution.objects.count() == PEOPLE
    assert Participant.objects.count() == others + PEOPLE
    assert Consent.objects.count() == PEOPLE
    assert Record.objects.filter(kind="contribution.received").count() == PEOPLE
    assert AuditEntry.objects.filter(action="contribution.received").count() == PEOPLE
    assert Pace.objects.exists()
