"""The receipt: a code to say aloud, a QR, one SMS, a file to check; for its author alone."""

import json
import re
from pathlib import Path

import pytest
from django.test import Client

from minka.contributions.models import Contribution
from minka.contributions.queries.receipt import GSM_SIGNS, sms_text
from minka.processes.models import Activity
from tests.ideas.writing import send_idea
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_participant, as_person


@pytest.fixture
def activity(cast: Cast) -> Activity:
    return make_activity(make_process(cast.cajamarca))


def test_the_receipt_shows_the_code_its_qr_and_what_happens_next(activity: Activity) -> None:
    phone = Client()

    page = phone.get(send_idea(phone, activity).url).content.decode()

    assert Contribution.objects.get().code in page
    assert 'class="qr"' in page
    assert "La lee y la responde: Dirección Regional de Agricultura" in page
    assert "Cada voz recibe una respuesta con su razón" in page
    assert "Terminar y dejarlo limpio" in page


def test_nobody_else_sees_a_receipt(cast: Cast, activity: Activity) -> None:
    idea = make_contribution(activity, participant=cast.rosa)
    readers = (Client(), as_participant(cast.julio), as_person(cast.coordinator), as_person(cast.stranger))

    for page in (f"/mi-voz/recibo/{idea.pk}/", f"/mi-voz/recibo/{idea.pk}/recibo.json"):
        assert as_participant(cast.rosa).get(f"/mi-voz/recibo/{idea.pk}/").status_code == 200
        assert [reader.get(page).status_code for reader in readers] == [404] * 4


def test_a_receipt_is_never_kept_by_the_browser(cast: Cast, activity: Activity) -> None:
    idea = make_contribution(activity, participant=cast.rosa)

    response = as_participant(cast.rosa).get(f"/mi-voz/recibo/{idea.pk}/")

    assert "no-store" in response.headers["Cache-Control"]


def test_a_log_that_cannot_write_now_costs_nobody_the_receipt(
    cast: Cast, activity: Activity, settings: object, tmp_path: Path
) -> None:
    full = tmp_path / "full"
    full.touch()
    settings.LOG_KEY_FILE = full / "key"  # type: ignore[attr-defined]  # where nothing can be made
    said = make_contribution(activity, participant=cast.rosa)
    phone = as_participant(cast.rosa)

    answer = phone.get(f"/mi-voz/recibo/{said.pk}/recibo.json")

    assert answer.headers["Location"] == f"/mi-voz/recibo/{said.pk}/"
    assert said.code in phone.get(answer.headers["Location"]).content.decode()


def test_the_file_proves_that_the_log_has_the_voice(cast: Cast, activity: Activity) -> None:
    idea = make_contribution(activity, participant=cast.rosa)
    address = f"/mi-voz/recibo/{idea.pk}/recibo.json"
    phone = as_participant(cast.rosa)

    receipt = json.loads(phone.get(address).content)

    assert receipt["code"] == idea.code
    assert receipt["entry"]["opening"]["body"]["text"] == idea.text


@pytest.mark.parametrize(
    "address", ["https://minka.pe/codigo/", f"https://{'largo.' * 30}pe/codigo/", "https://año.pe/codigo/"]
)
def test_a_receipt_fits_one_sms(address: str) -> None:
    text = sms_text("lamo-sipe-tuku-471", address)

    assert len(text) <= 160
    assert set(text) <= GSM_SIGNS
    assert re.search(r"\blamo-sipe-tuku-471\b", text)
