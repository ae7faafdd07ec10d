"""Keeping in an account what was said from a phone: only when asked, only what is free, and it can be taken out."""

import json

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from minka.contributions.models import Contribution
from minka.notices.actions import notify
from minka.people.models import Participant, Person
from minka.people.participation import COOKIE, remember
from minka.processes.models import Activity
from minka.records.models import AuditEntry
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_participant, as_person

PAGE, KEEP, OUT = "/cuenta/voz/", "/cuenta/voz/guardar/", "/cuenta/voz/sacar/"
OFFER = "Guardar en mi cuenta lo que dije desde este teléfono"


@pytest.fixture
def activity(cast: Cast) -> Activity:
    return make_activity(make_process(cast.cajamarca))


def signed_in(person: Person, phone_of: Participant) -> Client:
    """A phone that holds the participant, on which the person has signed in."""
    phone = as_person(person)
    phone.cookies[COOKIE] = remember(HttpResponse(), phone_of).cookies[COOKIE].value
    return phone


def keep(person: Person, *participants: Participant) -> None:
    for each in participants:
        signed_in(person, each).post(KEEP, {"who": each.key})


def owner_of(participant: Participant) -> Person | None:
    return Participant.objects.get(pk=participant.pk).person


def read(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_nothing_is_kept_until_the_person_says_so(cast: Cast, activity: Activity) -> None:
    make_contribution(activity, participant=cast.rosa, title="La idea de Rosa")
    phone = signed_in(cast.citizen, cast.rosa)

    assert OFFER in read(phone, "/mi-voz/")
    assert OFFER in read(phone, "/cuenta/")
    assert "La idea de Rosa" in read(phone, PAGE)
    assert owner_of(cast.rosa) is None

    kept = phone.post(KEEP, {"who": cast.rosa.key}, follow=True)
    assert "Guardamos en tu cuenta" in kept.content.decode()
    assert owner_of(cast.rosa) == cast.citizen
    assert OFFER not in read(phone, "/mi-voz/")


def test_an_account_shows_all_that_it_keeps_on_any_phone(cast: Cast, activity: Activity) -> None:
    rosas = make_contribution(activity, participant=cast.rosa, title="Desde un teléfono")
    make_contribution(activity, participant=cast.julio, title="Desde otro teléfono")
    notify(site=cast.cajamarca, kind="contribution.answered", title="Te respondimos", participant=cast.julio, key="1")
    keep(cast.citizen, cast.rosa, cast.julio)

    anywhere = as_person(cast.citizen)
    voice = read(anywhere, "/mi-voz/")

    assert "Desde un teléfono" in voice
    assert "Desde otro teléfono" in voice
    assert "Te respondimos" in voice
    assert "Te respondimos" in read(anywhere, "/mi-voz/avisos/")
    assert anywhere.get(f"/mi-voz/recibo/{rosas.pk}/").status_code == 200
    assert as_person(cast.stranger).get(f"/mi-voz/recibo/{rosas.pk}/").status_code == 404
    assert "Terminar en este teléfono" in voice


def test_the_account_can_withdraw_what_it_keeps(cast: Cast, activity: Activity) -> None:
    idea = make_contribution(activity, participant=cast.rosa)
    keep(cast.citizen, cast.rosa)

    as_person(cast.citizen).post(f"/mi-voz/retirar/{idea.pk}/")

    assert Contribution.objects.get(pk=idea.pk).visibility == "withdrawn"


def test_what_another_person_left_on_the_phone_is_not_mixed_in(cast: Cast, activity: Activity) -> None:
    make_contribution(activity, participant=cast.rosa, title="Mi idea")
    make_contribution(activity, participant=cast.julio, title="La idea de Julio")
    keep(cast.citizen, cast.rosa)
    phone = signed_in(cast.citizen, cast.julio)

    assert "La idea de Julio" in read(phone, "/mi-voz/")
    assert "Mi idea" not in read(phone, "/mi-voz/")
    assert "Mi idea" in read(phone, "/mi-voz/?de=cuenta")
    assert "La idea de Julio" not in read(phone, "/mi-voz/?de=cuenta")


def test_an_account_cannot_take_what_another_keeps(cast: Cast) -> None:
    keep(cast.citizen, cast.rosa)

    taker = signed_in(cast.stranger, cast.rosa)
    answer = taker.post(KEEP, {"who": cast.rosa.key}, follow=True)

    assert "ya están en otra cuenta" in answer.content.decode()
    assert owner_of(cast.rosa) == cast.citizen
    assert OFFER not in read(taker, PAGE)


def test_only_what_the_phone_holds_and_the_page_showed_is_kept(cast: Cast) -> None:
    assert as_person(cast.citizen).post(KEEP, {"who": cast.rosa.key}).status_code == 302
    changed_hands = signed_in(cast.citizen, cast.julio).post(KEEP, {"who": cast.rosa.key}, follow=True)
    for nonsense in ("", "x", "\x00", str(cast.rosa.pk)):
        signed_in(cast.citizen, cast.rosa).post(KEEP, {"who": nonsense})

    assert "No guardamos nada" in changed_hands.content.decode()
    assert owner_of(cast.rosa) is None
    assert owner_of(cast.julio) is None


def test_without_an_account_there_is_nothing_to_keep_in(cast: Cast) -> None:
    phone = as_participant(cast.rosa)

    assert phone.get(PAGE).url.startswith("/cuenta/")
    assert phone.post(KEEP, {"who": cast.rosa.key}).url.startswith("/cuenta/")
    assert owner_of(cast.rosa) is None


def test_what_is_kept_can_be_taken_out_by_its_account_and_by_its_phone_alone(cast: Cast, activity: Activity) -> None:
    idea = make_contribution(activity, participant=cast.rosa, title="Mi idea")
    takers = (as_person(cast.citizen), as_participant(cast.rosa), signed_in(cast.stranger, cast.rosa))
    for taker in takers:
        keep(cast.citizen, cast.rosa)
        assert taker.post(OUT, {"who": cast.rosa.key}).status_code == 302
        assert owner_of(cast.rosa) is None

    keep(cast.citizen, cast.rosa)
    for nobody in (as_person(cast.stranger), as_participant(cast.julio), Client()):
        assert nobody.post(OUT, {"who": cast.rosa.key}).status_code == 404
    assert owner_of(cast.rosa) == cast.citizen

    as_participant(cast.rosa).post(OUT, {"who": cast.rosa.key})
    assert "Mi idea" not in read(as_person(cast.citizen), "/mi-voz/")
    assert Client().post("/codigo/", {"code": idea.code}).status_code == 302


def test_leaving_the_phone_keeps_what_the_account_has(cast: Cast, activity: Activity) -> None:
    make_contribution(activity, participant=cast.rosa, title="Mi idea")
    keep(cast.citizen, cast.rosa)
    phone = signed_in(cast.citizen, cast.rosa)

    left = phone.post("/mi-voz/terminar/", follow=True)

    assert "Mi idea" not in left.content.decode()
    assert owner_of(cast.rosa) == cast.citizen


def test_a_copy_of_the_account_holds_what_it_keeps_and_its_erasure_takes_it(cast: Cast, activity: Activity) -> None:
    idea = make_contribution(activity, participant=cast.rosa, title="Mi idea")
    keep(cast.citizen, cast.rosa)
    browser = as_person(cast.citizen)

    copy = json.loads(browser.get("/cuenta/datos/descargar/").content)
    assert [each["titulo"] for each in copy["aportes"]] == ["Mi idea"]
    assert "Mi idea" in read(browser, "/cuenta/datos/")

    browser.post("/cuenta/datos/borrar/", {"what": "todo", "sure": "on"})
    assert Contribution.objects.get(pk=idea.pk).text == ""
    assert owner_of(cast.rosa) is None


def test_the_audit_trail_does_not_say_whose_account(cast: Cast) -> None:
    keep(cast.citizen, cast.rosa)
    as_person(cast.citizen).post(OUT, {"who": cast.rosa.key})

    entries = AuditEntry.objects.filter(subject=cast.rosa.actor_key)
    assert [each.action for each in entries.order_by("pk")] == ["participant.kept", "participant.taken_out"]
    assert {each.actor for each in entries} == {cast.rosa.actor_key}


def test_keeping_twice_is_keeping_once(cast: Cast) -> None:
    keep(cast.citizen, cast.rosa, cast.rosa)

    assert AuditEntry.objects.filter(action="participant.kept").count() == 1


def test_the_page_asks_the_database_as_often_for_many_as_for_one(cast: Cast, activity: Activity) -> None:
    counts = []
    for size in (1, 5):
        for _ in range(size):
            one = Participant.objects.create(person=cast.citizen)
            make_contribution(activity, participant=one)
        browser = as_person(cast.citizen)
        with CaptureQueriesContext(
            connection,
        ) as made:
            browser.get(PAGE)
        counts.append(len(made))

    assert counts[0] == counts[1]


def test_an_account_that_anybody_uses_keeps_nothing(cast: Cast) -> None:
    Person.objects.filter(pk=cast.citizen.pk).update(email="cualquiera@demo.minka.invalid")

    keep(cast.citizen, cast.rosa)

    assert owner_of(cast.rosa) is None
