"""Data rights: see it all, take it along, withdraw a yes, be forgotten and leave the structure standing."""

import json
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse

from minka.contributions.actions.photo import photo_path
from minka.contributions.models import Appeal, Attachment, Contribution, ModerationDecision, Report, SavedView, Support
from minka.notices.models import Notice, SimulatedMessage
from minka.people.models import Consent, Participant, Person
from minka.people.personal_data import HOLDINGS
from minka.records.models import Record
from minka.sites.models import Invitation, Membership, Role
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_participant, as_person

DATA, ERASE = reverse("people:voice-data"), reverse("people:voice-data-erase")
EVERYTHING = {"what": "todo", "sure": "on"}
NAME_ONLY = {"what": "sin-nombre", "sure": "on"}
PARTICIPANT_MARKS = 14
PERSON_MARKS = 12


def test_every_table_that_points_at_people_is_on_the_erasure_map() -> None:
    covered = {label for holding in HOLDINGS.values() for label in holding.tables}
    pointing = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.concrete and field.related_model in (Person, Participant)
    }

    missing = pointing - covered
    assert not missing, f"Say in a personal_data.py what they hold and how it is erased: {sorted(missing)}"
    assert {apps.get_model(label) for label in covered}


def mark(number: int, of: str = "VOZ") -> str:
    return f"MARCA{of}{number:02}MARCA"


def left(count: int, of: str = "VOZ") -> dict[str, list[str]]:
    """The marks that are still somewhere, and where."""
    found = {mark(number, of): places_of(mark(number, of)) for number in range(count)}
    return {words: places for words, places in found.items() if places}


def plant_participant(cast: Cast) -> Participant:
    """Rosa leaves a mark in everything that could hold one."""
    rosa = cast.rosa
    rosa.alias, rosa.email, rosa.phone = mark(0), f"{mark(1)}@example.org", mark(2)
    rosa.save()
    Consent.objects.create(participant=rosa, purpose="participate", text_version="1")
    activity = make_activity(make_process(cast.cajamarca))
    body = {"otro": mark(6)}
    mine = make_contribution(activity, participant=rosa, title=mark(3), text=mark(4), spoken_by=mark(5), body=body)
    make_contribution(activity, participant=rosa, title="", text=mark(7), kind="comment", parent=mine)
    Contribution.objects.filter(pk=mine.pk).update(comment_count=1)
    photo = Attachment.objects.create(site=cast.cajamarca, contribution=mine, name="a1" * 16, width=1, height=1, size=1)
    for small in (False, True):
        path = photo_path(photo.name, small=small)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(mark(8))
    theirs = make_contribution(activity, participant=cast.julio)
    Support.objects.create(site=cast.cajamarca, contribution=theirs, participant=rosa)
    Contribution.objects.filter(pk=theirs.pk).update(support_count=1)
    Report.objects.create(site=cast.cajamarca, contribution=theirs, participant=rosa, reason="insult", note=mark(9))
    decision = ModerationDecision.objects.create(
        site=cast.cajamarca, contribution=mine, outcome="hidden", reason="insult"
    )
    Appeal.objects.create(site=cast.cajamarca, decision=decision, text=mark(10), reply=mark(11))
    Notice.objects.create(site=cast.cajamarca, participant=rosa, kind="x", title=mark(12), key="k")
    SimulatedMessage.objects.create(channel="email", address=rosa.email, text=mark(13))
    return rosa


def plant_person(cast: Cast) -> Person:
    """The analyst, too."""
    person = cast.analyst
    person.name, person.email = mark(0, "ELLA"), f"{mark(1, 'ELLA')}@example.org".lower()
    person.save()
    EmailAddress.objects.create(user=person, email=f"{mark(2, 'ELLA')}@example.org", verified=True)
    Authenticator.objects.create(user=person, type="totp", data={"secret": mark(3, "ELLA")})
    SocialAccount.objects.create(
        user=person, provider="oidc", uid=mark(4, "ELLA"), extra_data={"name": mark(5, "ELLA")}
    )
    process = make_process(cast.cajamarca)
    SavedView.objects.create(
        site=process.site, process=process, person=person, name=mark(6, "ELLA"), filters=mark(7, "ELLA")
    )
    Membership.objects.filter(person=person).update(office=mark(8, "ELLA"))
    Invitation.objects.create(
        site=cast.cajamarca, email=person.email, role=Role.ANALYST, token_hash="0", expires_at="2099-01-01T00:00Z"
    )
    Notice.objects.create(site=cast.cajamarca, person=person, kind="x", title=mark(9, "ELLA"), key="k")
    SimulatedMessage.objects.create(channel="email", address=person.email, text=mark(10, "ELLA"))
    participant = Participant.objects.create(person=person, alias=mark(11, "ELLA"))
    assert participant.person == person
    return person


