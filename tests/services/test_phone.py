"""A service kept whole on a phone: every page, no answer that the phone can do without, and for its holder only."""

import json

from django.test import Client

from minka.services.models import Application, Service
from tests.make.services import ANSWERS, make_application
from tests.people import Cast, as_participant
from tests.services.filling import BASE, begin, only, seen

OUTBOX = {"Minka-Outbox": "1"}


def test_the_phone_gets_every_page_and_no_answer_that_no_condition_reads(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa)

    kit = as_participant(cast.rosa).get(f"{BASE}telefono.json")

    pages = kit.json()["pages"]
    assert set(pages) == {
        f"{BASE}{each}/"
        for each in [
            *[f"paso/{page}" for page in ("sells", "size", "too_big", "person", "people", "card", "last")],
            "paso/people/helpers/nueva",
            "sin-senal",
        ]
    }
    assert "Rosa" not in kit.text
    assert "12345678" not in kit.text
    assert kit.json()["answers"]["food"] is False
    assert kit.json()["answers"]["name"] == {"held": True}
    assert kit.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_questions_that_follow_are_on_the_kept_page_and_hidden(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa, answers={})

    page = as_participant(cast.rosa).get(f"{BASE}telefono.json").json()["pages"][f"{BASE}paso/card/"]

    assert "Foto de tu carné" in page
    assert "minka/phone.js" in page


def test_the_state_alone_is_small_and_tells_where_the_application_stands(cast: Cast, service: Service) -> None:
    application = make_application(service, cast.rosa)
    phone = as_participant(cast.rosa)

    state = phone.get(f"{BASE}telefono.json?estado")

    assert len(state.content) < 700
    assert (state.json()["version"], state.json()["revision"]) == (1, 0)
    assert str(application.key) not in state.text
    assert application.code not in state.text


def test_who_holds_nothing_gets_nothing(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa)

    for phone in (Client(), as_participant(cast.julio)):
        assert phone.get(f"{BASE}telefono.json").status_code == 302
        assert phone.get(f"{BASE}sin-senal/").status_code == 302


def test_what_waits_for_one_application_is_kept_in_no_other(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa, answers={})
    make_application(service, cast.julio, answers={})
    hers = seen(as_participant(cast.rosa), f"{BASE}paso/sells/")

    said = as_participant(cast.julio).post(f"{BASE}paso/sells/", {"q-food": "si", "seen": hers}, headers=OUTBOX)

    assert (said.status_code, said.json()) == (409, {"minka": "other"})
    assert [each.answers for each in Application.objects.all()] == [{}, {}]


def test_the_phone_reads_why_a_page_was_refused(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa, answers={"food": False, "metres": "4"})
    phone = as_participant(cast.rosa)
    typed = {"q-name": "", "q-dni": "123", "q-born_day": "27", "q-born_month": "3", "q-born_year": "1985"}

    said = phone.post(f"{BASE}paso/person/", typed, headers=OUTBOX)

    assert said.status_code == 422
    assert said.json()["errors"] == [
        {"question": "name", "words": "Responde esta pregunta para continuar."},
        {"question": "dni", "words": "El DNI tiene 8 números."},
    ]


def test_the_phone_reads_that_a_page_is_gone_or_nobody_is_known(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa, answers={"food": False})
    phone = as_participant(cast.rosa)

    gone = phone.post(f"{BASE}paso/card/", {}, headers=OUTBOX)
    no_row = phone.post(f"{BASE}paso/nowhere/helpers/nueva/", {}, headers=OUTBOX)
    nobody = Client().post(f"{BASE}paso/sells/", {"q-food": "si"}, headers=OUTBOX)

    assert [each.json()["minka"] for each in (gone, no_row, nobody)] == ["gone", "gone", "nobody"]


def test_another_phone_that_changed_the_page_is_told_of_and_keeps_its_word(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa, answers={"food": False})
    phone, other = as_participant(cast.rosa), as_participant(cast.rosa)
    before = seen(phone, f"{BASE}paso/size/")
    other.post(f"{BASE}paso/size/", {"q-metres": "9", "seen": seen(other, f"{BASE}paso/size/")})
    phone.cookies.pop("minka_filling")

    said = phone.post(f"{BASE}paso/size/", {"q-metres": "4", "seen": before}, headers=OUTBOX)

    assert said.status_code == 409
    assert "Otro teléfono cambió esta página." in said.json()["errors"][0]["words"]
    assert only().answers["metres"] == "9"


def test_a_row_sent_a_second_time_is_the_row_that_is_there(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa, answers={"food": False, "metres": "4"})
    phone = as_participant(cast.rosa)
    row = {"q-helper_name": "Luz", "q-helper_cooks": "no", "fila": "1"}

    said = [phone.post(f"{BASE}paso/people/helpers/nueva/", row, headers=OUTBOX).json()["minka"] for _time in range(2)]

    assert said == ["kept", "kept"]
    assert only().answers["helpers"] == ANSWERS["helpers"]


def test_beginning_for_the_phone_leads_to_keeping_it(service: Service) -> None:
    assert service.pk
    client = Client()

    begun = client.post(f"{BASE}empezar/", {"idempotency_key": "tecla-1", "telefono": "1"})

    assert begun.headers["Location"] == f"{BASE}telefono/?guardar=1"
    assert "Guardar este trámite en el teléfono" in client.get(begun.headers["Location"]).text
    assert "Guardar este trámite en el teléfono" in client.get(f"{BASE}paso/sells/").text


def test_a_page_tells_its_mark_without_telling_whose_it_is(service: Service) -> None:
    assert service.pk
    client = Client()
    begin(client)

    mark = seen(client, f"{BASE}paso/sells/").split(".")[3]

    assert len(mark) == 12
    assert mark not in json.dumps(only().key.hex)
