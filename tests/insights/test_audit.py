"""The audit page says acts in words and keeps their codes; "my work" says how long something waits as people do."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.utils import timezone

import minka
from minka.contributions.models import Contribution
from minka.insights.queries.acts import ACTS
from minka.records.models import AuditEntry
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_person

WRITTEN = re.compile(r'action="([a-z]+\.[a-z_-]+)"')


def test_every_act_that_the_code_writes_has_words() -> None:
    sources = Path(str(minka.__file__)).parent.rglob("*.py")
    written = {found for source in sources for found in WRITTEN.findall(source.read_text("utf-8"))}

    assert len(written) > 30
    assert written - set(ACTS) == set(), "say what they did in insights/queries/acts.py"


def test_the_audit_page_says_acts_in_words_and_keeps_the_code(cast: Cast) -> None:
    make_contribution(make_activity(make_process(cast.cajamarca)), participant=cast.rosa)
    AuditEntry.objects.create(site_key="cajamarca", actor="system", action="something.new", subject="x:1")

    page = as_person(cast.analyst).get("/cajamarca/gestion/auditoria/").text

    assert "entregó un aporte" in page
    assert "<code>contribution.received</code>" in page
    assert "Canal: web" in page
    assert "<code>something.new</code>" in page


@pytest.mark.parametrize(("days", "words"), [(0, "llegó hoy"), (1, "llegó ayer"), (5, "llegó hace 5 días")])
def test_what_waits_is_said_as_people_say_it(cast: Cast, days: int, words: str) -> None:
    said = make_contribution(make_activity(make_process(cast.cajamarca)))
    Contribution.objects.filter(pk=said.pk).update(received_at=timezone.now() - dt.timedelta(days=days))

    assert f"la más antigua {words}" in as_person(cast.facilitator).get("/mi-trabajo/").text
