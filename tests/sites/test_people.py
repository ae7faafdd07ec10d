"""Members and invitations: who may, once, in time, with the right e-mail."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from minka.people.models import Person
from minka.records.models import AuditEntry
from minka.sites.models import Invitation, Membership, Role, Site
from tests.people import Cast, as_person

PEOPLE = reverse("sites:people", args=["cajamarca"])
INVITE = reverse("sites:invitation-new", args=["cajamarca"])
NEW = {"email": "Nueva@Example.org", "role": "facilitator", "office": ""}


@pytest.fixture
def send(cast: Cast, django_capture_on_commit_callbacks: object, mailoutbox: list[object]) -> object:
    """Invite and give back the link of the mail."""

    def invite(**values: str) -> str:
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            response = as_person(cast.coordinator).post(INVITE, NEW | values)
        assert response.status_code == 302
        return str(re.search(r"/invitacion/\S+", mailoutbox[-1].body).group())  # type: ignore[attr-defined,union-attr]

    return invite


def code_in(mailoutbox: list[object]) -> str:
    return str(mailoutbox[-1].subject.removeprefix("Tu código: "))  # type: ignore[attr-defined]


def test_a_new_person_follows_the_link_signs_in_by_code_and_joins(
    cast: Cast, send: object, mailoutbox: list[object]
) -> None:
    link = send()  # type: ignore[operator]
    phone = Client()

    assert "nueva@example.org" in phone.get(link).content.decode()
    assert phone.post(link).url.startswith(reverse("account_confirm_login_code"))  # type: ignore[attr-defined]
    confirm = f"{reverse('account_confirm_login_code')}?next={link}"
    back = phone.post(confirm, {"code": code_in(mailoutbox), "next": link})
    assert back.url == link  # type: ignore[attr-defined]
    phone.post(link)

    member = Membership.objects.get(person__email="nueva@example.org")
    assert (member.site, member.role) == (cast.cajamarca, Role.FACILITATOR)
    assert phone.get(reverse("processes:manage", args=["cajamarca"])).status_code == 200
    assert phone.get(link).status_code == 410
    assert "ya se usó" in phone.get(link).content.decode()


def test_the_link_is_of_no_use_with_another_e_mail(cast: Cast, send: object) -> None:
    link = send()  # type: ignore[operator]
    client = as_person(cast.citizen)

    page = client.get(link)
    client.post(link)

    assert "Entraste con otro correo" in page.content.decode()
    assert not Membership.objects.filter(person=cast.citizen).exists()


def test_an_expired_and_a_withdrawn_invitation_say_what_to_do(cast: Cast, send: object) -> None:
    expired, withdrawn = send(), send(email="otra@example.org")  # type: ignore[operator]
    waiting = Invitation.objects.get(email="otra@example.org")
    as_person(cast.coordinator).post(reverse("sites:invitation-withdraw", args=["cajamarca", waiting.pk]))

    with time_machine.travel(timezone.now() + dt.timedelta(days=8)):
        for link, words in ((expired, "Pide a la coordinación"), (withdrawn, "Quizá te enviaron otra")):
            page = Client().get(link)
            assert page.status_code == 410
            assert words in page.content.decode()
            assert Client().post(link).status_code == 410
    assert not Person.objects.filter(email__in=["nueva@example.org", "otra@example.org"]).exists()


def test_an_unknown_link_is_not_there(db: None) -> None:  # noqa: ARG001 - the database is what it needs
    assert Client().get(reverse("sites:invitation", args=["x" * 43])).status_code == 404


def test_the_database_cannot_be_read_for_a_working_link(send: object) -> None:
    link = send()  # type: ignore[operator]

    assert Invitation.objects.get().token_hash not in link


def test_a_second_invitation_waits_until_the_first_is_over(cast: Cast, send: object) -> None:
    send()  # type: ignore[operator]
    client = as_person(cast.coordinator)

    again = client.post(INVITE, NEW)
    assert again.status_code == 422
    assert "Ya hay una invitación pendiente" in again.content.decode()
    with time_machine.travel(timezone.now() + dt.timedelta(days=8)):
        client = as_person(cast.coordinator)
        assert client.post(INVITE, NEW).status_code == 302


def test_another_link_ends_the_first(cast: Cast, send: object) -> None:
    link = send()  # type: ignore[operator]
    first = Invitation.objects.get()

    as_person(cast.coordinator).post(reverse("sites:invitation-again", args=["cajamarca", first.pk]))

    assert Client().get(link).status_code == 410
    assert Invitation.objects.filter(withdrawn_at=None).count() == 1


def test_a_member_is_not_invited_to_what_they_do_already(cast: Cast) -> None:
    response = as_person(cast.coordinator).post(INVITE, NEW | {"email": cast.facilitator.email.upper()})

    assert response.status_code == 422
    assert "ya tiene ese rol" in response.content.decode()


def test_who_answers_needs_an_office(cast: Cast) -> None:
    response = as_person(cast.coordinator).post(INVITE, NEW | {"role": "official"})

    assert response.status_code == 422
    assert "por qué oficina" in response.content.decode()


def test_a_role_is_changed_and_taken_away_with_the_next_click(cast: Cast) -> None:
    member = Membership.objects.get(person=cast.facilitator)
    theirs = as_person(cast.facilitator)
    boss = as_person(cast.coordinator)

    boss.post(reverse("sites:member", args=["cajamarca", member.pk]), {"role": "analyst", "office": ""})
    assert theirs.get(reverse("processes:process-choose", args=["cajamarca"])).status_code == 403
    boss.post(reverse("sites:member-remove", args=["cajamarca", member.pk]))
    assert theirs.get(reverse("processes:manage", args=["cajamarca"])).status_code == 404
    actions = AuditEntry.objects.filter(subject=cast.facilitator.actor_key).values_list("action", flat=True)
    assert sorted(actions) == ["member.changed", "member.removed"]


def test_the_last_coordinator_stays(cast: Cast) -> None:
    last = Membership.objects.get(person=cast.coordinator)
    client = as_person(cast.coordinator)

    changed = client.post(reverse("sites:member", args=["cajamarca", last.pk]), {"role": "analyst"})
    removed = client.post(reverse("sites:member-remove", args=["cajamarca", last.pk]), follow=True)

    assert changed.status_code == 422
    last.refresh_from_db()
    assert last.role == Role.COORDINATOR
    assert removed.status_code == 200


def test_a_member_of_another_site_is_not_here(cast: Cast) -> None:
    elsewhere = Membership.objects.get(person=cast.stranger)

    response = as_person(cast.coordinator).get(reverse("sites:member", args=["cajamarca", elsewhere.pk]))

    assert response.status_code == 404


def test_the_page_of_people_asks_the_same_number_of_queries_for_many(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    for number in range(20):
        person = Person.objects.create_user(f"p{number}@example.org", name=f"Persona {number}")
        Membership.objects.create(site=cast.cajamarca, person=person, role=Role.ANALYST)

    client = as_person(cast.coordinator)

    with django_assert_max_num_queries(9):  # type: ignore[operator]
        page = client.get(PEOPLE)

    assert "Persona 19" in page.content.decode()


def test_staff_pages_lead_a_signed_out_person_to_sign_in_and_back(cast: Cast) -> None:
    response = Client().get(PEOPLE + "?a=1")

    assert response.url == f"{reverse('account_login')}?next={PEOPLE}%3Fa%3D1"  # type: ignore[attr-defined]
    assert Client().get(reverse("sites:people", args=["no-hay"])).status_code == 302
    assert as_person(cast.citizen).get(reverse("sites:people", args=["no-hay"])).status_code == 404


def test_where_asked_for_staff_need_a_second_factor(cast: Cast, settings: object) -> None:
    settings.STAFF_MFA = True  # type: ignore[attr-defined]

    asked = as_person(cast.coordinator).get(PEOPLE)
    refused = as_person(cast.analyst).get(PEOPLE)

    assert asked.url.startswith(reverse("mfa_index"))  # type: ignore[attr-defined]
    assert refused.status_code == 403


def test_a_closed_site_is_not_there(cast: Cast) -> None:
    Site.objects.filter(pk=cast.cajamarca.pk).update(closed_at=timezone.now())

    assert as_person(cast.coordinator).get(PEOPLE).status_code == 404
