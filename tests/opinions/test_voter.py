"""What a voter holds: the list of votes, the code that brings them back, the district, and the way out."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from minka.contributions.models import Contribution
from minka.opinions.models import EarlierVote, Vote, Voter
from minka.people.models import Consent, Participant
from minka.processes.models import Activity
from minka.records.models import AuditEntry
from tests.make.opinions import make_map, make_opinions, make_statement, make_vote, make_voter
from tests.make.processes import make_process
from tests.make.reference import make_district
from tests.opinions.voting import address, form_in, press, vote_on_all
from tests.people import Cast, as_participant


def test_a_code_brings_the_voter_back_on_another_phone_in_any_spelling(water: Activity) -> None:
    make_statement(water)
    phone, other = Client(), Client()
    press(phone, water, 1)
    code = Voter.objects.get().code

    page = phone.get(address(water, "code")).content.decode()
    entered = other.post("/codigo/", {"code": code.replace("-", " ").upper()})

    assert code in page
    assert len(re.search(r'class="sms"[^>]*>([^<]+)<', page)[1]) <= 160  # type: ignore[index]
    assert entered.url == "/mi-voz/"
    assert "Votaste en 1 de 1 afirmaciones." in other.get("/mi-voz/").content.decode()
    assert Client().get(address(water, "code")).status_code == 404


def test_the_code_the_district_and_the_place_are_offered_once_each(water: Activity) -> None:
    make_map(water)
    phone = Client()
    answers = (press(phone, water, 1, query=f"?afirmacion={number}") for number in range(1, 9))
    pages = [phone.get(answer.url).content.decode() for answer in answers]

    for words, after in (("Guarda tu código", 3), ("¿De qué distrito eres?", 5), ("Ya puedes ver tu lugar", 7)):
        assert [count for count, page in enumerate(pages, 1) if words in page] == [after]


def test_the_list_shows_each_vote_and_a_change_leads_back_to_it(water: Activity) -> None:
    shown, hidden = make_statement(water), make_statement(water, "Esta la ocultaron después de votarla")
    phone = Client()
    vote_on_all(phone, water, {1: 1, 2: -1})
    Contribution.objects.filter(pk=hidden.contribution_id).update(visibility="hidden")

    before = phone.get(address(water, "votes")).content.decode()
    changed = press(phone, water, 0, query="?afirmacion=1&volver=mis-votos")
    after = phone.get(changed.url).content.decode()

    assert shown.contribution.text in before
    assert hidden.contribution.text not in before
    assert "Esta afirmación ya no se muestra." in before
    assert before.count("volver=mis-votos") == 1
    assert changed.url == address(water, "votes")
    assert "Cambiamos tu voto." in after
    assert Vote.objects.get(statement=shown).value == 0
    assert "Todavía no votaste aquí" in Client().get(address(water, "votes")).content.decode()


def test_the_list_asks_as_little_for_sixty_votes_as_for_two(cast: Cast) -> None:
    costs = []
    for slug, count in (("pocos", 2), ("muchos", 60)):
        water = make_opinions(make_process(cast.cajamarca, slug=slug))
        for number in range(count):
            make_vote(make_statement(water, f"La afirmación que lleva el número {number}"), cast.rosa, 1)
        rosa = as_participant(cast.rosa)
        with CaptureQueriesContext(connection) as captured:
            assert rosa.get(address(water, "votes")).status_code == 200
        costs.append(len(captured))
    rest = rosa.get(address(water, "votes"), {"pagina": "2"}).content.decode()

    assert costs[0] == costs[1]
    assert rest.count("own-votes__said") == 10


@pytest.mark.parametrize("page", ["x", "-1", "0", "9999999", "²"])
def test_nonsense_for_a_page_of_the_list_shows_some_page(cast: Cast, water: Activity, page: str) -> None:
    make_vote(make_statement(water), cast.rosa, 1)

    assert as_participant(cast.rosa).get(address(water, "votes"), {"pagina": page}).status_code == 200


def test_a_district_is_kept_corrected_and_forgotten(cast: Cast, water: Activity) -> None:
    make_district()
    make_vote(make_statement(water), cast.rosa, 1)
    rosa = as_participant(cast.rosa)
    place = address(water, "place")

    kept = rosa.post(place, {"place": "Chota, Chota"})
    code = Voter.objects.get().place_code
    wrong = rosa.post(place, {"place": "Atlantis"})
    page = rosa.get(place).content.decode()
    rosa.post(place, {"place": ""})

    assert (kept.status_code, code) == (302, "060401")
    assert wrong.status_code == 422
    assert "Atlantis" in wrong.content.decode()
    assert "Dijiste: " in page
    assert Voter.objects.get().place_code == ""
    assert "060401" not in str(AuditEntry.objects.filter(action="voter.placed").values_list("changes", "subject"))
    assert as_participant(cast.julio).post(place, {"place": "Chota"}).status_code == 404


def test_withdrawing_destroys_the_votes_and_whoever_comes_again_is_another_number(water: Activity) -> None:
    make_statement(water)
    phone = Client()
    for value in (1, -1):
        press(phone, water, value, query="?afirmacion=1")
    old = Voter.objects.get()
    page = phone.get(address(water, "withdraw")).content.decode()
    stays = make_map(water, published_at=old.joined_at)
    page_after_publishing = phone.get(address(water, "withdraw")).content.decode()

    answer = phone.post(address(water, "withdraw"))
    again = press(phone, water, 1, query="?afirmacion=1")

    assert (answer.status_code, again.status_code) == (302, 302)
    assert "ya se publicaron" not in page
    assert "ya se publicaron" in page_after_publishing
    old.refresh_from_db()
    new = Voter.objects.get(is_excluded=False)
    assert (old.is_excluded, old.excluded_reason, old.participant.erased_at is not None) == (True, "withdrawn", True)
    assert (new.number, new.code) != (old.number, old.code)
    assert list(Vote.objects.values_list("voter", flat=True)) == [new.pk]
    assert not EarlierVote.objects.exists()
    assert "No encontramos este código" in Client().post("/codigo/", {"code": old.code}).content.decode()
    assert stays.pk


def test_nobody_withdraws_for_others_and_the_excluded_stay_excluded(cast: Cast, water: Activity) -> None:
    make_vote(make_statement(water), cast.rosa, 1)
    make_voter(water, cast.julio, is_excluded=True, excluded_reason="banned")
    people = Participant.objects.count()

    assert Client().post(address(water, "withdraw")).status_code == 404
    assert as_participant(cast.julio).post(address(water, "withdraw")).status_code == 302

    assert Vote.objects.count() == 1
    assert Voter.objects.get(participant=cast.julio).excluded_reason == "banned"
    assert Participant.objects.count() == people


def test_mi_voz_asks_as_little_for_five_activities_as_for_one(cast: Cast) -> None:
    rosa, costs = as_participant(cast.rosa), []
    for count in range(1, 6):
        water = make_opinions(make_process(cast.cajamarca, slug=f"proceso-{count}"))
        make_vote(make_statement(water), cast.rosa, 1)
        if count in {1, 5}:
            rosa.get("/mi-voz/")  # counts are remembered for seconds
            with CaptureQueriesContext(connection) as captured:
                assert "Votaste en 1 de 1 afirmaciones." in rosa.get("/mi-voz/").content.decode()
            costs.append(len(captured))

    assert costs[0] == costs[1]


def test_erasing_everything_takes_the_votes_and_the_code_with_it(cast: Cast, water: Activity) -> None:
    make_vote(make_statement(water), cast.rosa, 1)
    code = Voter.objects.get().code
    rosa = as_participant(cast.rosa)

    assert code in rosa.get("/mi-voz/datos/").content.decode()
    rosa.post("/mi-voz/datos/borrar/", {"what": "todo", "sure": "on"})

    assert not Vote.objects.exists()
    assert form_in(rosa.get(address(water)))["idempotency_key"]
    assert Client().post("/codigo/", {"code": code}).status_code == 422


def test_votes_go_with_the_permission_to_count_them_and_with_no_other(water: Activity) -> None:
    make_statement(water)
    phone = Client()
    press(phone, water, 1)
    end = reverse("people:consent-withdraw")

    phone.post(end, {"purpose": "participate"})
    assert Vote.objects.count() == 1
    phone.post(end, {"purpose": "vote"})

    assert not Vote.objects.exists()
    assert Voter.objects.get().is_excluded
    assert not Consent.objects.filter(withdrawn_at=None).exists()
