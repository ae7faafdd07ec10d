"""Words per language, recorded questions, and the pace that no person reaches."""

import time
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from minka.services.models import Service
from minka.services.views.here import PACE
from tests.make.services import ask, make_application, make_service, page, permit
from tests.people import Cast, as_participant
from tests.services.filling import BASE, PERSON, answer, only

RECORDED = "vendes.opus"


def spoken() -> dict[str, object]:
    """The fair with one question in Quechua, a short version of it, and its recording."""
    food = ask("food", "yes_no", "¿Vendes comida?", audio=RECORDED, short={"es": "¿Comida?"})
    food["label"]["qvc"] = "¿Mikuyta rantikunkichu?"
    metres = ask("metres", "number", "¿Cuántos metros mide?")
    first = page("sells", "¿Qué vendes?", food, screening=True)
    first["title"]["qvc"] = "¿Imata rantikunki?"
    return permit(languages=["es", "qvc"], pages=[first, page("size", "Tu puesto", metres)], requirements=[], rules=[])


@pytest.fixture
def rosa(cast: Cast) -> Client:
    service = make_service(cast.cajamarca, document=spoken())
    make_application(service, cast.rosa, answers={})
    phone = as_participant(cast.rosa)
    phone.cookies["django_language"] = "qvc"
    return phone


def test_a_page_speaks_the_language_of_its_reader_and_says_where_it_does_not(rosa: Client) -> None:
    said, not_said = rosa.get(f"{BASE}paso/sells/").text, rosa.get(f"{BASE}paso/size/").text

    assert "¿Mikuyta rantikunkichu?" in said
    assert "¿Cuántos metros mide?" in not_said
    assert ('lang="qvc"' in said, "lo que falta está en castellano" in not_said) == (True, True)
    assert "lo que falta está en castellano" not in said


def test_a_short_version_stands_above_a_long_question_only(cast: Cast) -> None:
    long = "¿Vendes comida que tú o alguien de tu familia prepara en casa o en el mismo puesto?"
    food = ask("food", "yes_no", long, short={"es": "Comida preparada"})
    metres = ask("metres", "number", "¿Cuántos metros mide?", short={"es": "Metros del puesto"})
    document = permit(pages=[page("sells", "Tu puesto", food, metres)], requirements=[], rules=[])
    service = make_service(cast.cajamarca, document=document)
    make_application(service, cast.rosa, answers={})

    shown = as_participant(cast.rosa).get(f"{BASE}paso/sells/").text

    assert '<p class="question__short">Comida preparada</p>' in shown
    assert "Metros del puesto" not in shown


def test_a_recorded_question_is_offered_only_where_its_file_is_there(rosa: Client) -> None:
    address = f"{BASE}audio/{RECORDED}/"
    without = (rosa.get(f"{BASE}paso/sells/").text, rosa.get(address).status_code)
    folder = Path(settings.MEDIA_ROOT) / "audio"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / RECORDED).write_bytes(b"OggS")

    page, sound = rosa.get(f"{BASE}paso/sells/").text, rosa.get(address)
    (folder / RECORDED).unlink()

    assert ("<audio" in without[0], without[1]) == (False, 404)
    assert f'src="{address}"' in page
    assert b"".join(sound.streaming_content) == b"OggS"
    assert rosa.get(f"{BASE}audio/..%2Fkeys%2Fsecret/").status_code == 404


def test_who_sends_pages_faster_than_anybody_types_waits_and_keeps_what_was_typed(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa)
    phone = as_participant(cast.rosa)
    number = str(only().pk)
    while PACE.has_room(number, time.monotonic()):
        pass

    slowed = answer(phone, "person", **(PERSON | {"q-name": "Rosa muy rápida"}))

    assert slowed.status_code == 429
    assert slowed.headers["Retry-After"] == "60"
    assert 'value="Rosa muy rápida"' in slowed.text
    assert only().answers["name"] == "Rosa Quispe"
