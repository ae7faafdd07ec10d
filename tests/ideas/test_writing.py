"""Writing an idea: write, check, receipt; what is typed is never lost and never received twice."""

import re

import pytest
from django.test import Client

from minka.contributions.models import Contribution
from minka.people.models import Consent, Participant
from minka.processes.models import Activity, Phase
from minka.records.models import Record
from tests.ideas.writing import TEXT, TITLE, address, open_form, send_idea, send_typed, typed
from tests.make.contributions import make_contribution
from tests.people import Cast, as_participant, as_person


def test_somebody_without_an_account_writes_checks_and_gets_a_receipt(activity: Activity) -> None:
    phone = Client()
    key = open_form(phone, activity)

    check = phone.post(address(activity, "check"), typed(key))
    sent = send_typed(phone, activity, typed(key))
    receipt = phone.get(sent.url)

    assert check.status_code == 200
    assert TEXT in check.content.decode()
    idea = Contribution.objects.get()
    assert (idea.title, idea.text, idea.state, idea.visibility) == (TITLE, TEXT, "received", "visible")
    assert idea.code in receipt.content.decode()
    assert Record.objects.filter(subject=idea.ref).exists()
    assert Consent.objects.get(participant=idea.participant).purpose == "participate"


def test_checking_keeps_nothing(activity: Activity) -> None:
    phone = Client()

    phone.post(address(activity, "check"), typed(open_form(phone, activity)))

    assert not Contribution.objects.exists()
    assert not Consent.objects.exists()


def test_going_back_to_correct_brings_what_was_typed(activity: Activity) -> None:
    phone = Client()
    key = open_form(phone, activity)

    response = phone.post(address(activity, "new"), typed(key, text="Un texto que quiero corregir todavía"))

    assert response.status_code == 200
    assert "Un texto que quiero corregir todavía" in response.content.decode()
    assert key in response.content.decode()


def test_the_same_form_sent_three_times_makes_one_idea_and_one_participant(activity: Activity) -> None:
    phone, other_tab = Client(), Client()
    people = Participant.objects.count()
    data = typed(open_form(phone, activity))

    receipts = {send_typed(each, activity, data).url for each in (phone, other_tab, phone)}

    assert len(receipts) == 1
    assert Contribution.objects.count() == 1
    assert Participant.objects.count() == people + 1
    assert other_tab.get(receipts.pop()).status_code == 200


def test_another_idea_written_into_a_form_already_sent_is_not_lost(activity: Activity) -> None:
    phone = Client()
    key = open_form(phone, activity)
    send_typed(phone, activity, typed(key))

    again = send_typed(phone, activity, typed(key, text="Ahora propongo algo muy distinto: queso curado."))
    fresh = re.search(r'name="idempotency_key" value="([^"]+)"', again.content.decode())[1]  # type: ignore[index]
    sent = send_typed(phone, activity, typed(fresh, text="Ahora propongo algo muy distinto: queso curado."))

    assert again.status_code == 409
    assert "queso curado" in again.content.decode()
    assert sent.status_code == 302
    assert Contribution.objects.count() == 2


def test_only_a_browser_that_can_be_told_to_forget_keeps_the_check_page(cast: Cast, activity: Activity) -> None:
    obedient = {"Sec-CH-UA": '"Chromium";v="140"'}
    signed_in = as_person(cast.citizen)

    def headers(client: Client, extra: dict[str, str], **changes: str) -> tuple[str, bool]:
        key = open_form(client, activity)
        answer = client.post(address(activity, "check"), typed(key, **changes), headers=extra)
        return answer.headers["Cache-Control"], "Vary" in answer.headers

    kept = headers(Client(), obedient)
    others = [headers(Client(), {}), headers(signed_in, obedient), headers(Client(), obedient, text="")]

    assert kept == ("private, no-cache", False)
    assert all("no-store" in control for control, _varies in others)


def test_a_form_of_somebody_who_left_does_not_bring_them_back(activity: Activity) -> None:
    phone = Client()
    data = typed(open_form(phone, activity))
    receipt = send_typed(phone, activity, data).url
    phone.post("/mi-voz/terminar/")

    again = send_typed(phone, activity, data)

    assert again.url == "/codigo/"
    assert phone.get(receipt).status_code == 404
    assert Contribution.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"text": ""}, "Escribe tu idea para poder enviarla"),
        ({"text": "   \n\u200b\u2060 "}, "Escribe tu idea para poder enviarla"),
        ({"text": "Muy corto"}, "al menos 20 caracteres"),
        ({"text": "largo " * 400}, "caben 2000 caracteres"),
        ({"text": "🙏🏽" * 15}, "con palabras"),
        ({"title": ""}, "título corto"),
        ({"title": "a" * 101}, "muy largo"),
    ],
)
def test_what_cannot_be_sent_comes_back_with_a_reason(activity: Activity, changes: dict[str, str], words: str) -> None:
    phone = Client()
    data = typed(open_form(phone, activity), **changes)

    for page in ("check", "send"):
        response = phone.post(address(activity, page), data)
        assert response.status_code == 422
        assert words in response.content.decode()
    assert not Contribution.objects.exists()


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Agua\x00 limpia\x07 para\u200b todos los caseríos", "Agua limpia para todos los caseríos"),
        ("Cafe\u0301 de altura para toda la provincia", "Café de altura para toda la provincia"),
        ("Primero esto.\r\n\r\n\r\n\r\nDespués lo otro, juntos.", "Primero esto.\n\nDespués lo otro, juntos."),
        ("Más \u202eriego\u202c para la parte alta del valle", "Más riego para la parte alta del valle"),
        ("نريد ماء نظيفا لجميع القرى في الوادي", "نريد ماء نظيفا لجميع القرى في الوادي"),
        ("<script>alert(1)</script> y un poco más de texto", "<script>alert(1)</script> y un poco más de texto"),
        ("z" + "\u0335" * 40 + " esto tapa las líneas vecinas", "z" + "\u0335" * 3 + " esto tapa las líneas vecinas"),
        ("Familias 👨‍👩‍👧 con agua limpia todo el año", "Familias 👨‍👩‍👧 con agua limpia todo el año"),
    ],
)
def test_odd_text_is_kept_as_it_can_be_read(activity: Activity, written: str, kept: str) -> None:
    phone = Client()

    sent = send_idea(phone, activity, text=written)

    idea = Contribution.objects.get()
    assert sent.status_code == 302
    assert idea.text == kept
    page = phone.get(f"{address(activity, 'list')}{idea.pk}/").content.decode()
    assert "<script>alert" not in page


