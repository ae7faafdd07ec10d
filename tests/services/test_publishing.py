"""From a draft to a version: reasons, a second person, what is frozen, who is told, and what the public reads."""

import hashlib

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from minka.contributions.models import Contribution, Link
from minka.notices.models import Notice
from minka.records.models import AuditEntry, Record
from minka.services.models import PublicationRequest, SavedCase, Service, Version
from minka.services.queries.publishing import readiness_of
from minka.sites.models import Membership
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.make.services import make_draft, make_service, permit
from tests.people import Cast, as_participant, as_person
from tests.services.designing import REASONS, address, decide, propose, save


@pytest.fixture
def draft(cast: Cast) -> Service:
    return make_draft(cast.cajamarca)


@pytest.fixture
def designer(cast: Cast) -> Client:
    return as_person(cast.facilitator)


@pytest.fixture
def official(cast: Cast) -> Client:
    return as_person(cast.official)


def test_a_second_person_publishes_a_frozen_version(
    designer: Client, official: Client, draft: Service, cast: Cast
) -> None:
    answer = decide(official, propose(designer, draft))

    draft.refresh_from_db()
    version = draft.versions.get()
    record = Record.objects.get(kind="service.published")
    assert answer.status_code == 302
    assert draft.status == Service.Status.LIVE
    assert (version.number, version.author, version.approver) == (1, cast.facilitator, cast.official)
    assert record.body["digest"] == version.digest
    assert record.body["reason"] == REASONS
    assert AuditEntry.objects.filter(action="service.published").exists()


def test_nobody_approves_what_they_proposed(draft: Service, cast: Cast) -> None:
    coordinator = as_person(cast.coordinator)

    answer = decide(coordinator, propose(coordinator, draft))

    assert answer.status_code == 422
    assert "tiene que aprobarlo otra persona" in answer.content.decode()
    assert not draft.versions.exists()


def test_nobody_approves_a_draft_they_wrote_on(designer: Client, official: Client, draft: Service, cast: Cast) -> None:
    coordinator = as_person(cast.coordinator)
    save(coordinator, address("team-page", draft, "last"), title="Final")
    asked = propose(designer, draft)

    page = coordinator.get(address("team-publication", draft)).text
    refused = decide(coordinator, asked)
    returned = decide(coordinator, asked, "return", "Falta una palabra.")
    approved = decide(official, propose(designer, draft))

    assert "Aprobar y publicar" not in page
    assert "Escribiste en este borrador desde la última versión" in page
    assert f"Pueden aprobarlo, y ya lo saben: {cast.official}." in " ".join(page.split())
    assert refused.status_code == 422
    assert "tiene que aprobarlo otra persona" in refused.text
    assert (returned.status_code, approved.status_code) == (302, 302)
    assert Version.objects.get().approver == cast.official


def test_who_wrote_on_an_earlier_version_or_after_the_proposal_may_approve(
    designer: Client, official: Client, draft: Service, cast: Cast
) -> None:
    coordinator = as_person(cast.coordinator)
    save(coordinator, address("team-page", draft, "last"), title="Final")
    decide(official, propose(designer, draft))
    save(designer, address("team-facts", draft), fee="9.00")
    second = propose(designer, draft)
    save(coordinator, address("team-page", draft, "last"), title="Otra vez")

    approved = decide(coordinator, second)
    third = decide(coordinator, propose(designer, draft))

    assert (approved.status_code, third.status_code) == (302, 422)
    assert [each.approver for each in Version.objects.order_by("number")] == [cast.official, cast.coordinator]


def test_where_all_had_a_hand_in_it_the_page_says_whom_to_invite(cast: Cast, designer: Client, draft: Service) -> None:
    save(as_person(cast.coordinator), address("team-page", draft, "last"), title="Final")
    Membership.objects.filter(person=cast.official).delete()

    propose(designer, draft)

    assert "Nadie de la sede puede aprobarlo" in designer.get(address("team-publication", draft)).text
    assert not Notice.objects.filter(kind="service.waits").exists()


