"""The cast: the same small company in every test. Names say who they are."""

from dataclasses import dataclass

import pytest
from django.http import HttpResponse
from django.test import Client

from minka.people.models import Participant, Person
from minka.people.participation import COOKIE, remember
from minka.sites.models import Membership, Role, Site
from tests.make.sites import make_site

PASSWORD = "correcto caballo batería grapa"


@dataclass(frozen=True)
class Cast:
    """Everybody a test may need, at two sites that know nothing of each other's work."""

    cajamarca: Site
    tacna: Site
    operator: Person  # runs the installation, belongs to no site
    coordinator: Person  # Cajamarca
    facilitator: Person  # Cajamarca
    official: Person  # Cajamarca, answers for an office
    moderator: Person  # Cajamarca
    analyst: Person  # Cajamarca, reads
    stranger: Person  # coordinates another site, Tacna
    citizen: Person  # has an account and no role
    rosa: Participant  # takes part without an account
    julio: Participant  # takes part after her on the same phone


def make_person(name: str, **fields: object) -> Person:
    return Person.objects.create_user(email=f"{name}@example.org", name=name.title(), **fields)


def make_member(name: str, site: Site, role: Role, **fields: object) -> Person:
    person = make_person(name)
    Membership.objects.create(site=site, person=person, role=role, **fields)
    return person


def make_cast() -> Cast:
    peru = make_site("peru", level=Site.Level.NATIONAL)
    cajamarca = make_site("cajamarca", parent=peru)
    tacna = make_site("tacna", parent=peru)
    return Cast(
        cajamarca=cajamarca,
        tacna=tacna,
        operator=make_person("operador", is_operator=True),
        coordinator=make_member("coordinadora", cajamarca, Role.COORDINATOR),
        facilitator=make_member("facilitadora", cajamarca, Role.FACILITATOR),
        official=make_member("funcionario", cajamarca, Role.OFFICIAL, office="Dirección Regional de Agricultura"),
        moderator=make_member("moderadora", cajamarca, Role.MODERATOR),
        analyst=make_member("analista", cajamarca, Role.ANALYST),
        stranger=make_member("forastera", tacna, Role.COORDINATOR),
        citizen=make_person("ciudadana"),
        rosa=Participant.objects.create(),
        julio=Participant.objects.create(),
    )


def as_person(person: Person | None) -> Client:
    """A browser in which the person has signed in; without a person, one that nobody has."""
    client = Client()
    if person is not None:
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def as_participant(participant: Participant) -> Client:
    """A phone that holds the participant."""
    client = Client()
    client.cookies[COOKIE] = remember(HttpResponse(), participant).cookies[COOKIE].value
    return client


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 - the database is what it needs
    return make_cast()
