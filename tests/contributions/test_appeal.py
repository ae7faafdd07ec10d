"""Appealing: once, by the author, decided by a second person, told with its reason."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from minka.contributions.models import Appeal, Contribution, ModerationDecision
from minka.notices.models import Notice
from minka.people.models import Person
from minka.records.models import AuditEntry, Record
from tests.contributions.moderating import decide, hidden
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_participant, as_person, make_cast

WHY = "Digo lo que hizo la oficina, no insulto a nadie."
REPLY = "Leímos tu texto otra vez y tiene razón quien lo escribió."


@pytest.fixture
def idea(cast: Cast) -> Contribution:
    """Rosa's, hidden by the moderator."""
    said = make_contribution(make_activity(make_process(cast.cajamarca)), participant=cast.rosa)
    return hidden(said, by=cast.moderator, note="Llama ladrona a una persona.")


def ask(phone: Client, idea: Contribution, text: str = WHY) -> Any:
    return phone.post(f"/mi-voz/aportes/{idea.pk}/apelar/", {"text": text})


def asked(cast: Cast, idea: Contribution) -> Appeal:
    ask(as_participant(cast.rosa), idea)
    return Appeal.objects.get()


def settle(by: Person | None, appeal: Appeal, outcome: str = "restored", reply: str = REPLY) -> Any:
    address = f"/cajamarca/gestion/moderacion/apelaciones/{appeal.pk}/"
    return as_person(by).post(address, {"outcome": outcome, "reply": reply})


def test_the_author_reads_why_and_asks_once(cast: Cast, idea: Contribution) -> None:
    phone = as_participant(cast.rosa)
    page = phone.get(f"/mi-voz/aportes/{idea.pk}/apelar/").content.decode()

    first, second = ask(phone, idea), ask(phone, idea, "Otra vez lo pido, por favor.")

    assert "Llama ladrona" in page
    assert "Insulta o amenaza" in page
    assert (first.status_code, second.status_code) == (302, 302)
    assert Appeal.objects.get().text == WHY
    assert "Otra persona lo revisará" in phone.get(f"/mi-voz/aportes/{idea.pk}/apelar/").content.decode()


def test_nobody_else_appeals(cast: Cast, idea: Contribution) -> None:
    for phone in (as_participant(cast.julio), Client(), as_person(cast.coordinator)):
        assert phone.get(f"/mi-voz/aportes/{idea.pk}/apelar/").status_code == 404
        assert ask(phone, idea).status_code == 404

    assert not Appeal.objects.exists()


def test_there_is_nothing_to_appeal_about_what_is_visible(cast: Cast, idea: Contribution) -> None:
    decide(cast.coordinator, idea, "restored")

    assert ask(as_participant(cast.rosa), idea).status_code == 302
    assert not Appeal.objects.exists()


def test_an_empty_appeal_comes_back(cast: Cast, idea: Contribution) -> None:
    response = ask(as_participant(cast.rosa), idea, "no")

    assert response.status_code == 422
    assert not Appeal.objects.exists()


def test_those_who_may_decide_it_are_told_and_the_first_is_not(cast: Cast, idea: Contribution) -> None:
    asked(cast, idea)

    assert [each.person for each in Notice.objects.filter(kind="appeal.received")] == [cast.coordinator]


def test_the_same_person_cannot_decide_twice_and_a_second_one_can(cast: Cast, idea: Contribution) -> None:
    appeal = asked(cast, idea)

    same = settle(cast.moderator, appeal)
    assert same.status_code == 409
    assert "La decide otra persona" in same.content.decode()
    assert Contribution.objects.get(pk=idea.pk).visibility == "hidden"

    assert settle(cast.coordinator, appeal).status_code == 302
    assert Contribution.objects.get(pk=idea.pk).visibility == "visible"


def test_the_database_itself_refuses_the_same_person(cast: Cast, idea: Contribution) -> None:
    appeal = asked(cast, idea)

    with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(
            decided_by=cast.moderator, decided_at="2026-11-01T00:00Z", outcome="hidden"
        )
    with pytest.raises(IntegrityError, match="decided_whole"), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(decided_by=cast.coordinator)


def test_while_an_appeal_is_open_nobody_decides_past_it(cast: Cast, idea: Contribution) -> None:
    asked(cast, idea)

    assert decide(cast.moderator, idea, "restored").status_code in {409, 422}
    assert Contribution.objects.get(pk=idea.pk).visibility == "hidden"