def test_a_lost_key_is_replaced_and_the_text_stays(activity: Activity) -> None:
    phone = Client()

    response = send_typed(phone, activity, typed("corta"))

    assert response.status_code == 422
    assert TEXT in response.content.decode()
    assert "Vuelve a enviar" in response.content.decode()
    assert 'value="corta"' not in response.content.decode()


def test_a_stage_that_closes_while_somebody_writes_gives_the_text_back(activity: Activity) -> None:
    phone = Client()
    data = typed(open_form(phone, activity))
    Phase.objects.update(opens_on="2026-01-01", closes_on="2026-01-31")

    for page in ("check", "send"):
        response = phone.post(address(activity, page), data)
        assert response.status_code == 409
        assert TEXT in response.content.decode()
        assert "Ya no podemos recibir ideas aquí" in response.content.decode()
    assert phone.get(address(activity, "new")).status_code == 409
    assert not Contribution.objects.exists()


def test_a_receipt_is_given_again_even_after_the_stage_closed(activity: Activity) -> None:
    phone = Client()
    data = typed(open_form(phone, activity))
    receipt = send_typed(phone, activity, data).url
    Phase.objects.update(opens_on="2026-01-01", closes_on="2026-01-31")

    assert send_typed(phone, activity, data).url == receipt


def test_an_expired_page_gives_the_text_back_ready_to_send(activity: Activity) -> None:
    phone = Client(enforce_csrf_checks=True)
    key = open_form(phone, activity)

    refused = phone.post(
        address(activity, "send"), typed(key), headers={"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
    )

    assert refused.status_code == 403
    assert TEXT in refused.content.decode()
    assert key in refused.content.decode()
    assert f'action="{address(activity, "send")}"' in refused.content.decode()


def test_too_many_in_a_row_are_asked_to_wait_with_their_text_kept(cast: Cast, activity: Activity) -> None:
    phone = as_participant(cast.rosa)

    answers = [send_idea(phone, activity, text=f"Mi idea número {number} para la leche") for number in range(13)]

    assert [each.status_code for each in answers] == [302] * 12 + [429]
    assert "Mi idea número 12 para la leche" in answers[-1].content.decode()
    assert "Espera" in answers[-1].content.decode()
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert Contribution.objects.count() == 12


def test_a_village_behind_one_address_is_not_held_up(activity: Activity) -> None:
    answers = [send_idea(Client(), activity) for _ in range(30)]

    assert {each.status_code for each in answers} == {302}


def test_similar_ideas_show_while_writing_and_before_sending(activity: Activity) -> None:
    make_contribution(activity, title=TITLE, text=TEXT)
    phone = Client()
    key = open_form(phone, activity)

    while_writing = phone.post(address(activity, "similar"), {"text": "tanque frío compartido para la leche"})
    check = phone.post(address(activity, "check"), typed(key))

    for response in (while_writing, check):
        assert response.status_code == 200
        assert "Apoyar esta" in response.content.decode()


def test_a_team_that_reviews_first_keeps_the_idea_from_others(cast: Cast, activity: Activity) -> None:
    activity.settings = {"moderation": "before"}
    activity.save()
    phone = Client()

    sent = send_idea(phone, activity)

    idea = Contribution.objects.get()
    page = f"{address(activity, 'list')}{idea.pk}/"
    assert "En revisión" in phone.get(sent.url).content.decode()
    assert TITLE not in Client().get(address(activity, "list")).content.decode()
    assert Client().get(page).status_code == 404
    assert as_participant(cast.julio).get(page).status_code == 404
    assert phone.get(page).status_code == 200
    assert Record.objects.get(subject=idea.ref).is_withheld


def test_nobody_writes_in_a_process_that_is_not_published(activity: Activity) -> None:
    activity.process.status = "draft"
    activity.process.save()
    phone = Client()

    for page in ("list", "new"):
        assert phone.get(address(activity, page)).status_code == 404
    assert phone.post(address(activity, "send"), typed("x" * 20)).status_code == 404


def test_activities_of_another_kind_are_not_found_here(activity: Activity) -> None:
    Activity.objects.update(kind="talleres")

    assert Client().get(address(activity, "list")).status_code == 404
