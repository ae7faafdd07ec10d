"""Writing a statement: nothing typed is lost, nothing is received twice, numbers are given once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from minka.contributions.models import Contribution
from minka.opinions.models import Statement, Vote
from minka.processes.models import Activity
from minka.records.models import Record
from tests.ideas.writing import key_of
from tests.make.opinions import WORDS, make_opinions, make_statement
from tests.make.processes import make_process
from tests.opinions.voting import address, press, shown_in
from tests.people import Cast, as_participant, make_cast

TEXT = "Las acequias deben limpiarse dos veces al año con ayuda de la municipalidad."


def send(phone: Client, activity: Activity, text: str = TEXT, key: str = "") -> Any:
    key = key or key_of(phone.get(address(activity, "new")))
    return phone.post(address(activity, "send"), {"text": text, "idempotency_key": key})


def test_a_statement_gets_its_receipt_record_and_number_and_comes_next_for_its_author(water: Activity) -> None:
    make_statement(water)
    make_statement(water, "Otra afirmación de la misma actividad")
    phone = Client()

    sent = send(phone, water)
    receipt = phone.get(sent.url).content.decode()
    card = phone.get(address(water))

    statement = Statement.objects.select_related("contribution").get(number=3)
    said = statement.contribution
    assert (said.text, said.kind, said.title, said.visibility, said.needs_answer) == (
        TEXT,
        "statement",
        "",
        "visible",
        True,
    )
    assert not statement.is_seed
    assert Record.objects.filter(subject=said.ref).exists()
    assert "Recibimos tu afirmación" in receipt
    assert said.code in receipt
    assert shown_in(card) == TEXT
    assert "Esta la escribiste tú" in card.content.decode()
    assert not Vote.objects.exists()


def test_what_a_moderator_has_to_see_first_nobody_votes_on(cast: Cast) -> None:
    water = make_opinions(make_process(cast.cajamarca))  # "before" is what the settings begin with
    phone = Client()

    send(phone, water)

    assert Contribution.objects.get().visibility == "held"
    assert "Todavía no hay afirmaciones" in phone.get(address(water)).content.decode()
    page = f"{address(water, 'activity')}{Contribution.objects.get().pk}/"
    assert "Una persona la revisa antes de publicarla" in phone.get(page).content.decode()
    assert Client().get(page).status_code == 404


def test_the_same_form_sent_again_makes_one_statement_and_another_text_is_not_lost(water: Activity) -> None:
    phone = Client()
    key = key_of(phone.get(address(water, "new")))

    receipts = {send(phone, water, key=key).url for _ in range(3)}
    other = send(phone, water, "Ahora digo algo muy distinto sobre las faenas.", key)
    sent = send(phone, water, "Ahora digo algo muy distinto sobre las faenas.", key_of(other))

    assert len(receipts) == 1
    assert other.status_code == 409
    assert sent.status_code == 302
    assert list(Statement.objects.values_list("number", flat=True)) == [1, 2]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Escribe tu afirmación"),
        ("Muy corta", "al menos 12 caracteres"),
        ("Larga " * 40, "caben 140 caracteres"),
        ("¿Por qué no hay agua en las chacras de arriba?", "Parece una pregunta"),
        ("🙏🏽" * 15, "con palabras"),
        ("\u200b\u2060 \n\n ", "Escribe tu afirmación"),
    ],
)
def test_what_cannot_be_voted_on_comes_back_with_a_reason(water: Activity, text: str, words: str) -> None:
    phone = Client()
    key = key_of(phone.get(address(water, "new")))

    for page in ("check", "send"):
        answer = phone.post(address(water, page), {"text": text, "idempotency_key": key})
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert text.strip("\u200b\u2060 \n")[:30] in answer.content.decode()
    assert not Contribution.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("El agua\nde riego\r\n\r\nes de todos.", "El agua de riego es de todos."),
        ("El agua\x00 es\u202e de\u202c todos\u200b los caseríos.", "El agua es de todos los caseríos."),
        ("<script>alert(1)</script> no es una afirmación", "<script>alert(1)</script> no es una afirmación"),
    ],
)
def test_odd_text_becomes_one_line_that_can_be_read(water: Activity, typed: str, kept: str) -> None:
    phone = Client()

    assert send(phone, water, typed).status_code == 302

    assert Contribution.objects.get().text == kept
    assert "<script>alert" not in phone.get(address(water)).content.decode()


def test_a_longer_statement_is_taken_where_the_team_allows_it(cast: Cast) -> None:
    water = make_opinions(make_process(cast.cajamarca), longest=280)
    text = "El agua de riego debe repartirse por turnos. " * 6

    assert len(text.strip()) > 140
    assert send(Client(), water, text).status_code == 302


def test_where_only_the_team_writes_there_is_no_such_page(cast: Cast) -> None:
    water = make_opinions(make_process(cast.cajamarca), who_writes="team")

    for page in ("new", "check", "send"):
        assert Client().post(address(water, page), {"text": TEXT}).status_code == 404
    assert "nueva/" not in Client().get(address(water, "activity")).content.decode()


def test_similar_statements_are_offered_to_be_voted_on(water: Activity) -> None:
    make_statement(water)
    draft = {"text": "El agua de riego debe repartirse por turnos conocidos de todos.", "idempotency_key": "k" * 20}

    for page in ("similar", "check"):
        answer = Client().post(address(water, page), draft).content.decode()
        assert WORDS in answer
        assert "?afirmacion=1#tarjeta" in answer
    assert "¿Ya lo dijo alguien?" not in Client().post(address(water, "similar"), {"text": "zzz"}).content.decode()


def test_a_stage_that_closed_gives_the_text_back(cast: Cast, water: Activity) -> None:
    rosa = as_participant(cast.rosa)
    key = key_of(rosa.get(address(water, "new")))
    Activity.objects.filter(pk=water.pk).update(is_paused=True)

    for page in ("check", "send"):
        answer = rosa.post(address(water, page), {"text": TEXT, "idempotency_key": key})
        assert answer.status_code == 409
        assert TEXT in answer.content.decode()
    assert rosa.get(address(water, "new")).status_code == 409
    assert not Contribution.objects.exists()


def test_statements_take_votes_and_neither_supports_nor_comments(cast: Cast, water: Activity) -> None:
    said = make_statement(water).contribution
    rosa = as_participant(cast.rosa)
    here = f"/cajamarca/aportes/{said.pk}/"

    rosa.post(f"{here}apoyar/", {"wants": "si", "idempotency_key": "k" * 20})

    assert Contribution.objects.get().support_count == 0
    assert rosa.get(f"{here}comentar/").status_code == 302
    assert press(rosa, water, 1).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_many_authors_at_one_moment_get_different_numbers() -> None:
    water = make_opinions(make_process(make_cast().cajamarca), moderation="after")

    def write(number: int) -> int:
        try:
            return int(send(Client(), water, f"La afirmación número {number} dice algo sobre el agua.").status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        statuses = set(pool.map(write, range(12)))

    assert statuses == {302}
    assert sorted(Statement.objects.values_list("number", flat=True)) == list(range(1, 13))