def test_shown_again_after_an_appeal_is_on_record_and_told(cast: Cast, idea: Contribution) -> None:
    settle(cast.coordinator, asked(cast, idea))

    record = Record.objects.get(subject=idea.ref, kind="contribution.restored")
    assert record.body is not None
    assert record.body["after"] == "appeal"
    assert not Record.objects.get(subject=idea.ref, kind="contribution.received").is_withheld
    assert REPLY in Notice.objects.get(participant=cast.rosa, kind="contribution.restored").body
    assert ModerationDecision.objects.latest("pk").decided_by == cast.coordinator
    assert idea.text in Client().get(f"/cajamarca/procesos/leche/ideas/{idea.pk}/").content.decode()


def test_upheld_stays_hidden_and_its_author_reads_why(cast: Cast, idea: Contribution) -> None:
    settle(cast.coordinator, asked(cast, idea), "hidden", "El nombre de una persona sigue en tu texto.")

    page = as_participant(cast.rosa).get(f"/mi-voz/aportes/{idea.pk}/apelar/").content.decode()
    assert "El nombre de una persona sigue" in page
    assert "El nombre de una persona sigue" in Notice.objects.get(kind="appeal.upheld").body
    assert AuditEntry.objects.get(action="appeal.upheld").actor == cast.coordinator.actor_key
    assert Record.objects.filter(kind="appeal.upheld", subject=idea.ref).exists()
    assert ask(as_participant(cast.rosa), idea).status_code == 302
    assert Appeal.objects.count() == 1


def test_a_new_decision_can_be_appealed_anew(cast: Cast, idea: Contribution) -> None:
    settle(cast.coordinator, asked(cast, idea))
    decide(cast.coordinator, idea, "hidden", reason="off_topic")

    ask(as_participant(cast.rosa), idea)

    assert Appeal.objects.count() == 2
    assert Appeal.objects.latest("pk").first_by == cast.coordinator


def test_only_those_who_moderate_here_decide_an_appeal(cast: Cast, idea: Contribution) -> None:
    appeal = asked(cast, idea)
    people = [None, cast.citizen, cast.stranger, cast.analyst, cast.facilitator, cast.official]

    assert [settle(each, appeal).status_code for each in people] == [302, 404, 404, 403, 403, 403]
    tacna = as_person(cast.stranger).get(f"/tacna/gestion/moderacion/apelaciones/{appeal.pk}/")
    assert tacna.status_code == 404
    assert Appeal.objects.get().decided_at is None


@pytest.mark.parametrize("data", [{}, {"outcome": "kept", "reply": REPLY}, {"outcome": "hidden", "reply": ""}])
def test_an_answer_without_a_reason_comes_back(cast: Cast, idea: Contribution, data: dict[str, str]) -> None:
    appeal = asked(cast, idea)

    address = f"/cajamarca/gestion/moderacion/apelaciones/{appeal.pk}/"
    assert as_person(cast.coordinator).post(address, data).status_code == 422
    assert Appeal.objects.get().decided_at is None


def test_an_appeal_whose_author_took_the_words_back_is_over(cast: Cast, idea: Contribution) -> None:
    appeal = asked(cast, idea)
    as_participant(cast.rosa).post(f"/mi-voz/retirar/{idea.pk}/")

    assert settle(cast.coordinator, appeal).status_code == 409
    page = as_person(cast.coordinator).get("/cajamarca/gestion/moderacion/?ver=apelaciones").content.decode()
    assert "Nadie pide otra revisión" in page


def test_a_site_with_one_moderator_is_told_that_it_needs_another(cast: Cast, idea: Contribution) -> None:
    asked(cast, idea)
    page = "/cajamarca/gestion/moderacion/?ver=apelaciones"

    assert "Hace falta otra persona" not in as_person(cast.moderator).get(page).content.decode()
    cast.coordinator.memberships.all().delete()
    assert "Hace falta otra persona" in as_person(cast.moderator).get(page).content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_one_moment_one_counts() -> None:
    cast = make_cast()
    said = make_contribution(make_activity(make_process(cast.cajamarca)), participant=cast.rosa)
    appeal = asked(cast, hidden(said, by=cast.moderator))

    def act(outcome: str) -> int:
        try:
            return int(settle(cast.coordinator, appeal, outcome).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(act, ["hidden", "restored"] * 2))

    assert answers == [302, 409, 409, 409]
    assert Record.objects.filter(kind__in=["appeal.upheld", "contribution.restored"]).count() == 1
