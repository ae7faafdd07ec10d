"""Somebody reads English: the product speaks it, what a service has in Spanish only is marked, records stay Spanish."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from minka.services.forms.question.limits import TODAY, DayField
from minka.services.models import Procedure, Service, Version
from minka.sites.models import Organization
from tests.make.services import make_draft, make_service, permit
from tests.people import Cast, as_participant, as_person
from tests.services.designing import address, decide, propose, save
from tests.services.filling import BASE, answer, begin, fill
from tests.services.test_procedures import ROWS, here, upload

SPANISH = re.compile(r'<span lang="es">([^<]*)</span>')


def in_english(client: Client) -> Client:
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def reader(cast: Cast) -> Client:
    return in_english(as_participant(cast.rosa))


@pytest.fixture
def designer(cast: Cast) -> Client:
    return in_english(as_person(cast.facilitator))


def test_a_page_of_questions_is_english_but_for_the_words_of_the_service(cast: Cast, reader: Client) -> None:
    make_service(cast.cajamarca)
    begin(reader)

    page = reader.get(f"{BASE}paso/sells/").text

    assert '<html lang="en"' in page
    assert page.count('lang="es"') == len(SPANISH.findall(page)) + page.count('value="es" lang="es"')
    assert "Permiso para vender en la feria" in SPANISH.findall(page)
    assert "Save and continue" in page
    assert "Save and continue" not in "".join(SPANISH.findall(page))


def test_what_the_service_has_in_english_is_not_marked(cast: Cast, reader: Client) -> None:
    document = permit()
    document["title"]["en"] = "Permit to sell at the fair"
    document["languages"] = ["es", "en"]
    make_service(cast.cajamarca, document=document)
    begin(reader)

    page = reader.get(f"{BASE}paso/sells/").text

    assert "Permit to sell at the fair" in page
    assert "Permiso para vender" not in page


def test_a_refused_answer_says_what_to_do_in_english(cast: Cast, reader: Client) -> None:
    make_service(cast.cajamarca)
    begin(reader)
    answer(reader, "sells", **{"q-food": "no"})
    answer(reader, "size", **{"q-metres": "4"})
    born = {"q-born_day": "31", "q-born_month": "2", "q-born_year": "1985"}

    refused = answer(reader, "person", **{"q-name": "", "q-dni": "123", **born})

    assert refused.status_code == 422
    assert "31 February 1985 does not exist. Check the day and the month." in refused.text
    assert "The DNI has 8 digits." in refused.text
    assert "Answer this question to go on." in refused.text


def test_the_list_says_why_and_its_message_is_all_english(cast: Cast, reader: Client) -> None:
    make_service(cast.cajamarca)
    fill(reader, food=True)

    page = reader.get(f"{BASE}mi-lista/").text

    told = re.sub(r"</?span[^>]*>", "", page)
    assert re.search(r"To “¿[^”]*” you answered yes\.", told)
    message = re.search(r'<p class="sms">([^<]*)</p>', page)
    assert message is not None
    assert "Bring: " in message[1]
    assert "working days" in message[1]
    assert "Lleva" not in message[1]


def test_a_code_is_taken_home_in_one_language(cast: Cast, reader: Client) -> None:
    make_service(cast.cajamarca)
    begin(reader)

    page = reader.get(f"{BASE}guardar/").text

    assert "Your code is " in page
    assert "Tu codigo" not in page


def test_the_checks_of_a_draft_are_english(cast: Cast, designer: Client) -> None:
    document = permit()
    question = next(each for each in document["pages"][0]["questions"])
    question.pop("ground", None)
    draft = make_draft(cast.cajamarca, document=document)

    page = designer.get(address("team-service", draft)).text
    told = re.sub(r"</?span[^>]*>", "", page)

    assert f"The question “{question['label']['es']}” does not say why it is asked" in told
    assert question["label"]["es"] in SPANISH.findall(page)
    assert "Only if “" in told
    assert "Go to Page “" in told
    assert "in all other cases" in told


def test_what_changed_between_versions_is_english_and_its_record_is_spanish(cast: Cast, designer: Client) -> None:
    draft = make_draft(cast.cajamarca)
    official = in_english(as_person(cast.official))
    decide(official, propose(designer, draft))
    draft.refresh_from_db()
    draft.draft["pages"][0]["title"] = {"es": "Qué vas a vender"}
    draft.save()

    waiting = propose(designer, draft)
    proposed = re.sub(r"</?span[^>]*>", "", designer.get(address("team-publication", draft)).text)
    decide(official, waiting)
    page = re.sub(r"</?span[^>]*>", "", as_english_stranger().get(address("versions", draft)).text)

    sentence = re.compile(r"The page “[^”]*” is now called “Qué vas a vender”\.")
    assert sentence.search(proposed)
    assert sentence.search(page)
    assert "ahora se llama" in Version.objects.get(number=2).differences[0]
    assert "ahora se llama" in Client().get(address("versions", draft)).text


def as_english_stranger() -> Client:
    return in_english(Client())


def test_what_the_law_says_of_a_row_is_english(cast: Cast, designer: Client) -> None:
    entity = Organization.objects.create(site=cast.cajamarca, name="Municipalidad de prueba", sector="state")
    looked_at = upload(designer, entity, ROWS.encode())
    form = looked_at.context["form"]
    held = {"organization": entity.pk, "source": form.cleaned_data["source"], "rows": form.token}
    designer.post(here("procedures-keep"), held)

    page = designer.get(here("procedure", Procedure.objects.get(code="P-1").pk)).text

    assert "Requirement 2 asks for a copy of the identity document" in looked_at.text
    assert "Requirement 2 asks for a copy of the identity document" in page
    assert "Take it out and ask only for the number of the document." in page
    assert "pide copia" in str(Procedure.objects.get(code="P-1").findings)


def test_a_file_that_cannot_be_read_is_refused_in_english(cast: Cast, designer: Client) -> None:
    entity = Organization.objects.create(site=cast.cajamarca, name="Municipalidad de prueba", sector="state")
    file = SimpleUploadedFile("tupa.csv", b"\xff\xfe\x00", content_type="text/csv")

    refused = designer.post(here("procedures-import"), {"organization": entity.pk, "source": "x", "file": file})

    assert refused.status_code == 422
    assert "Line 1: The column “denominación” is missing in the header." in refused.text


@pytest.mark.parametrize("typed", ["yes", "sí", "YES"])
def test_yes_can_be_typed_in_the_language_of_the_page(cast: Cast, designer: Client, typed: str) -> None:
    draft = make_draft(cast.cajamarca)
    path = address("team-page", draft, "people")

    save(designer, path, subject_0="answer:food", op_0="eq", value_0=typed)

    draft.refresh_from_db()
    page = next(each for each in draft.draft["pages"] if each["id"] == "people")
    assert page["when"] == {"op": "eq", "args": [{"answer": "food"}, True]}
    assert 'value="yes"' in designer.get(path).text


def test_today_can_be_typed_in_the_language_of_the_page() -> None:
    field = DayField(required=False)
    with override("en"):
        assert [field.clean(word) for word in ("today", "hoy", "Today")] == [TODAY] * 3
        assert field.prepare_value(TODAY) == "today"
    assert field.prepare_value(TODAY) == "hoy"


def test_services_are_listed_with_their_spanish_marked(cast: Cast) -> None:
    made = make_service(cast.cajamarca)

    page = as_english_stranger().get("/cajamarca/servicios/").text

    assert made.title in SPANISH.findall(page)
    assert Service.objects.get().title == made.title
    assert not SPANISH.findall(Client().get("/cajamarca/servicios/").text)
