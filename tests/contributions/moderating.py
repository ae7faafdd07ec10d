"""What the tests of moderation share: reporting and deciding as people do it, through the pages."""

import re
import uuid
from typing import Any

from django.test import Client

from minka.contributions.models import Contribution, Report
from minka.people.models import Participant, Person
from tests.people import as_participant, as_person


def report(phone: Client, said: Contribution, *, reason: str = "insult", note: str = "", key: str = "") -> Any:
    data = {"reason": reason, "note": note, "idempotency_key": key or uuid.uuid4().hex}
    return phone.post(f"/{said.site.slug}/aportes/{said.pk}/avisar/", data)


def reported(said: Contribution, *, by: Participant | None = None, reason: str = "insult") -> Report:
    report(as_participant(by or Participant.objects.create()), said, reason=reason)
    return Report.objects.filter(contribution=said).latest("pk")


def item(said: Contribution) -> str:
    return f"/{said.site.slug}/gestion/moderacion/{said.pk}/"


def seen_on(browser: Client, said: Contribution) -> str:
    page = browser.get(item(said)).content.decode()
    found = re.search(r'name="seen"[^>]*value="([^"]+)"', page)
    return found[1] if found else ""


def decide(
    by: Person, said: Contribution, outcome: str, *, reason: str = "", note: str = "", seen: str | None = None
) -> Any:
    browser = as_person(by)
    standing = seen_on(browser, said) if seen is None else seen
    return browser.post(item(said), {"outcome": outcome, "reason": reason, "note": note, "seen": standing})


def hidden(said: Contribution, *, by: Person, reason: str = "insult", note: str = "") -> Contribution:
    decide(by, said, "hidden", reason=reason, note=note)
    return Contribution.objects.get(pk=said.pk)
