"""Accounts that anybody may press on: only in a demonstration, and nobody's own."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from pytest_django.fixtures import Settings

from minka.people.models import Person
from tests.people import PASSWORD, Cast, as_person


@pytest.fixture
def role(cast: Cast) -> Person:
    cast.facilitator.email = "facilitacion@demo.minka.invalid"
    cast.facilitator.save()
    return cast.facilitator


def test_a_role_of_the_demonstration_opens_nothing_when_it_is_over(role: Person, settings: Settings) -> None:
    statuses = []
    for is_on in (True, False):
        settings.DEMONSTRATION = is_on
        statuses.append(as_person(role).get("/cajamarca/gestion/procesos/").status_code)

    assert statuses == [200, 404]


def test_nobody_makes_an_account_of_the_demonstration_their_own(role: Person, settings: Settings) -> None:
    settings.DEMONSTRATION = True
    account = reverse("people:account")
    browser = as_person(role)

    for address, data in {
        reverse("account_email"): {"action_add": "", "email": "mia@example.org"},
        reverse("account_set_password"): {"password1": PASSWORD, "password2": PASSWORD},
        reverse("people:data-erase"): {"what": "todo", "sure": "on"},
        account: {"name": "Mía"},
    }.items():
        assert browser.post(address, data).headers["Location"] == account

    now = Person.objects.get(pk=role.pk)
    assert (now.name, now.password, now.is_active) == (role.name, role.password, True)
    assert not EmailAddress.objects.filter(email="mia@example.org").exists()
    assert browser.post(reverse("account_logout")).status_code == 302
    assert browser.get(account).headers["Location"].startswith(reverse("account_login"))


def test_everybody_else_changes_their_account_as_before(cast: Cast) -> None:
    as_person(cast.citizen).post(reverse("people:account"), {"name": "Otro nombre"})

    assert Person.objects.get(pk=cast.citizen.pk).name == "Otro nombre"
