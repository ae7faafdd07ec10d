"""The inbox on the page: one's own notices, read when opened."""

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from minka.notices.models import Notice, Silence
from tests.make.notices import make_notice
from tests.people import Cast, as_participant, as_person


def test_a_participant_reads_own_notices_and_nobody_elses(cast: Cast) -> None:
    make_notice(cast.cajamarca, participant=cast.rosa, title="Para Rosa", body="<b>fuerte</b>")
    make_notice(cast.cajamarca, participant=cast.julio, title="Para Julio")

    page = as_participant(cast.rosa).get("/mi-voz/avisos/").content.decode()

    assert "Para Rosa" in page
    assert "Tienes 1 aviso sin leer" in page
    assert "&lt;b&gt;fuerte" in page
    assert "Para Julio" not in page


def test_opening_one_marks_it_as_read_and_leads_there(cast: Cast) -> None:
    first = make_notice(cast.cajamarca, participant=cast.rosa, link="/mi-voz/")
    make_notice(cast.cajamarca, participant=cast.rosa)
    phone = as_participant(cast.rosa)

    response = phone.post(f"/mi-voz/avisos/{first.pk}/abrir/")

    assert response.url == "/mi-voz/"
    assert Notice.objects.filter(read_at__isnull=True).count() == 1


def test_a_notice_never_leads_to_another_host(cast: Cast) -> None:
    notice = make_notice(cast.cajamarca, participant=cast.rosa, link="https://otro.example/")

    assert as_participant(cast.rosa).post(f"/mi-voz/avisos/{notice.pk}/abrir/").url == "/mi-voz/avisos/"


def test_nobody_else_can_open_a_notice(cast: Cast) -> None:
    notice = make_notice(cast.cajamarca, participant=cast.rosa)
    mine = make_notice(cast.cajamarca, person=cast.facilitator)

    assert as_participant(cast.julio).post(f"/mi-voz/avisos/{notice.pk}/abrir/").status_code == 404
    assert Client().post(f"/mi-voz/avisos/{notice.pk}/abrir/").status_code == 404
    assert as_person(cast.stranger).post(f"/mi-trabajo/avisos/{mine.pk}/abrir/").status_code == 404
    assert Notice.objects.filter(read_at__isnull=False).count() == 0


def test_marking_all_leaves_unread_what_came_after_the_page_was_shown(cast: Cast) -> None:
    seen = make_notice(cast.cajamarca, participant=cast.rosa)
    later = make_notice(cast.cajamarca, participant=cast.rosa)

    as_participant(cast.rosa).post("/mi-voz/avisos/leidos/", {"up_to": seen.pk})

    assert list(Notice.objects.filter(read_at__isnull=True)) == [later]


@pytest.mark.parametrize("up_to", ["", "nada", "-1", "9" * 30])
def test_a_broken_form_marks_nothing(cast: Cast, up_to: str) -> None:
    make_notice(cast.cajamarca, participant=cast.rosa)

    assert as_participant(cast.rosa).post("/mi-voz/avisos/leidos/", {"up_to": up_to}).status_code == 302
    assert Notice.objects.filter(read_at__isnull=True).count() == 1


def test_staff_read_theirs_under_mi_trabajo_and_choose_about_mail(cast: Cast) -> None:
    make_notice(cast.cajamarca, person=cast.facilitator, title="Te encargaron 3 aportes")
    browser = as_person(cast.facilitator)

    page = browser.get("/mi-trabajo/avisos/").content.decode()
    browser.post("/mi-trabajo/avisos/correo/", {"wants": "no"})

    assert "Te encargaron 3 aportes" in page
    assert "También te los enviamos" in page
    assert Silence.objects.get().person == cast.facilitator
    assert "solo en esta página" in browser.get("/mi-trabajo/avisos/").content.decode()
    assert Client().get("/mi-trabajo/avisos/").status_code == 302

    browser.post("/mi-trabajo/avisos/correo/", {"wants": "si"})
    assert not Silence.objects.exists()


def test_the_newest_notices_stand_on_top_of_mi_voz(cast: Cast) -> None:
    make_notice(cast.cajamarca, participant=cast.rosa, title="Respondimos a tu aporte")

    page = as_participant(cast.rosa).get("/mi-voz/").content.decode()

    assert "Respondimos a tu aporte" in page
    assert 'href="/mi-voz/avisos/"' in page


@pytest.mark.parametrize("count", [1, 20])
def test_the_page_costs_the_same_with_one_or_twenty(
    cast: Cast, count: int, django_assert_max_num_queries: type[CaptureQueriesContext]
) -> None:
    for _ in range(count):
        make_notice(cast.cajamarca, participant=cast.rosa)
    phone = as_participant(cast.rosa)

    with django_assert_max_num_queries(4):  # who, how many, the page, how many unread
        phone.get("/mi-voz/avisos/")