def test_those_who_may_approve_and_whoever_proposed_are_told_once(
    designer: Client, official: Client, draft: Service, cast: Cast
) -> None:
    save(as_person(cast.coordinator), address("team-page", draft, "last"), title="Final")
    decide(official, propose(designer, draft), "return", "Falta la base legal.")
    decide(official, propose(designer, draft))

    told = Notice.objects.order_by("pk").values_list("person", "kind", "title", "body")
    title, who = draft.title, cast.official
    assert list(told) == [
        (who.pk, "service.waits", f"«{title}» espera tu aprobación", told[0][3]),
        (cast.facilitator.pk, "service.decided", f"Te devolvieron «{title}»", "Falta la base legal."),
        (who.pk, "service.waits", f"«{title}» espera tu aprobación", told[0][3]),
        (cast.facilitator.pk, "service.decided", f"Se publicó la versión 1 de «{title}»", f"Lo aprobó {who}."),
    ]
    assert f"{cast.facilitator} pidió publicarlo." in told[0][3]
    assert {each.link for each in Notice.objects.all()} == {address("team-publication", draft)}


def test_a_proposal_comes_back_with_a_note(designer: Client, official: Client, draft: Service) -> None:
    asked = propose(designer, draft)

    silent = decide(official, asked, "return")
    told = decide(official, asked, "return", "Falta la base legal del carné.")
    late = decide(official, asked)

    assert silent.status_code == 422
    assert told.status_code == late.status_code == 302
    assert "Falta la base legal" in designer.get(address("team-publication", draft)).content.decode()
    assert not draft.versions.exists()


def test_a_warning_is_published_only_with_a_reason(designer: Client, draft: Service) -> None:
    data = {"reasons": REASONS, "revision": 0}

    answer = designer.post(address("team-publication", draft), data)

    assert answer.status_code == 422
    assert "Escribe la razón, o cambia lo que se señala" in answer.content.decode()
    assert not PublicationRequest.objects.exists()


def test_an_error_of_the_checks_blocks(designer: Client, cast: Cast) -> None:
    never = {"op": "and", "args": [{"op": "eq", "args": [{"answer": "food"}, each]} for each in (True, False)]}
    document = permit()
    document["pages"][-1]["when"] = never
    draft = make_draft(cast.cajamarca, document=document)

    page = designer.get(address("team-publication", draft)).content.decode()
    answer = designer.post(address("team-publication", draft), {"reasons": REASONS, "revision": 0})

    assert "no llega nadie" in page
    assert answer.status_code == 422


def test_a_saved_case_that_fails_blocks(designer: Client, draft: Service) -> None:
    save(designer, address("team-case-new", draft), name="Sin comida", answers='{"food": false, "metres": "4"}')
    case = SavedCase.objects.get()
    assert case.expected["pages"][:2] == ["sells", "size"]

    save(designer, address("team-page", draft, "too_big"), value_0="3")

    assert "No pasa" in designer.get(address("team-cases", draft)).content.decode()
    page = designer.get(address("team-publication", draft)).content.decode()
    assert "Todavía no se puede publicar" in page
    assert "Sin comida" in page


def test_a_draft_changed_meanwhile_is_not_proposed_unseen(designer: Client, draft: Service, cast: Cast) -> None:
    save(as_person(cast.coordinator), address("team-page", draft, "last"), title="Final")
    accepted = {f"accepted_{n}": "Se acordó así" for n in range(30)}

    answer = designer.post(address("team-publication", draft), {"reasons": REASONS, "revision": 0, **accepted})

    assert answer.status_code == 422
    assert not PublicationRequest.objects.exists()


def test_the_next_version_tells_what_changed(designer: Client, official: Client, draft: Service) -> None:
    decide(official, propose(designer, draft))
    save(designer, address("team-facts", draft), fee="9.00")

    decide(official, propose(designer, draft))

    newest = draft.versions.first()
    assert newest.number == 2
    assert any("derecho de trámite" in each for each in newest.differences)


