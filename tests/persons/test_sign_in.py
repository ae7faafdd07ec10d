"""Signing in: a code first, a password if one has it, a second factor; no hint about who has an account."""

import datetime as dt
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from minka.people.models import Person
from minka.web.memory import memory
from tests.people import PASSWORD, Cast, as_person

LOGIN, CONFIRM = reverse("account_login"), reverse("account_confirm_login_code")
ACCOUNT = reverse("people:account")


def code_in(mailoutbox: list[object]) -> str:
    return str(mailoutbox[-1].subject.removeprefix("Tu código: "))  # type: ignore[attr-defined]


def number_for(secret: str) -> str:
    """What the application on the phone shows now."""
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def test_an_e_mail_and_its_code_are_enough(cast: Cast, mailoutbox: list[object]) -> None:
    client = Client()

    asked = client.post(LOGIN, {"login": cast.facilitator.email.upper()}, query_params={"next": "/mi-trabajo/"})
    assert asked.status_code == 302
    wrong = client.post(CONFIRM, {"code": "AAAAAA"})
    assert (wrong.status_code, "Ese código no es el que enviamos" in wrong.content.decode()) == (422, True)
    right = client.post(CONFIRM, {"code": code_in(mailoutbox)})

    assert right.status_code == 302
    assert cast.facilitator.email in client.get(ACCOUNT).content.decode()


def test_a_password_works_where_there_is_one(cast: Cast) -> None:
    cast.facilitator.set_password(PASSWORD)
    cast.facilitator.save()
    cast.facilitator.emailaddress_set.create(email=cast.facilitator.email, verified=True, primary=True)

    wrong = Client().post(LOGIN, {"login": cast.facilitator.email, "password": "no"})
    client = Client()
    right = client.post(LOGIN, {"login": cast.facilitator.email, "password": PASSWORD})

    assert (wrong.status_code, "no coinciden" in wrong.content.decode()) == (422, True)
    assert right.status_code == 302
    assert client.get(ACCOUNT).status_code == 200


def test_nothing_tells_whether_an_e_mail_has_an_account(cast: Cast, mailoutbox: list[object]) -> None:
    answers = []
    for email in (cast.facilitator.email, "nadie@example.org"):
        client = Client()
        first = client.post(LOGIN, {"login": email})
        page = client.get(first.url).content.decode()  # type: ignore[attr-defined]
        answers.append((first.status_code, first.url, email in page, len(page.replace(email, ""))))  # type: ignore[attr-defined]

    assert answers[0][:3] == answers[1][:3]
    assert abs(answers[0][3] - answers[1][3]) < 40  # a token may be a few letters longer
    assert [mail.to for mail in mailoutbox] == [[cast.facilitator.email], ["nadie@example.org"]]  # type: ignore[attr-defined]
    for email in (cast.facilitator.email, "nadie@example.org"):
        reset = Client().post(reverse("account_reset_password"), {"email": email})
        assert reset.url == reverse("account_reset_password_done")  # type: ignore[attr-defined]


def test_signing_up_twice_says_the_same_and_makes_one_account(cast: Cast, mailoutbox: list[object]) -> None:
    for email in ("nueva@example.org", cast.citizen.email):
        response = Client().post(reverse("account_signup"), {"email": email})
        assert response.status_code == 302
        assert response.url.startswith(reverse("account_email_verification_sent"))  # type: ignore[attr-defined]

    assert Person.objects.filter(email=cast.citizen.email).count() == 1
    assert [mail.subject for mail in mailoutbox] == ["Comprueba tu correo", "Ya tienes una cuenta"]  # type: ignore[attr-defined]


def test_a_session_ends_after_twelve_hours_however_much_it_is_used(cast: Cast, mailoutbox: list[object]) -> None:
    client = Client()
    client.post(LOGIN, {"login": cast.citizen.email})
    client.post(CONFIRM, {"code": code_in(mailoutbox)})
    start = timezone.now()

    for hours, status in ((4, 200), (8, 200), (11, 200), (13, 302)):
        with time_machine.travel(start + dt.timedelta(hours=hours)):
            assert client.get(ACCOUNT).status_code == status, hours


def test_other_sessions_end_when_the_password_changes(cast: Cast) -> None:
    mine, forgotten = as_person(cast.citizen), as_person(cast.citizen)

    mine.post(reverse("account_set_password"), {"password1": PASSWORD, "password2": PASSWORD})

    assert forgotten.get(ACCOUNT).status_code == 302
    assert mine.get(ACCOUNT).status_code == 200


