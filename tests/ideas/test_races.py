"""Two presses at one moment, over two connections: one idea."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from minka.contributions.models import Contribution
from minka.people.models import Consent, Participant
from minka.records.models import Record
from tests.ideas.writing import open_form, send_typed, typed
from tests.make.processes import make_activity, make_process
from tests.people import make_cast


@pytest.mark.django_db(transaction=True)
def test_many_presses_at_one_moment_make_one_idea() -> None:
    activity = make_activity(make_process(make_cast().cajamarca))
    people = Participant.objects.count()
    data = typed(open_form(Client(), activity))

    def send(_number: int) -> str:
        try:
            return str(send_typed(Client(), activity, data).url)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        receipts = set(pool.map(send, range(16)))

    assert len(receipts) == 1
    assert Contribution.objects.count() == 1
    assert Participant.objects.count() == people + 1
    assert Record.objects.count() == 1
    assert Consent.objects.count() == 1
