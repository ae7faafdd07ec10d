"""Mi voz: following what one said, leaving a shared phone, coming back by code, taking a voice back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from minka.contributions.models import Answer, Attachment, Contribution, Link, Support
from minka.notices.actions import notify
from minka.people.models import Consent, Participant
from minka.people.participation import COOKIE
from minka.processes.models import Activity
from minka.records.models import AuditEntry, Record
from minka.web.memory import memory
from minka.web.sharing import SHELF
from tests.ideas.writing import TEXT, TITLE, send_idea
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_participant, as_person


@pytest.fixture
def activity(cast: Cast) -> Activity:
    return make_activity(make_process(cast.cajamarca))


def mi_voz(phone: Client) -> str:
    return phone.get("/mi-voz/").content.decode()


def enter(phone: Client, code: str) -> Any:
    return phone.post("/codigo/", {"code": code})


def test_a_shared_phone_serves_one_person_after_the_other(activity: Activity) -> None:
    phone = Client()
    send_idea(phone, activity, title="La idea de Rosa")
    rosas = Contribution.objects.get(title="La idea de Rosa")
    assert "La idea de Rosa" in mi_voz(phone)

    left = phone.post("/mi-voz/terminar/", follow=True)
    assert "La idea de Rosa" not in left.content.decode()
    assert "Ya puede participar otra persona" in left.content.decode()

    send_idea(phone, activity, title="La idea de Julio")
    assert "La idea de Julio" in mi_voz(phone)
    assert "La idea de Rosa" not in mi_voz(phone)
    assert phone.get(f"/mi-voz/recibo/{rosas.pk}/").status_code == 404

    assert enter(phone, rosas.code).status_code == 302
    assert "La idea de Rosa" in mi_voz(phone)
    assert "La idea de Julio" not in mi_voz(phone)


def test_visitors_share_the_page_to_write_a_code_and_nobody_shares_a_voice(activity: Activity, settings: Any) -> None:
    settings.SHARED_SECONDS = 60
    SHELF.clear()
    phone = Client()
    send_idea(phone, activity, title="La idea de Rosa")
    visits = [(Client(), "/mi-voz/"), (phone, "/mi-voz/"), (Client(), "/mi-voz/"), (Client(), "/codigo/")]

    answers = [visitor.get(address) for visitor, address in visits]

    assert ["La idea de Rosa" in answer.text for answer in answers] == [False, True, False, False]
    assert all("no-store" in answer["Cache-Control"] for answer in answers)
    SHELF.clear()


def test_leaving_asks_the_browser_to_drop_what_it_kept(cast: Cast) -> None:
    phone = as_participant(cast.rosa)

    response = phone.post("/mi-voz/terminar/")

    assert "storage" in response.headers["Clear-Site-Data"]
    assert response.cookies[COOKIE].value == ""
    assert str(cast.rosa.key) not in str(response.cookies)


def test_leaving_also_signs_out(cast: Cast) -> None:
    browser = as_person(cast.citizen)

    browser.post("/mi-voz/terminar/")

    assert "_auth_user_id" not in browser.session


def test_leaving_is_not_a_link(cast: Cast) -> None:
    assert as_participant(cast.rosa).get("/mi-voz/terminar/").status_code == 405


@pytest.mark.parametrize("typed", [str.upper, lambda code: code.replace("-", " "), lambda code: f"  {code} "])
def test_a_code_is_understood_however_it_is_typed(activity: Activity, typed: Callable[[str], str]) -> None:
    idea = make_contribution(activity)
    phone = Client()

    assert enter(phone, typed(idea.code)).url == "/mi-voz/"
    assert idea.title in mi_voz(phone)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Escribe tu código"),
        ("lamo", "Falta una parte"),
        ("lamo-sipe-tuku-999", "no coincide"),
        ("kudu-yeme-sifi-311", "No encontramos este código"),
        ("x" * 500, "100"),
        ("💥💥💥", "Falta una parte"),
        ("' or 1=1 --", "Falta una parte"),
    ],
)
@pytest.mark.django_db
def test_a_wrong_code_says_what_to_look_at(typed: str, words: str) -> None:
    phone = Client()

    response = enter(phone, typed)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert COOKIE not in response.cookies


def test_the_code_of_somebody_who_was_erased_opens_nothing(activity: Activity) -> None:
    idea = make_contribution(activity)
    Participant.objects.filter(pk=idea.participant_id).update(erased_at=timezone.now())

    assert enter(Client(), idea.code).status_code == 422


@pytest.mark.django_db
def test_trying_codes_without_end_has_to_wait() -> None:
    answers = [enter(Client(), "kudu-yeme-sifi-311").status_code for _ in range(125)]

    assert answers[:120] == [422] * 120
    assert answers[-1] == 429


def test_no_code_ever_stands_in_an_address(activity: Activity) -> None:
    phone = Client()

    sent = send_idea(phone, activity)

    code = Contribution.objects.get().code
    assert code not in sent.url
    assert code not in enter(Client(), code).url
    assert f"/codigo/#{code}" not in mi_voz(phone)


def test_a_voice_is_followed_from_received_to_what_it_changed(cast: Cast, activity: Activity) -> None:
    idea = make_contribution(activity, participant=cast.rosa)
    before = mi_voz(as_participant(cast.rosa))
    answer = Answer.objects.create(
        site=idea.site,
        process=idea.process,
        fate="partly",
        reason="Sí en tres caseríos.",
        office="X",
        idempotency_key="a",
    )
    idea.answer, idea.state, idea.answered_at, idea.read_at = answer, "partly", timezone.now(), timezone.now()
    idea.save()
    Link.objects.create(site=idea.site, source=idea.ref, target="https://example.org", title="Compra de tanques")

    after = mi_voz(as_participant(cast.rosa))

    assert "Responde: Dirección Regional de Agricultura" in before
    for words in ("Recibida", "Leída", "Aceptada en parte", "Sí en tres caseríos.", "Compra de tanques"):
        assert words in after


def test_notices_wait_on_top_and_belong_to_one_participant(cast: Cast) -> None:
    notify(site=cast.cajamarca, participant=cast.rosa, kind="test", title="Te respondieron", key="once")

    assert "Te respondieron" in mi_voz(as_participant(cast.rosa))
    assert "Te respondieron" not in mi_voz(as_participant(cast.julio))


def test_a_withdrawn_voice_leaves_no_words_anywhere(cast: Cast, activity: Activity) -> None:
    idea = make_contribution(activity, participant=cast.rosa, text="PALABRA-MARCADA que quiero retirar hoy.")
    Attachment.objects.create(site=idea.site, contribution=idea, name="ab12", width=1, height=1, size=1)
    phone = as_participant(cast.rosa)
    address = f"/mi-voz/retirar/{idea.pk}/"

    asked = phone.get(address)
    for _ in range(2):
        assert phone.post(address).status_code == 302

    idea = Contribution.objects.get(pk=idea.pk)
    assert "No se puede deshacer" in asked.content.decode()
    assert (idea.visibility, idea.title, idea.text) == ("withdrawn", "", "")
    assert not Attachment.objects.exists()
    assert "PALABRA-MARCADA" not in str(list(Record.objects.values()) + list(AuditEntry.objects.values()))
    assert Record.objects.get(subject=idea.ref, kind="contribution.received").blank_reason == "withdrawn"
    assert "Retirada por ti" in mi_voz(phone)
    assert AuditEntry.objects.filter(action="contribution.withdrawn").count() == 1


def test_only_its_author_withdraws_a_voice(cast: Cast, activity: Activity) -> None:
    idea = make_contribution(activity, participant=cast.rosa)
    address = f"/mi-voz/retirar/{idea.pk}/"

    answers = [
        each.post(address).status_code
        for each in (Client(), as_participant(cast.julio), as_person(cast.coordinator), as_person(cast.stranger))
    ]

    assert answers == [404] * 4
    assert Contribution.objects.get().text == idea.text


def test_a_contact_is_kept_with_its_consent_and_goes_with_it(cast: Cast) -> None:
    phone = as_participant(cast.rosa)

    phone.post("/mi-voz/contacto/", {"email": "rosa@example.org", "phone": "976 123-456"})
    rosa = Participant.objects.get(pk=cast.rosa.pk)
    assert (rosa.email, rosa.phone) == ("rosa@example.org", "+51976123456")
    assert set(Consent.objects.filter(withdrawn_at=None).values_list("purpose", flat=True)) == {
        "notices-email",
        "notices-sms",
    }

    phone.post("/mi-voz/contacto/", {"email": "", "phone": "976123456"})
    rosa.refresh_from_db()
    assert (rosa.email, rosa.phone) == ("", "+51976123456")
    assert list(Consent.objects.filter(withdrawn_at=None).values_list("purpose", flat=True)) == ["notices-sms"]
    assert "rosa@example.org" not in str(list(AuditEntry.objects.values()))


@pytest.mark.parametrize("contact", [{"email": "rosa@"}, {"phone": "123"}, {"phone": "no tengo"}])
def test_a_contact_that_cannot_be_is_asked_again(cast: Cast, contact: dict[str, str]) -> None:
    response = as_participant(cast.rosa).post("/mi-voz/contacto/", contact)

    assert response.status_code == 422
    assert next(iter(contact.values())) in response.content.decode()


def test_mi_voz_takes_the_same_queries_with_one_voice_and_with_twenty(cast: Cast, activity: Activity) -> None:
    phone = as_participant(cast.rosa)

    def fill(count: int) -> int:
        for _ in range(count):
            make_contribution(activity, participant=cast.rosa)
            other = make_contribution(activity)
            Support.objects.create(site=other.site, contribution=other, participant=cast.rosa)
        memory.clear()
        with CaptureQueriesContext(connection) as captured:
            mi_voz(phone)
        return len(captured)

    few = fill(1)

    assert fill(19) == few
    assert few <= 12


@pytest.mark.django_db
def test_a_browser_that_holds_nobody_is_told_how_to_come_back() -> None:
    page = mi_voz(Client())

    assert "Escribe tu código" in page
    assert Client().get("/mi-voz/contacto/").status_code == 302


def test_forged_cookies_hold_nobody(cast: Cast, activity: Activity) -> None:
    make_contribution(activity, participant=cast.rosa)
    phone = Client()
    phone.cookies[COOKIE] = as_participant(cast.rosa).cookies[COOKIE].value[:-2] + "xx"

    assert TITLE not in mi_voz(phone)
    assert TEXT not in mi_voz(phone)
