"""Comments: voices of their own with a receipt, which ask for no answer."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client

from minka.contributions.models import Contribution
from minka.processes.models import Activity, Phase
from minka.records.models import Record
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_participant

WORDS = "En mi caserío ya lo probamos y funcionó."


@pytest.fixture
def idea(cast: Cast) -> Contribution:
    return make_contribution(make_activity(make_process(cast.cajamarca)))


def address(idea: Contribution) -> str:
    return f"/cajamarca/aportes/{idea.pk}/comentar/"


def say(phone: Client, idea: Contribution, text: str = WORDS, key: str = "") -> Any:
    return phone.post(address(idea), {"text": text, "idempotency_key": key or uuid.uuid4().hex})


def count(idea: Contribution) -> int:
    return Contribution.objects.get(pk=idea.pk).comment_count


def test_a_comment_gets_its_own_receipt_and_record_and_shows_below_the_idea(idea: Contribution) -> None:
    phone = Client()
    form = phone.get(address(idea)).content.decode()
    key = re.search(r'name="idempotency_key"[^>]*value="([^"]+)"', form)[1]  # type: ignore[index]

    sent = say(phone, idea, key=key)

    comment = Contribution.objects.get(parent=idea)
    assert comment.code in phone.get(sent.url).content.decode()
    assert not comment.needs_answer
    assert Record.objects.filter(subject=comment.ref).exists()
    assert WORDS in Client().get(f"/cajamarca/procesos/leche/ideas/{idea.pk}/").content.decode()
    assert count(idea) == 1


def test_the_same_comment_sent_twice_is_one(idea: Contribution) -> None:
    key = uuid.uuid4().hex

    receipts = {say(Client(), idea, key=key).url for _ in range(2)}

    assert len(receipts) == 1
    assert count(idea) == 1


@pytest.mark.parametrize(
    ("text", "words"), [("", "Escribe tu comentario"), ("👍", "palabras"), ("a" * 1001, "caben 1000")]
)
def test_a_comment_that_cannot_be_sent_comes_back(idea: Contribution, text: str, words: str) -> None:
    response = say(Client(), idea, text)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert count(idea) == 0


def test_a_closed_stage_gives_the_comment_back(idea: Contribution) -> None:
    Phase.objects.update(opens_on="2026-01-01", closes_on="2026-01-31")

    response = say(Client(), idea)

    assert response.status_code == 409
    assert WORDS in response.content.decode()
    assert not Contribution.objects.filter(parent=idea).exists()


def test_where_comments_are_off_or_the_idea_is_hidden_none_is_taken(idea: Contribution) -> None:
    Contribution.objects.filter(pk=idea.pk).update(visibility="hidden")
    assert say(Client(), idea).status_code == 302

    Contribution.objects.filter(pk=idea.pk).update(visibility="visible")
    Activity.objects.update(settings={"comments": False})
    assert say(Client(), idea).status_code == 302

    assert not Contribution.objects.filter(parent=idea).exists()


def test_a_withdrawn_comment_leaves_its_place_and_the_count(cast: Cast, idea: Contribution) -> None:
    phone = as_participant(cast.rosa)
    say(phone, idea)
    comment = Contribution.objects.get(parent=idea)

    phone.post(f"/mi-voz/retirar/{comment.pk}/")

    page = Client().get(f"/cajamarca/procesos/leche/ideas/{idea.pk}/").content.decode()
    assert WORDS not in page
    assert "Comentario retirado" in page
    assert count(idea) == 0


def test_too_many_comments_wait_with_their_text_kept(cast: Cast, idea: Contribution) -> None:
    phone = as_participant(cast.rosa)

    answers = [say(phone, idea, f"{WORDS} {number}") for number in range(13)]

    assert answers[-1].status_code == 429
    assert f"{WORDS} 12" in answers[-1].content.decode()


def test_comments_go_on_to_a_second_page(idea: Contribution) -> None:
    for number in range(55):
        make_contribution(
            idea.activity, parent=idea, kind="comment", title="", text=f"Palabra-{number}-fin", needs_answer=False
        )
    page = f"/cajamarca/procesos/leche/ideas/{idea.pk}/"

    first = Client().get(page).content.decode()
    more = re.search(r'href="(\?comentarios=\d+)', first)[1]  # type: ignore[index]
    second = Client().get(page + more).content.decode()

    assert "Palabra-49-fin" in first
    assert "Palabra-50-fin" not in first
    assert "Palabra-54-fin" in second
