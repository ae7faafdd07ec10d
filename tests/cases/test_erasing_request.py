"""Somebody who filed wants their data erased: what they filed is the entity's file, and they are told so before."""

import pytest
from django.test import Client

from minka.cases.models import Case
from minka.people.models import Participant
from tests.cases.test_acting import REASON, do
from tests.make.cases import ANSWERS, make_case, make_version
from tests.people import Cast, as_participant, as_person

ERASE = "/mi-voz/datos/borrar/"


@pytest.fixture
def case(cast: Cast) -> Case:
    return make_case(make_version(cast.cajamarca), cast.rosa)


def close(cast: Cast, case: Case) -> None:
    official = as_person(cast.official)
    do(official, case, "start_review")
    do(official, case, "grant", **REASON)
    do(official, case, "notify_grant", how="page")


def erase(phone: Client) -> None:
    assert phone.post(ERASE, {"what": "todo", "sure": "on"}).status_code == 302


def test_before_erasing_it_says_what_stays_and_until_when(cast: Cast, case: Case) -> None:
    rosa = as_participant(cast.rosa)

    still_open = rosa.get(ERASE).text
    close(cast, case)
    closed = rosa.get(ERASE).text
    nothing = as_participant(cast.julio).get(ERASE).text

    for page in (still_open, closed):
        assert "Esto no se borra" in page
        assert f"Tu trámite {case.number}" in page
        assert "hasta 5 años después de que termina" in page
    assert "ningún código lo abre" in still_open
    assert "ningún código lo abre" not in closed
    assert "Esto no se borra" not in nothing


def test_the_file_and_its_letters_stay_and_no_phone_opens_them(cast: Cast, case: Case) -> None:
    close(cast, case)
    rosa, letter = as_participant(cast.rosa), case.letters.get().text

    erase(rosa)

    case.refresh_from_db()
    desk = as_person(cast.official).get(f"/cajamarca/tramites/{case.pk}/atender/")
    assert (case.answers, case.letters.get().text, case.applicant) == (ANSWERS, letter, "Rosa Quispe")
    assert "Jr. Lima 100" in desk.text
    assert Participant.objects.get(pk=cast.rosa.pk).erased_at is not None
    assert rosa.get(f"/cajamarca/tramites/{case.pk}/").status_code == 404


def test_an_erased_person_is_owed_an_answer_all_the_same(cast: Cast, case: Case) -> None:
    erase(as_participant(cast.rosa))

    close(cast, case)

    assert (case.outcome, case.is_open) == (Case.Outcome.GRANTED, False)
