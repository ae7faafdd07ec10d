"""What no honest phone sends while filling in, and what an honest one sends at the wrong moment."""

import pytest
from django.test import Client

from minka.services.models import Application, Service
from tests.make.services import make_application
from tests.people import Cast, as_participant
from tests.services.filling import BASE, PERSON, answer, begin, file, fill, only, photo, seen

OUTBOX = {"Minka-Outbox": "1"}
pytestmark = pytest.mark.usefixtures("service")


def test_nobody_files_answers_that_another_phone_changed_after_they_were_checked() -> None:
    rosa = Client()
    fill(rosa)
    checked = seen(rosa, f"{BASE}revisar/")
    other = as_participant(only().participant)
    answer(other, "person", **{**PERSON, "q-name": "Otro Nombre"})

    refused = file(rosa, seen=checked)
    still_open = only().state
    again = file(rosa, key="envio-2", seen=seen(rosa, f"{BASE}revisar/"))

    assert (refused.status_code, still_open) == (409, Application.State.FILLING)
    assert "Alguien cambió tus respuestas en otro teléfono" in refused.content.decode()
    assert "Otro Nombre" in refused.content.decode()
    assert (again.status_code, only().state) == (302, Application.State.FILED)


def test_a_filing_that_waited_on_the_phone_is_refused_when_the_answers_changed(cast: Cast, service: Service) -> None:
    application = make_application(service, cast.rosa, revision=3)

    said = as_participant(cast.rosa).post(
        f"{BASE}revisar/", {"filing_key": "envio", "is_true": "on", "seen": "2..0"}, headers=OUTBOX
    )

    application.refresh_from_db()
    assert (said.status_code, application.state) == (409, Application.State.FILLING)


def test_a_filing_key_that_somebody_else_used_stops_nobody(cast: Cast, service: Service) -> None:
    for participant in (cast.rosa, cast.julio):
        make_application(service, participant)

    filed = [file(as_participant(each), key="la-misma").status_code for each in (cast.rosa, cast.julio)]

    assert filed == [302, 302]
    assert Application.objects.filter(state=Application.State.FILED).count() == 2


@pytest.mark.parametrize("key", ["a\x00b", "\x00", "😀" * 60, "\u202ekey", ""])
def test_a_strange_key_begins_like_any_other(key: str) -> None:
    assert begin(Client(), key=key).status_code == 302


@pytest.mark.parametrize(
    "typed",
    ["1e999999", "-1e999999", "1e-999999", "NaN", "Infinity", "٣", "9" * 5000, "1_000", "0x10", "1,234.5"],
)
def test_what_is_no_number_is_asked_again(typed: str) -> None:
    rosa = Client()
    begin(rosa)
    answer(rosa, "sells", **{"q-food": "no"})

    assert answer(rosa, "size", **{"q-metres": typed}).status_code == 422
    assert "metres" not in only().answers


@pytest.mark.parametrize("name", ["\u200b", "\ufeff", "\x00", "e\u0301" * 500, "x" * 300_000])
def test_a_name_that_nobody_could_read_is_asked_again(name: str) -> None:
    rosa = Client()
    begin(rosa)
    answer(rosa, "sells", **{"q-food": "no"})
    answer(rosa, "size", **{"q-metres": "4"})

    assert answer(rosa, "person", **{**PERSON, "q-name": name}).status_code == 422
    assert "name" not in only().answers


@pytest.mark.parametrize(
    "path",
    [
        "paso/people/helpers/99999999999999999999999/",
        "archivo/aaaa/",
        "audio/..%2f..%2fetc%2fpasswd/",
        "audio/%00.mp3/",
        "enviada/99999999999999999999999/",
        "versiones/99999999999999999999999999.json",
    ],
)
def test_no_address_leads_anywhere_else(path: str) -> None:
    rosa = Client(raise_request_exception=False)
    begin(rosa)

    assert rosa.get(BASE + path).status_code in {302, 404}


@pytest.mark.parametrize("mark", ["", "9" * 5000 + ".x.1", "a.b.c", "1.\x00.1", "-1.x.-1", "9" * 20 + ".x." + "9" * 30])
def test_a_forged_mark_of_what_was_seen_breaks_nothing(mark: str) -> None:
    rosa = Client(raise_request_exception=False)
    begin(rosa)

    assert rosa.post(f"{BASE}paso/sells/", {"seen": mark, "q-food": "no"}).status_code == 302


def test_a_file_comes_down_as_a_download_under_a_harmless_name() -> None:
    rosa = Client()
    begin(rosa)
    answer(rosa, "sells", **{"q-food": "si"})
    answer(rosa, "size", **{"q-metres": "4"})
    answer(rosa, "person", **PERSON)
    answer(rosa, "people")
    answer(rosa, "card", **{"q-card_file": photo('..\\..\\\u202egnp.<b>"x".png')})

    headers = rosa.get(f"{BASE}archivo/{only().answers['card_file'][0]['key']}/").headers

    assert headers["Content-Disposition"] == 'attachment; filename="gnp.bx.jpg"'
    assert (headers["Content-Type"], headers["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert "no-store" in headers["Cache-Control"]
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"


def test_what_a_form_adds_of_its_own_changes_nothing(service: Service, cast: Cast) -> None:
    version = service.versions.get()
    forged = {
        "version": "99", "version_id": "99", "digest": "0" * 64, "state": "filed", "participant": str(cast.julio.pk),
        "code": "lamo-sipe-tuku-471", "is_made_up": "on", "filed_at": "2020-01-01", "confirmed_how": "code",
        "q-fee": "0", "q-too_big": "x", "answers": "{}",
    }  # fmt: skip
    rosa = Client()
    rosa.post(f"{BASE}empezar/", {"idempotency_key": "uno", **forged})

    answer(rosa, "sells", **{"q-food": "no"}, **forged)
    answer(rosa, "size", **{"q-metres": "4"}, **forged)

    found = only()
    assert (found.version, found.state, found.is_made_up) == (version, Application.State.FILLING, False)
    assert found.participant_id != cast.julio.pk
    assert found.answers == {"food": False, "metres": "4"}
    assert rosa.get(f"{BASE}versiones/99.json").status_code == 404