@pytest.mark.parametrize("password", ["corta", "password12", "ciudadana1"])
def test_a_weak_password_is_refused(cast: Cast, password: str) -> None:
    page = as_person(cast.citizen).post(reverse("account_set_password"), {"password1": password, "password2": password})

    assert page.status_code == 422
    assert not Person.objects.get(pk=cast.citizen.pk).has_usable_password()


def set_up_factor(client: Client) -> str:
    page = client.get(reverse("mfa_activate_totp"))
    secret = str(page.context["form"].secret)
    assert "<svg" in page.content.decode()
    done = client.post(reverse("mfa_activate_totp"), {"code": number_for(secret)})
    assert done.url == reverse("mfa_view_recovery_codes")  # type: ignore[attr-defined]
    return secret


@pytest.mark.django_db(transaction=True)  # what follows the set-up happens on commit
def test_staff_set_up_a_second_factor_and_need_it_from_then_on(
    cast: Cast, settings: object, mailoutbox: list[object]
) -> None:
    settings.STAFF_MFA = True  # type: ignore[attr-defined]
    page = reverse("sites:people", args=["cajamarca"])
    client = Client()
    client.post(LOGIN, {"login": cast.coordinator.email})
    client.post(CONFIRM, {"code": code_in(mailoutbox)})
    assert client.get(page).status_code == 302

    secret = set_up_factor(client)

    assert client.get(page).status_code == 200
    assert "códigos" in client.get(reverse("mfa_view_recovery_codes")).content.decode()
    newcomer = Client()
    newcomer.post(LOGIN, {"login": cast.coordinator.email})
    second = newcomer.post(CONFIRM, {"code": code_in(mailoutbox)})
    assert second.url.startswith(reverse("mfa_authenticate"))  # type: ignore[attr-defined]
    assert newcomer.get(page).status_code == 302
    with time_machine.travel(time.time() + 60):
        assert newcomer.post(reverse("mfa_authenticate"), {"code": number_for(secret)}).status_code == 302
        assert newcomer.get(page).status_code == 200


def test_the_secret_of_a_second_factor_cannot_be_read_in_the_database(cast: Cast) -> None:
    cast.citizen.emailaddress_set.create(email=cast.citizen.email, verified=True, primary=True)

    secret = set_up_factor(as_person(cast.citizen))

    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_guessing_is_stopped_with_words(cast: Cast) -> None:
    client = Client()
    pages = [client.post(LOGIN, {"login": cast.citizen.email, "password": f"no-{n}"}) for n in range(7)]

    assert "Demasiados intentos" in pages[-1].content.decode()
    assert {page.status_code for page in pages} == {422}


def test_limits_of_signing_in_hold_for_every_process_and_name_nobody(cast: Cast) -> None:
    for number in range(7):
        Client().post(LOGIN, {"login": cast.citizen.email, "password": f"no-{number}"})
    with connection.cursor() as cursor:
        cursor.execute("select cache_key, value from people_shared_cache")
        kept = cursor.fetchall()

    memory.clear()  # another process begins with nothing in its own memory
    elsewhere = Client().post(LOGIN, {"login": cast.citizen.email, "password": "no"})

    assert "Demasiados intentos" in elsewhere.text
    assert len(kept) > 0
    assert not any(words in str(kept) for words in ("127.0.0.1", cast.citizen.email, "allauth"))


@pytest.mark.parametrize("where", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_sign_in_leads_to_no_other_site(cast: Cast, mailoutbox: list[object], where: str) -> None:
    client = Client()
    client.post(LOGIN, {"login": cast.citizen.email, "next": where})

    response = client.post(CONFIRM, {"code": code_in(mailoutbox), "next": where})

    assert response.url == "/mi-trabajo/"  # type: ignore[attr-defined]


def test_the_pages_of_the_account_speak_plain_spanish(cast: Cast) -> None:
    client = as_person(cast.citizen)
    for name in ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_email", "account_logout"):
        page = client.get(reverse(name)).content.decode()
        assert 'lang="es"' in page
        for english in ("Sign", "Password", "Email", "Authenticator app", "Confirm"):
            assert english not in page, (name, english)


def test_the_mail_for_a_new_password_leads_to_the_published_address_whatever_the_request_said(
    cast: Cast, mailoutbox: list[object], settings: object
) -> None:
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]
    email = {"email": cast.facilitator.email}

    Client().post(reverse("account_reset_password"), email, headers={"Host": "trampa.example.org"})

    body = str(mailoutbox[-1].body)  # type: ignore[attr-defined]
    assert "trampa.example.org" not in body
    link = next(word for word in body.split() if word.startswith("http://127.0.0.1:8000/cuenta/"))
    assert Client().get(link.removeprefix("http://127.0.0.1:8000")).status_code == 302
