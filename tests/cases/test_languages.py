"""Somebody reads English: the clock speaks it, and what the entity issued stays in the Spanish it was issued in."""

import datetime as dt
import html
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from minka.cases.actions.recounting import recount_changed
from minka.cases.models import Case, CaseEvent, Letter
from minka.notices.models import Notice
from tests.cases.test_acting import REASON, do, observation, url
from tests.cases.test_sweep import MONDAY, make_day_off
from tests.make.cases import make_case, make_version
from tests.people import Cast, as_participant, as_person


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 2, 15, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> Case:
    return make_case(make_version(cast.cajamarca), cast.rosa, filed=MONDAY)


def in_english(client: Client) -> Client:
    client.cookies["django_language"] = "en"
    return client


def page_of(client: Client, case: Case, more: str = "") -> str:
    return client.get(f"/cajamarca/tramites/{case.pk}/{more}").text


def bare(page: str) -> str:
    return html.unescape(re.sub(r"</?span[^>]*>", "", page))


def test_the_days_of_a_case_are_told_in_english(cast: Cast, case: Case) -> None:
    page = bare(page_of(in_english(as_participant(cast.rosa)), case))

    assert "You filed the application: for you, this is the date of filing." in page
    assert re.search(r"From 3 to 23 March 2026: days 1 to 15 of the term run; 6 on a weekend do not count\.", page)
    assert "article 134.1 of Law 27444 (article 145.1 of the TUO)" in page
    assert "Presentaste" not in page
    assert "de la Ley" not in page
    assert "Monday 2 March" in page


def test_an_official_reads_the_other_side_in_english(cast: Cast, case: Case) -> None:
    page = bare(page_of(in_english(as_person(cast.official)), case, "atender/"))

    assert "The application was filed: this is the person's date of filing." in page
    assert "Last day to notify before the application is approved." in page
    assert "Start the review" in page


def test_the_words_of_the_service_are_marked_in_an_official_s_page(cast: Cast, case: Case) -> None:
    page = page_of(in_english(as_person(cast.official)), case, "atender/")

    assert '<span lang="es">Licencia para una tienda</span>' in page
    assert '<span lang="es">¿En qué calle está?</span>' in page
    assert '<span lang="es">Solicitud con tus datos</span>' in page


def test_what_cannot_be_done_is_refused_in_english(cast: Cast, case: Case) -> None:
    official = in_english(as_person(cast.official))
    do(official, case, "observe", **observation())
    do(as_participant(cast.rosa), case, "observe")
    Case.objects.filter(pk=case.pk).update(state="in_review")
    case.refresh_from_db()

    page = bare(official.get(url(case, "observe")).text)

    assert "This application was observed once already and the law does not allow observing it again." in page
    assert "(art. 125, 126.2 of Law 27444)" in page


def test_a_letter_is_written_and_shown_in_spanish(cast: Cast, case: Case) -> None:
    official = in_english(as_person(cast.official))
    do(official, case, "start_review")
    do(official, case, "grant", **REASON)
    do(official, case, "notify_grant", how="page")

    letter = Letter.objects.get()
    page = page_of(in_english(as_participant(cast.rosa)), case)

    assert "Resolvemos conceder lo que pediste" in letter.text
    assert letter.subject.endswith("fue concedido")
    assert "lunes 2 de marzo" in letter.text
    assert re.search(r'lang="es"><p>[^<]*Rosa Quispe', page)
    assert f'<span lang="es">{letter.subject}</span>' in page


def test_days_counted_again_are_told_in_english_and_kept_in_spanish(cast: Cast, case: Case) -> None:
    make_day_off(dt.date(2026, 3, 10))
    recount_changed(today=MONDAY)

    event = CaseEvent.objects.get(action="calendar_changed")
    english = bare(page_of(in_english(as_participant(cast.rosa)), case))
    spanish = page_of(as_participant(cast.rosa), case)

    told = "The entity's last day to decide was Monday 23 March 2026; now it is Tuesday 24 March 2026."
    assert told in english
    assert event.data["changes"][0] in spanish
    assert "El último día de la entidad" in Notice.objects.get(title__contains="volvieron a contar").body


def test_days_that_were_kept_as_sentences_alone_are_still_told(cast: Cast, case: Case) -> None:
    CaseEvent.objects.create(
        case=case, number=9, action="calendar_changed", on=MONDAY, by="system", role="system",
        data={"changes": ["El último día era otro."]},
    )  # fmt: skip

    page = page_of(in_english(as_participant(cast.rosa)), case)

    assert '<span lang="es">El último día era otro.</span>' in page
