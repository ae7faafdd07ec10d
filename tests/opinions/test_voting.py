"""Voting: each press is kept at once and once, whoever presses, and nothing else is."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from minka.contributions.models import Contribution
from minka.opinions.models import EarlierVote, Vote, Voter
from minka.people.models import Consent, Pace, Participant
from minka.people.participation import COOKIE
from minka.processes.models import Activity, Phase, Process
from tests.make.opinions import make_opinions, make_statement, make_voter
from tests.make.processes import make_process
from tests.opinions.voting import address, form_in, press, shown_in
from tests.people import Cast, as_participant, as_person, make_cast


def test_a_newcomer_votes_without_an_account_and_the_phone_holds_the_voter(water: Activity) -> None:
    make_statement(water)
    phone, before = Client(), Participant.objects.count()

    answer = press(phone, water, 1)

    assert answer.status_code == 302
    assert Participant.objects.count() == before + 1
    vote = Vote.objects.select_related("voter").get()
    assert (vote.value, vote.statement.number, vote.activity) == (1, 1, water)
    assert Consent.objects.get().purpose == "vote"
    assert phone.cookies[COOKIE].value
    assert "Votaste en todas" in phone.get(answer.url).content.decode()


def test_the_last_word_counts_and_what_it_was_before_is_kept(water: Activity) -> None:
    make_statement(water)
    phone = Client()

    for value in (1, 1, -1, 0):
        press(phone, water, value, query="?afirmacion=1")

    assert Vote.objects.get().value == 0
    assert list(EarlierVote.objects.order_by("pk").values_list("value", flat=True)) == [1, -1]
    assert Voter.objects.count() == 1


def test_a_form_sent_from_two_tabs_and_twice_is_one_voter(water: Activity) -> None:
    make_statement(water)
    phone, other_tab = Client(), Client()
    form = {**form_in(phone.get(address(water))), "value": "1"}

    for tab in (phone, other_tab, phone):
        assert tab.post(address(water), form).status_code == 302

    assert Voter.objects.count() == Vote.objects.count() == 1


def test_statements_come_one_after_the_other_and_skipped_ones_again_at_the_end(water: Activity) -> None:
    for number in range(1, 5):
        make_statement(water, f"La afirmación que lleva el número {number}")
    phone = Client()
    skipped = form_in(phone.get(address(water)))["afirmacion"]
    query, seen = f"?saltar={skipped}", []

    for _ in range(4):
        page = phone.get(address(water) + query)
        seen.append(form_in(page)["afirmacion"])
        query = phone.post(address(water), {**form_in(page), "value": "1"}).url.partition("/votar/")[2]

    assert sorted(seen) == ["1", "2", "3", "4"]
    assert seen[-1] == skipped
    assert Vote.objects.count() == 4


def test_the_one_before_can_be_seen_and_changed(water: Activity) -> None:
    for number in range(1, 4):
        make_statement(water, f"La afirmación que lleva el número {number}")
    phone = Client()
    press(phone, water, 1, query="?afirmacion=2")
    press(phone, water, -1, query="?afirmacion=3")

    page = phone.get(address(water)).content.decode()
    before = phone.get(address(water), {"afirmacion": "3"}).content.decode()

    assert "?afirmacion=3#tarjeta" in page
    assert "Dijiste: en desacuerdo. Puedes cambiarlo." in before
    assert "?afirmacion=2#tarjeta" in before


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"value": "2"}, 422),
        ({"value": "-7"}, 422),
        ({"value": ""}, 422),
        ({"value": "1; drop table"}, 422),
        ({"afirmacion": "x"}, 422),
        ({"afirmacion": "0"}, 422),
        ({"afirmacion": "99999999999999999999"}, 422),
        ({"idempotency_key": "corta"}, 422),
        ({"idempotency_key": "person:1 person:1 person:1"}, 422),
        ({"afirmacion": "77"}, 409),
        ({"saltar": "x,1,-5,\x00,999999999999999"}, 302),
        ({"volver": "https://example.org"}, 302),
        ({"volver": "//example.org"}, 302),
    ],
)
def test_what_is_not_one_of_three_presses_is_refused_and_leaves_nothing(
    water: Activity, changes: dict[str, str], status: int
) -> None:
    make_statement(water)
    phone, people = Client(), Participant.objects.count()

    answer = press(phone, water, 1, **changes)

    assert answer.status_code == status
    assert Vote.objects.count() == (status == 302)
    assert Participant.objects.count() - people == (status == 302)
    if status == 302:
        assert answer.url.startswith("/cajamarca/")
    else:
        assert "De acuerdo" in answer.content.decode()


@pytest.mark.parametrize(
    "query", ["?afirmacion=x", "?afirmacion=9999999999999", "?saltar=" + "1," * 900, "?saltar=%00"]
)
def test_nonsense_in_the_address_shows_a_statement(water: Activity, query: str) -> None:
    make_statement(water)

    assert "De acuerdo" in Client().get(address(water) + query).content.decode()


def test_hidden_held_merged_and_foreign_statements_cannot_be_voted_on(cast: Cast, water: Activity) -> None:
    shown, hidden, merged = (make_statement(water, f"La afirmación de prueba {name}") for name in "abc")
    held = make_statement(water, held=True)
    Contribution.objects.filter(pk=hidden.contribution_id).update(visibility="hidden")
    Contribution.objects.filter(pk=merged.contribution_id).update(state="merged", merged_into=shown.contribution)
    elsewhere = make_opinions(make_process(cast.cajamarca, slug="otro"), moderation="after")
    phone = Client()

    answers = [press(phone, water, 1, afirmacion=str(each.number)) for each in (hidden, merged, held)]

    assert [answer.status_code for answer in answers] == [409] * 3
    assert all("ya no se puede votar" in answer.content.decode() for answer in answers)
    assert all(shown_in(answer) == shown.contribution.text for answer in answers)
    assert "Todavía no hay afirmaciones" in phone.get(address(elsewhere)).content.decode()
    assert not Vote.objects.exists()
    assert not Voter.objects.exists()


@pytest.mark.parametrize("way", ["phase", "pause", "process"])
def test_a_stage_that_closes_while_somebody_votes_says_so_and_keeps_what_was_said(water: Activity, way: str) -> None:
    make_statement(water)
    make_statement(water, "Otra afirmación de la misma actividad")
    phone = Client()
    press(phone, water, 1, query="?afirmacion=1")
    form = {**form_in(phone.get(address(water))), "value": "-1"}
    if way == "phase":
        yesterday = Phase.objects.get(pk=water.phase_id).opens_on + dt.timedelta(days=1)  # type: ignore[operator]
        Phase.objects.filter(pk=water.phase_id).update(closes_on=yesterday)
    elif way == "pause":
        Activity.objects.filter(pk=water.pk).update(is_paused=True)
    else:
        Process.objects.filter(pk=water.process_id).update(status="closed", closed_at=water.process.opened_at)

    plain, card = phone.post(address(water), form), phone.post(address(water), form, headers={"HX-Request": "true"})

    for answer in (plain, card, phone.get(address(water))):
        assert answer.status_code == 409
        assert "Ya no se puede votar aquí" in answer.content.decode()
        assert "Lo que votaste antes está guardado." in answer.content.decode()
    assert "<html" not in card.content.decode()
    assert Vote.objects.get().value == 1


def test_scripts_get_the_card_alone_and_the_first_vote_gets_the_whole_page(water: Activity) -> None:
    for number in range(3):
        make_statement(water, f"La afirmación que lleva el número {number}")
    phone = Client()
    assert "hx-post" not in phone.get(address(water)).content.decode()
    press(phone, water, 1)
    page = phone.get(address(water))

    card = phone.post(address(water), {**form_in(page), "value": "1"}, headers={"HX-Request": "true"})

    assert "hx-post" in page.content.decode()
    assert card.status_code == 200
    assert "<html" not in card.content.decode()
    assert len(card.content) < 4_000
    assert shown_in(card) not in {"", shown_in(page)}


def test_an_excluded_voter_is_told_and_their_votes_are_still_taken(cast: Cast, water: Activity) -> None:
    make_statement(water)
    make_voter(water, cast.rosa, is_excluded=True, excluded_reason="banned")
    rosa, julio = as_participant(cast.rosa), as_participant(cast.julio)

    assert "Por ahora tus votos no cuentan" in rosa.get(address(water)).content.decode()
    assert "no cuentan" not in julio.get(address(water)).content.decode()
    assert press(rosa, water, 1).status_code == 302
    assert Vote.objects.count() == 1
    assert "por ahora tus votos no cuentan" in rosa.get("/mi-voz/").content.decode()


def test_a_form_of_somebody_who_left_the_phone_does_not_bring_them_back(water: Activity) -> None:
    make_statement(water)
    make_statement(water, "Otra afirmación de la misma actividad")
    phone = Client()
    form = {**form_in(phone.get(address(water))), "value": "1"}
    phone.post(address(water), form)
    phone.post("/mi-voz/terminar/")

    again = phone.post(address(water), {**form, "value": "-1"})
    fresh = {**form_in(again), "value": "-1"}
    next_person = phone.post(address(water), fresh)

    assert again.status_code == 409
    assert "empiezas de nuevo" in again.content.decode()
    assert next_person.status_code == 302
    assert sorted(Vote.objects.values_list("value", flat=True)) == [-1, 1]
    assert Voter.objects.count() == 2


def test_with_an_account_asked_for_each_person_votes_once_from_any_browser(cast: Cast) -> None:
    water = make_opinions(make_process(cast.cajamarca), moderation="after", needs_account=True)
    make_statement(water)
    stranger = Client()

    door = stranger.get(address(water))
    refused = stranger.post(address(water), {"afirmacion": "1", "value": "1", "idempotency_key": "k" * 20})
    for value in (1, -1):
        assert press(as_person(cast.citizen), water, value, query="?afirmacion=1").status_code == 302

    assert "Aquí se vota con una cuenta" in door.content.decode()
    assert f"next={address(water)}" in door.content.decode()
    assert refused.status_code == 403
    vote = Vote.objects.get()
    assert (vote.value, vote.voter.participant.person) == (-1, cast.citizen)


def test_who_votes_too_fast_waits_and_a_room_behind_one_address_does_not(cast: Cast, water: Activity) -> None:
    make_statement(water)
    make_voter(water, cast.rosa)
    Pace.objects.filter(key=f"vote:{cast.rosa.actor_key}").delete()
    rosa, room = as_participant(cast.rosa), [Client() for _ in range(30)]

    answers = [press(rosa, water, number % 2, query="?afirmacion=1").status_code for number in range(125)]

    assert set(answers[:120]) == {302}
    assert answers[-1] == 429
    assert {press(phone, water, 1).status_code for phone in room} == {302}


def test_a_vote_asks_the_database_for_as_little_at_three_statements_as_at_sixty(cast: Cast, settings: Settings) -> None:
    settings.SHARED_SECONDS = 30
    costs = []
    for slug, count in (("pocas", 3), ("muchas", 60)):
        water = make_opinions(make_process(cast.cajamarca, slug=slug), moderation="after")
        for number in range(count):
            make_statement(water, f"La afirmación que lleva el número {number}")
        make_voter(water, cast.rosa)
        rosa = as_participant(cast.rosa)
        form = {**form_in(rosa.get(address(water))), "value": "1"}
        with CaptureQueriesContext(connection) as captured:
            assert rosa.post(address(water), form, headers={"HX-Request": "true"}).status_code == 200
        costs.append(len(captured))

    assert costs == [5, 5]  # activity, participant, two buckets of pace, and the vote with its answer


@pytest.mark.django_db(transaction=True)
def test_many_presses_at_one_moment_are_one_vote_of_one_voter() -> None:
    water = make_opinions(make_process(make_cast().cajamarca), moderation="after")
    make_statement(water)
    people = Participant.objects.count()
    form = form_in(Client().get(address(water)))

    def send(value: int) -> int:
        try:
            return Client().post(address(water), {**form, "value": str(value)}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        statuses = set(pool.map(send, [1, -1, 0, 1] * 4))

    assert statuses == {302}
    assert Vote.objects.count() == Voter.objects.count() == Consent.objects.count() == 1
    assert Participant.objects.count() == people + 1
