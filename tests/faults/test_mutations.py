"""Whatever is posted to whatever address by whomever: an answer that means something, never a crash.

``MINKA_MUTATIONS=10000`` makes it longer, ``MINKA_MUTATIONS_SEED=2`` different.
"""

import os
import random
import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.faults.mutations import Fields, mutated
from tests.house.rights import CAST, VISITOR, VOICE, Row
from tests.house.test_rights import TABLE
from tests.house.world import World, make_world
from tests.people import Cast, as_participant, as_person

POSTS = int(os.environ.get("MINKA_MUTATIONS", "1500"))
SEED = int(os.environ.get("MINKA_MUTATIONS_SEED", "1"))


class Forms(HTMLParser):
    """The fields of all forms of a page with the values that it came with."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: Fields = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag in {"input", "select", "textarea", "button"} and named.get("name"):
            self.fields.setdefault(named["name"] or "", named.get("value") or "x")


def browsers(world: World) -> dict[str, Client]:
    found = {}
    for who in CAST:
        client = as_participant(world.cast.rosa) if who == VOICE else as_person(_person(who, world))
        client.raise_request_exception = False
        found[who] = client
    return found


def _person(who: str, world: World) -> object:
    return None if who == VISITOR else getattr(world.cast, who)


def fields_of(client: Client, url: str, row: Row) -> Fields:
    """What a person would have in front of them at this address, or what the table posts."""
    answer = client.get(url + row.query)
    forms = Forms()
    if answer.status_code == 200 and not answer.streaming and "html" in answer.headers.get("Content-Type", ""):
        forms.feed(unescape(answer.content.decode()))
    return forms.fields | row.data


@pytest.mark.slow
def test_no_mutated_form_makes_the_server_fail(cast: Cast) -> None:
    chance, world = random.Random(SEED), make_world(cast)  # noqa: S311 - the same every time
    clients = browsers(world)
    addresses = {name: reverse(name, kwargs=row.at(world)) for name, row in sorted(TABLE.items())}
    seen: Counter[int] = Counter()
    forms: dict[tuple[str, str], Fields] = {}
    failures = []
    for number in range(POSTS):
        name = chance.choice(list(addresses))
        who = chance.choice(CAST)
        with transaction.atomic():
            if (who, name) not in forms:
                forms[who, name] = fields_of(clients[who], addresses[name], TABLE[name])
            form = mutated(forms[who, name], chance)
            status = clients[who].post(addresses[name], form, headers=_headers(chance)).status_code
            transaction.set_rollback(True)
        seen[status] += 1
        if status >= 500:
            failures.append(f"{number}: {status} {who} {name} {_short(form)}")

    assert failures == [], "\n".join(failures)
    assert seen.total() == POSTS
    assert {200, 302, 403, 404, 422} <= set(seen), seen


def _headers(chance: random.Random) -> dict[str, str]:
    return {"HX-Request": "true"} if chance.random() < 0.2 else {}


def _short(form: Fields) -> str:
    return re.sub(r"(.{120}).*?(?=, '|}$)", r"\1…", str(form))[:1500]
