"""Filling in a service without scripts and without an account."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from minka.records.models import AuditEntry, Record
from minka.services.actions.filing import commitment_of
from minka.services.models import Application, Service, Step
from minka.services.tasks import forget_unfinished
from tests.make.services import ANSWERS, make_application, make_service, make_version, permit
from tests.people import Cast, as_participant, as_person
from tests.services.filling import BASE, PERSON, answer, begin, file, fill, only, seen

pytestmark = pytest.mark.usefixtures("service")


def test_somebody_without_account_goes_from_the_start_page_to_the_receipt() -> None:
    phone = Client()

    start = phone.get(BASE)
    first = begin(phone)
    ready = fill(phone)
    check = phone.get(ready.url)
    sent = file(phone)
    receipt = phone.get(sent.url)

    assert "S/ 12.50" in start.text
    assert first.url == f"{BASE}paso/sells/"
    assert ready.url == f"{BASE}revisar/"
    assert "Listo, falta enviar" in check.text
    assert "Enviado" not in check.text
    assert "Enviado: recibimos tu solicitud" in receipt.text
    assert only().state == Application.State.FILED
    assert only().code in receipt.text


def test_filing_leaves_one_record_without_a_word_of_the_answers_and_one_audit_entry() -> None:
    phone = Client()
    fill(phone)
    file(phone)

    record = Record.objects.get(kind="application.filed")
    body = record.body or {}
    assert set(body) == {"service", "version", "digest", "commitment"}
    assert body["commitment"] == commitment_of(only())
    assert "Rosa" not in str(body)
    assert AuditEntry.objects.filter(action="application.filed").count() == 1


def test_an_invalid_page_comes_back_with_what_was_typed_and_with_what_to_do() -> None:
    phone = Client()
    begin(phone)
    answer(phone, "sells", **{"q-food": "no"})
    answer(phone, "size", **{"q-metres": "4"})

    page = answer(phone, "person", **(PERSON | {"q-born_day": "31", "q-born_month": "2"}))

    assert page.status_code == 422
    assert "El 31 de febrero de 1985 no existe" in page.text
    assert 'value="Rosa Quispe"' in page.text
    assert 'value="31"' in page.text
    assert "name" not in only().answers


def test_a_question_alone_on_its_page_is_its_heading() -> None:
    phone = Client()
    first = begin(phone)

    page = phone.get(first.url).text

    assert re.search(r"<legend><h1>[^<]*comida[^<]*</h1></legend>", page)
    assert page.count("<h1>") == 1


def test_a_page_of_several_questions_keeps_its_title_above_them() -> None:
    phone = Client()
    begin(phone)
    answer(phone, "sells", **{"q-food": "no"})
    answer(phone, "size", **{"q-metres": "4"})

    page = phone.get(f"{BASE}paso/person/").text

    assert page.count("<h1>") == 1
    assert re.search(r"<h1>[^<]+</h1>", page)


def test_how_many_pages_there_are_is_about_until_the_answers_decide_it() -> None:
    phone = Client()
    first = begin(phone)
    before = phone.get(first.url).text
    answer(phone, "sells", **{"q-food": "no"})
    answer(phone, "size", **{"q-metres": "4"})

    after = phone.get(f"{BASE}paso/person/").text

    assert re.search(r"página 1 de unas \d", before)
    assert re.search(r"página 3 de \d", after)


def test_the_own_list_holds_what_applies_and_not_the_rest() -> None:
    cooks, sells_clothes = Client(), Client()
    for phone, food, key in ((cooks, "si", "a"), (sells_clothes, "no", "b")):
        begin(phone, key=key)
        answer(phone, "sells", **{"q-food": food})
        last = answer(phone, "size", **{"q-metres": "4"})
        assert last.url == f"{BASE}mi-lista/"

    needs_card, needs_none = (phone.get(f"{BASE}mi-lista/").text for phone in (cooks, sells_clothes))

    assert "Carné de sanidad" in needs_card.partition("Lo que no necesitas")[0]
    assert "Carné de sanidad" not in needs_none.partition("Lo que no necesitas")[0]
    assert "el Estado ya lo tiene" in needs_none


def test_an_exit_ends_the_way_and_nothing_can_be_filed() -> None:
    phone = Client()
    begin(phone)
    answer(phone, "sells", **{"q-food": "no"})

    led = answer(phone, "size", **{"q-metres": "30"})

    assert "Un puesto de más de 20 metros se pide en la municipalidad." in phone.get(led.url).text
    assert file(phone).url == f"{BASE}paso/too_big/"
    assert only().state == Application.State.FILLING


def test_a_hidden_answer_is_cleared_and_a_forged_one_is_not_taken(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa, answers=ANSWERS | {"food": True})
    phone = as_participant(cast.rosa)

    answer(phone, "sells", **{"q-food": "no", "q-card_file": "forged", "q-agree": "on", "version": "7", "x": "y"})
    file(phone)

    filed = only()
    assert filed.state == Application.State.FILED
    assert filed.answers == ANSWERS
    assert filed.version.number == 1


def test_a_page_that_is_not_shown_leads_on_instead_of_taking_an_answer(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa)
    phone = as_participant(cast.rosa)

    refused = phone.post(f"{BASE}paso/card/", {"q-card_file": "x"})

    assert refused.url == f"{BASE}revisar/"
    assert only().answers == ANSWERS


def test_pressing_twice_files_once_and_gives_the_same_receipt(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa)
    phone = as_participant(cast.rosa)

    first, second = file(phone), file(phone)

    assert first.url == second.url
    assert Record.objects.filter(kind="application.filed").count() == 1


def test_going_back_after_filing_shows_the_receipt(cast: Cast, service: Service) -> None:
    filed = make_application(service, cast.rosa, state=Application.State.FILED)
    phone = as_participant(cast.rosa)

    assert phone.get(f"{BASE}revisar/").url == f"{BASE}enviada/{filed.pk}/"
    assert phone.get(f"{BASE}paso/person/").url == f"{BASE}enviada/{filed.pk}/"


def test_beginning_twice_goes_on_with_the_first() -> None:
    phone = Client()

    begin(phone)
    begin(phone, key="otra")
    begin(Client(), key="tecla-1")

    assert Application.objects.count() == 1


def test_rosa_leaves_a_shared_phone_and_julio_finds_nothing_of_hers(cast: Cast, service: Service) -> None:
    application = make_application(service, cast.rosa)
    phone = as_participant(cast.rosa)

    left = phone.post("/mi-voz/terminar/")
    after = [phone.get(f"{BASE}{path}") for path in ("revisar/", "paso/person/", "guardar/", "mi-lista/")]
    others = [as_participant(cast.julio).get(f"{BASE}revisar/"), as_person(cast.stranger).get(f"{BASE}revisar/")]

    assert '"storage"' in left.headers["Clear-Site-Data"]
    assert [page.url for page in after + others] == [BASE] * 6
    assert all(application.code not in page.text for page in (phone.get(BASE), as_participant(cast.julio).get(BASE)))


def test_the_code_brings_it_back_on_another_phone(cast: Cast, service: Service) -> None:
    application = make_application(service, cast.rosa)
    other = Client()

    other.post("/codigo/", {"code": application.code})
    voice = other.get("/mi-voz/")

    assert "Lo tienes a medias. Todavía no se envió." in voice.text
    assert "Rosa Quispe" in other.get(f"{BASE}revisar/").text


def test_a_second_phone_is_told_when_the_first_changed_the_same_page(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa)
    first, second = as_participant(cast.rosa), as_participant(cast.rosa)
    path = f"{BASE}paso/size/"
    seen_by_second = seen(second, path)
    answer(first, "size", **{"q-metres": "8"})

    told = second.post(path, {"seen": seen_by_second, "q-metres": "9"})
    kept = only().answers["metres"]
    again = answer(second, "size", **{"q-metres": "9"})

    assert told.status_code == 409
    assert "Otro teléfono cambió esta página" in told.text
    assert kept == "8"
    assert again.status_code == 302
    assert only().answers["metres"] == "9"


def test_two_phones_on_different_pages_do_not_disturb_each_other(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa)
    first, second = as_participant(cast.rosa), as_participant(cast.rosa)
    seen_by_second = seen(second, f"{BASE}paso/person/")
    answer(first, "size", **{"q-metres": "8"})

    kept = second.post(f"{BASE}paso/person/", {"seen": seen_by_second, **PERSON, "q-name": "Rosa Q."})

    assert kept.status_code == 302
    assert (only().answers["metres"], only().answers["name"]) == ("8", "Rosa Q.")


def test_going_back_in_the_same_browser_is_no_conflict(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa)
    phone = as_participant(cast.rosa)
    old = seen(phone, f"{BASE}paso/size/")
    answer(phone, "size", **{"q-metres": "8"})

    assert phone.post(f"{BASE}paso/size/", {"seen": old, "q-metres": "9"}).status_code == 302


def test_rows_are_added_changed_and_taken_out(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa, answers=ANSWERS | {"helpers": []})
    phone = as_participant(cast.rosa)
    rows = f"{BASE}paso/people/helpers/"

    empty = phone.post(f"{rows}nueva/", {})
    phone.post(f"{rows}nueva/", {"q-helper_name": "Luz", "q-helper_cooks": "no"})
    phone.post(f"{rows}nueva/", {"q-helper_name": "Juan", "q-helper_cooks": "si"})
    phone.post(f"{rows}1/", {"q-helper_name": "Luz Marina", "q-helper_cooks": "no"})
    phone.post(f"{rows}2/quitar/", {})

    assert empty.status_code == 422
    assert only().answers["helpers"] == [{"helper_name": "Luz Marina", "helper_cooks": False}]
    assert phone.get(f"{rows}7/").url == f"{BASE}paso/people/"


def test_whoever_began_ends_with_their_version_unless_they_want_the_newer(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa)
    document = permit()
    document["pages"][1]["questions"][0]["label"] = {"es": "¿Cuántos metros cuadrados mide?"}
    newer = make_version(service, document)
    phone = as_participant(cast.rosa)

    offered = phone.get(f"{BASE}paso/person/")
    told = phone.get(f"{BASE}version-nueva/")
    before = only().version.number
    phone.post(f"{BASE}version-nueva/")

    assert "Salió una versión nueva" in offered.text
    assert "¿Cuántos metros cuadrados mide?" in told.text
    assert before == 1
    assert only().version == newer
    assert only().answers == {name: kept for name, kept in ANSWERS.items() if name != "metres"}


def test_a_paused_service_takes_nobody_new_and_lets_the_others_finish(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa)
    Service.objects.update(status=Service.Status.PAUSED, pause_reason="Faltan formatos")

    refused = begin(Client())
    page = Client().get(BASE)
    file(as_participant(cast.rosa))

    assert refused.url == BASE
    assert "Faltan formatos" in page.text
    assert only().state == Application.State.FILED


def test_a_draft_is_hidden_from_all_but_the_team_of_its_site(cast: Cast) -> None:
    Service.objects.update(status=Service.Status.DRAFT)

    seen_by = {name: as_person(getattr(cast, name)).get(BASE).status_code for name in ("facilitator", "stranger")}

    assert seen_by == {"facilitator": 200, "stranger": 404}
    assert Client().get(BASE).status_code == 404
    assert begin(Client()).status_code == 404


def test_what_happens_on_pages_is_counted_without_a_name(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa, answers={})
    phone = as_participant(cast.rosa)

    answer(phone, "sells")
    answer(phone, "sells", **{"q-food": "no"})

    steps = list(Step.objects.order_by("pk").values_list("page", "kind", "question", "rule"))
    assert steps == [
        ("sells", "served", "", ""),
        ("sells", "refused", "food", "answer_required_choice"),
        ("sells", "served", "", ""),
        ("sells", "answered", "", ""),
    ]
    assert len(set(Step.objects.values_list("draft", flat=True))) == 1
    assert Step.objects.filter(seconds__gt=1800).count() == 0


def test_letting_it_go_destroys_what_was_filled_in(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa)

    as_participant(cast.rosa).post(f"{BASE}dejar/")

    assert Application.objects.count() == 0


def test_a_page_asks_the_database_as_often_for_much_as_for_little(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa, answers={})
    make_application(service, cast.julio, answers=ANSWERS | {"helpers": ANSWERS["helpers"] * 3})
    counts = []
    for who in (cast.rosa, cast.julio):
        phone = as_participant(who)
        phone.get(f"{BASE}paso/sells/")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            phone.get(f"{BASE}paso/sells/")
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 5


def test_a_day_of_today_is_the_last_a_date_of_birth_may_be(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa)
    tomorrow = timezone.localdate() + dt.timedelta(days=2)
    typed = {"q-born_day": str(tomorrow.day), "q-born_month": str(tomorrow.month), "q-born_year": str(tomorrow.year)}

    page = answer(as_participant(cast.rosa), "person", **(PERSON | typed))

    assert page.status_code == 422
    assert "La fecha tiene que ser" in page.text


def test_what_nobody_came_back_to_for_three_months_goes_and_the_rest_stays(cast: Cast, service: Service) -> None:
    old = timezone.now() - dt.timedelta(days=91)
    make_application(service, cast.rosa, touched_at=old)
    kept = [
        make_application(service, cast.rosa, touched_at=old, state=Application.State.FILED),
        make_application(service, cast.julio),
    ]

    for _time in range(2):
        forget_unfinished(0)

    assert set(Application.objects.all()) == set(kept)


def test_a_group_that_must_have_two_rows_takes_its_first(cast: Cast) -> None:
    document = permit()
    document["pages"][4]["questions"][0]["limits"] = {"min": "2", "max": "2"}
    service = make_service(cast.cajamarca, document=document, slug="dos")
    make_application(service, cast.rosa, answers=ANSWERS | {"helpers": []})
    rosa, rows = as_participant(cast.rosa), "/cajamarca/servicios/dos/paso/people/helpers/"

    for name in ("Luz", "Iván", "Inés"):
        rosa.post(f"{rows}nueva/", {"q-helper_name": name, "q-helper_cooks": "no", "seen": seen(rosa, f"{rows}nueva/")})

    assert [row["helper_name"] for row in only().answers["helpers"]] == ["Luz", "Iván"]