def places_of(words: str) -> list[str]:
    """Every table, session and file that holds the words."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        found = []
        for name in names:
            cursor.execute(f'select count(*) from "{name}" as t where t::text ilike %s', [f"%{words}%"])  # noqa: S608
            if cursor.fetchone()[0]:
                found.append(name)
    found += ["session" for each in Session.objects.all() if words.lower() in str(each.get_decoded()).lower()]
    files = [path for path in Path(settings.DATA).rglob("*") if path.is_file()]
    return found + [str(path) for path in files if words.encode() in path.read_bytes()]


def test_nothing_of_a_participant_is_left_anywhere(cast: Cast, django_capture_on_commit_callbacks: object) -> None:
    rosa = plant_participant(cast)
    assert len(left(PARTICIPANT_MARKS)) == PARTICIPANT_MARKS

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert as_participant(rosa).post(ERASE, EVERYTHING).status_code == 302

    assert left(PARTICIPANT_MARKS) == {}


def test_the_structure_stays_when_the_words_go(cast: Cast) -> None:
    rosa = plant_participant(cast)
    voices, records = Contribution.objects.count(), Record.objects.count()

    as_participant(rosa).post(ERASE, EVERYTHING)

    assert Contribution.objects.count() == voices
    assert Record.objects.count() > records
    assert Record.objects.filter(blank_reason="withdrawn").count() == 2
    assert Contribution.objects.get(participant=cast.julio).support_count == 0
    rosa.refresh_from_db()
    assert rosa.erased_at is not None


def test_without_the_name_the_voice_stays(cast: Cast, django_capture_on_commit_callbacks: object) -> None:
    rosa = plant_participant(cast)

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        as_participant(rosa).post(ERASE, NAME_ONLY)

    assert set(left(PARTICIPANT_MARKS)) == {mark(number) for number in (3, 4, 6, 7)}
    assert Contribution.objects.get(participant=cast.julio).support_count == 1


def test_every_phone_and_every_code_lose_their_hold(cast: Cast) -> None:
    rosa = plant_participant(cast)
    other_phone = as_participant(rosa)
    as_participant(rosa).post(ERASE, NAME_ONLY)

    assert "nadie participando" in other_phone.get(DATA).content.decode()
    assert other_phone.get(ERASE).status_code == 404
    code = Contribution.objects.filter(participant=rosa).values_list("code", flat=True)[0]
    phone = Client()
    phone.post("/codigo/", {"code": code})
    assert "nadie participando" in phone.get(DATA).content.decode()


def test_nothing_of_a_person_is_left_anywhere(cast: Cast) -> None:
    person = plant_person(cast)
    assert len(left(PERSON_MARKS, "ELLA")) == PERSON_MARKS
    client = as_person(person)

    assert client.post(reverse("people:data-erase"), EVERYTHING).status_code == 302

    assert left(PERSON_MARKS, "ELLA") == {}
    assert client.get(reverse("people:account")).status_code == 302
    person.refresh_from_db()
    assert not person.is_active
    assert not Membership.objects.filter(person=person).exists()


def test_the_only_coordinator_is_asked_to_hand_over_first(cast: Cast) -> None:
    response = as_person(cast.coordinator).post(reverse("people:data-erase"), NAME_ONLY)

    assert response.status_code == 422
    assert "Antes invita a otra" in response.content.decode()
    cast.coordinator.refresh_from_db()
    assert cast.coordinator.is_active
    assert Membership.objects.filter(person=cast.coordinator).exists()


@pytest.mark.parametrize("data", [{"what": ""}, {"what": "todo"}, {"sure": "on"}, {"what": "nada", "sure": "on"}])
def test_nothing_is_erased_by_half_a_form(cast: Cast, data: dict[str, str]) -> None:
    response = as_participant(cast.rosa).post(ERASE, data)

    assert response.status_code == 422
    cast.rosa.refresh_from_db()
    assert cast.rosa.erased_at is None


def test_a_participant_takes_everything_along(cast: Cast) -> None:
    rosa = plant_participant(cast)

    response = as_participant(rosa).get(reverse("people:voice-data-download"))

    content = json.loads(response.content)
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert [each["texto"] for each in content["aportes"]] == [mark(4), mark(7)]
    missing = [mark(number) for number in (0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12) if mark(number) not in response.text]
    assert not missing


def test_a_person_takes_everything_along_but_the_secret_of_the_second_factor(cast: Cast) -> None:
    person = plant_person(cast)

    text = as_person(person).get(reverse("people:data-download")).text

    assert [number for number in (0, 2, 4, 5, 6, 7, 8, 9) if mark(number, "ELLA") not in text] == []
    assert mark(3, "ELLA") not in text


def test_a_withdrawn_yes_takes_the_contact_with_it(cast: Cast) -> None:
    rosa = cast.rosa
    rosa.email = "rosa@example.org"
    rosa.save()
    Consent.objects.create(participant=rosa, purpose="notices-email", text_version="1")
    phone = as_participant(rosa)

    phone.post(reverse("people:consent-withdraw"), {"purpose": "notices-email"})

    rosa.refresh_from_db()
    assert rosa.email == ""
    assert rosa.consents.get().withdrawn_at is not None


def test_the_yes_without_which_nothing_is_kept_leads_to_erasing(cast: Cast) -> None:
    Consent.objects.create(participant=cast.rosa, purpose="participate", text_version="1")

    response = as_participant(cast.rosa).post(reverse("people:consent-withdraw"), {"purpose": "participate"})

    assert response.url == ERASE  # type: ignore[attr-defined]
    assert cast.rosa.consents.get().withdrawn_at is None


def test_a_phone_that_holds_nobody_is_told_where_to_begin(db: None) -> None:  # noqa: ARG001
    assert "Escribe tu código" in Client().get(DATA).content.decode()