def test_a_version_never_changes(draft: Service, designer: Client, official: Client) -> None:
    decide(official, propose(designer, draft))

    for change in (
        lambda: Version.objects.update(reasons="otra"),
        lambda: Version.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_table_itself_refuses_an_author_who_approves(cast: Cast) -> None:
    service = make_service(cast.cajamarca)
    given = {"service": service, "number": 9, "document": {}, "digest": "x", "reasons": "y"}

    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(**given, author=cast.coordinator, approver=cast.coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicationRequest.objects.create(
            service=service, document={}, digest="x", reasons="y", by=cast.coordinator, decided_by=cast.coordinator
        )


def test_everybody_reads_versions_and_reasons(designer: Client, official: Client, draft: Service) -> None:
    hidden = Client().get(address("versions", draft)).status_code
    decide(official, propose(designer, draft))

    page = Client().get(address("versions", draft)).content.decode()
    file = Client().get(address("version-json", draft, 1))
    guide = Client().get(address("version-guide-md", draft, 1)).content.decode()

    assert hidden == 404
    assert REASONS in page
    assert "Facilitadora" in page
    assert "Funcionario" in page
    assert hashlib.sha256(file.content).hexdigest() == draft.versions.get().digest
    assert guide.startswith("# ")
    assert "carné de sanidad" in guide.casefold()
    assert Client().get(address("version-guide-json", draft, 1)).json()["cost"]
    assert Client().get(address("version-json", draft, 2)).status_code == 404


def test_whoever_said_it_first_is_told_and_sees_it(designer: Client, official: Client, cast: Cast) -> None:
    said = make_contribution(make_activity(make_process(cast.cajamarca)), participant=cast.rosa)
    Contribution.objects.filter(pk=said.pk).update(state="accepted")
    draft = make_draft(cast.cajamarca, origin=said.ref)

    decide(official, propose(designer, draft))

    link = Link.objects.get(source=said.ref)
    assert (link.relation, link.title) == ("changed", draft.title)
    assert Notice.objects.filter(participant=cast.rosa, kind="service.published").count() == 1
    assert draft.title in as_participant(cast.rosa).get("/mi-voz/").content.decode()


def test_a_service_pauses_comes_back_and_retires_with_reasons(cast: Cast, official: Client) -> None:
    service = make_service(cast.cajamarca)
    path = address("team-standing", service)

    silent = official.post(path, {"status": "paused", "reason": ""})
    official.post(path, {"status": "paused", "reason": "El sistema de pagos no responde."})
    service.refresh_from_db()
    paused = (service.status, service.pause_reason)
    official.post(path, {"status": "live", "reason": "Volvió el sistema."})
    official.post(path, {"status": "retired", "reason": "La ordenanza se derogó."})
    late = official.post(path, {"status": "live", "reason": "Otra vez"})

    service.refresh_from_db()
    refused = as_person(cast.facilitator).post(address("team-publication", service), {"reasons": REASONS})
    assert refused.status_code in {302, 422}
    assert not PublicationRequest.objects.exists()
    assert silent.status_code == 422
    assert paused == ("paused", "El sistema de pagos no responde.")
    assert service.status == "retired"
    assert late.status_code == 302
    kinds = Record.objects.filter(subject=service.ref).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["service.paused", "service.resumed", "service.retired"]


def test_a_proposal_can_be_withdrawn(designer: Client, draft: Service) -> None:
    asked = propose(designer, draft)

    answer = designer.post(address("team-take-back", draft), {"request": asked.pk})

    assert answer.status_code == 302
    assert not PublicationRequest.objects.exists()


def test_one_reason_holds_for_all_warnings_that_have_none_of_their_own(cast: Cast) -> None:
    draft = make_draft(cast.cajamarca, slug="otra")
    keys = [each.key for each in readiness_of(draft).warnings]
    path, data = address("team-publication", draft), {"reasons": REASONS, "revision": 0}
    refused = as_person(cast.facilitator).post(path, data | {"accepted_1": "Lo pide la ordenanza"})
    as_person(cast.facilitator).post(path, data | {"accepted_1": "Lo pide la ordenanza", "same": "Se acordó así"})

    accepted = PublicationRequest.objects.get(service=draft).accepted_findings
    assert refused.status_code == 422
    assert len(keys) > 3
    assert accepted[keys[1]] == "Lo pide la ordenanza"
    assert {accepted[key] for key in keys if key != keys[1]} == {"Se acordó así"}
