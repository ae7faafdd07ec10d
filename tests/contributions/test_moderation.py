"""Deciding: by a person, for a reason that everybody reads, with nothing lost and nobody left in the dark."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from minka.contributions.models import Contribution, ModerationDecision, Report
from minka.notices.models import Notice
from minka.people.models import Participant
from minka.processes.models import Activity
from minka.records.models import AuditEntry, Record
from tests.contributions.moderating import decide, hidden, item, report, reported, seen_on
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_participant, as_person, make_cast, make_member

QUEUE = "/cajamarca/gestion/moderacion/"


@pytest.fixture
def activity(cast: Cast) -> Activity:
    return make_activity(make_process(cast.cajamarca))


@pytest.fixture
def idea(cast: Cast, activity: Activity) -> Contribution:
    return make_contribution(activity, participant=cast.rosa)


def page_of(idea: Contribution) -> str:
    return f"/cajamarca/procesos/leche/ideas/{idea.pk}/"


def fresh(idea: Contribution) -> Contribution:
    return Contribution.objects.get(pk=idea.pk)


def test_the_queue_shows_what_waits_longest_first_and_only_of_this_site(cast: Cast, activity: Activity) -> None:
    held = make_contribution(activity, title="Espera antes de publicarse", held=True)
    idea = make_contribution(activity, title="Tiene avisos")
    make_contribution(activity, title="Nadie avisó")
    reported(idea)
    reported(idea, reason="hate")
    other = make_contribution(make_activity(make_process(cast.tacna)), title="De Tacna")
    reported(other)

    page = as_person(cast.moderator).get(QUEUE).content.decode()

    assert page.index(held.title) < page.index(idea.title)
    assert "2 avisos" in page
    assert "Nadie avisó<" not in page
    assert "De Tacna" not in page
    assert as_person(cast.stranger).get(item(idea)).status_code == 404


def test_a_moderator_never_sees_who_reported(cast: Cast, idea: Contribution) -> None:
    cast.julio.alias = "Julio el vecino"
    cast.julio.save()
    report(as_participant(cast.julio), idea, note="Se burla")

    page = as_person(cast.moderator).get(item(idea)).content.decode()

    assert "Se burla" in page
    assert "Julio el vecino" not in page


def test_hiding_leaves_a_blank_with_its_reason_and_the_comments_below(cast: Cast, idea: Contribution) -> None:
    comment = make_contribution(
        idea.activity, parent=idea, kind="comment", title="", text="Yo no pienso así", needs_answer=False
    )
    reported(idea)

    response = decide(cast.moderator, idea, "hidden", reason="insult", note="Llama ladrona a una persona.")

    page = Client().get(page_of(idea)).content.decode()
    assert response.status_code == 302
    assert idea.text not in page
    assert idea.title not in page
    assert "insulta o amenaza a alguien" in page
    assert comment.text in page
    assert "Llama ladrona" not in page


def test_hiding_a_comment_leaves_its_place_with_the_reason(cast: Cast, idea: Contribution) -> None:
    comment = make_contribution(
        idea.activity, parent=idea, kind="comment", title="", text="Compre mi producto", needs_answer=False
    )

    decide(cast.moderator, comment, "hidden", reason="advertising")

    page = Client().get(page_of(idea)).content.decode()
    assert comment.text not in page
    assert "es publicidad o mensaje repetido" in page


def test_hiding_withholds_the_words_from_the_public_log_and_says_so_there(cast: Cast, idea: Contribution) -> None:
    decide(cast.moderator, idea, "hidden", reason="personal_data", note="Está tu teléfono.")

    received = Record.objects.get(subject=idea.ref, kind="contribution.received")
    said = Record.objects.get(subject=idea.ref, kind="contribution.hidden")
    assert received.is_withheld
    assert received.body is not None  # nothing is destroyed: it can come back
    assert said.body == {"process": "leche", "reason": "personal_data", "after": "report", "reports": 0}
    assert AuditEntry.objects.get(action="contribution.hidden").actor == cast.moderator.actor_key


def test_the_author_is_told_the_reason_and_how_to_appeal(cast: Cast, idea: Contribution) -> None:
    decide(cast.moderator, idea, "hidden", reason="insult", note="Llama ladrona a una persona.")

    told = Notice.objects.get(participant=cast.rosa)
    assert "insulta o amenaza" in told.body
    assert "Llama ladrona" in told.body
    assert told.link == f"/mi-voz/aportes/{idea.pk}/apelar/"
    voice = as_participant(cast.rosa).get("/mi-voz/").content.decode()
    assert told.link in voice
    assert "La razón: insulta o amenaza" in voice


def test_keeping_settles_every_report_tells_the_reporters_and_changes_nothing(cast: Cast, idea: Contribution) -> None:
    reported(idea, by=cast.julio)
    reported(idea)

    decide(cast.moderator, idea, "kept")

    assert fresh(idea).visibility == "visible"
    assert Report.objects.filter(resolved_at__isnull=True).count() == 0
    assert Notice.objects.filter(kind="report.resolved").count() == 2
    assert not Notice.objects.filter(participant=cast.rosa).exists()
    assert ModerationDecision.objects.get().reason == "insult"
    assert idea.title not in as_person(cast.moderator).get(QUEUE).content.decode()


def test_what_was_hidden_by_mistake_comes_back_whole(cast: Cast, idea: Contribution) -> None:
    hidden(idea, by=cast.moderator)

    decide(cast.coordinator, idea, "restored")

    assert fresh(idea).hidden_reason == ""
    assert idea.text in Client().get(page_of(idea)).content.decode()
    assert not Record.objects.get(subject=idea.ref, kind="contribution.received").is_withheld
    assert Record.objects.filter(subject=idea.ref, kind="contribution.restored").exists()
    assert Notice.objects.filter(participant=cast.rosa, kind="contribution.restored").exists()


def test_only_those_who_moderate_here_decide(cast: Cast, idea: Contribution) -> None:
    data = {"outcome": "hidden", "reason": "insult", "seen": seen_on(as_person(cast.moderator), idea)}
    people = [None, cast.citizen, cast.stranger, cast.analyst, cast.facilitator, cast.official, cast.operator]

    statuses = [as_person(each).post(item(idea), data).status_code for each in people]

    assert statuses == [302, 404, 404, 403, 403, 403, 404]
    assert fresh(idea).visibility == "visible"
    assert as_person(cast.coordinator).post(item(idea), data).status_code == 302
    assert fresh(idea).visibility == "hidden"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"outcome": "hidden"}, "elige la regla"),
        ({"outcome": "hidden", "reason": "fea"}, "Regla que rompe"),
        ({}, "Elige qué decides"),
        ({"outcome": "restored"}, "Elige una de las opciones"),
        ({"outcome": "kept", "note": "n" * 301}, "301"),
    ],
)
def test_a_decision_that_makes_no_sense_comes_back(
    cast: Cast, idea: Contribution, data: dict[str, str], words: str
) -> None:
    browser = as_person(cast.moderator)

    response = browser.post(item(idea), {**data, "seen": seen_on(browser, idea)})

    assert response.status_code == 422
    assert words in response.content.decode()
    assert ModerationDecision.objects.count() == 0


def test_who_decides_on_an_old_page_is_shown_what_changed_and_keeps_the_note(cast: Cast, idea: Contribution) -> None:
    seen = seen_on(as_person(cast.moderator), idea)
    reported(idea)

    late = decide(cast.coordinator, idea, "hidden", reason="insult", note="Mi nota larga", seen=seen)

    page = late.content.decode()
    assert late.status_code == 409
    assert "Cambió mientras lo mirabas" in page
    assert "Mi nota larga" in page
    assert ModerationDecision.objects.count() == 0


def test_what_its_author_took_back_needs_no_decision(cast: Cast, idea: Contribution) -> None:
    reported(idea)
    as_participant(cast.rosa).post(f"/mi-voz/retirar/{idea.pk}/")

    browser = as_person(cast.moderator)

    assert str(idea.pk) not in [part.strip("/") for part in browser.get(QUEUE).content.decode().split('"')]
    assert "No hay nada que decidir" in browser.get(item(idea)).content.decode()
    assert browser.post(item(idea), {"outcome": "hidden", "reason": "insult", "seen": "x"}).status_code == 200
    assert fresh(idea).visibility == "withdrawn"


def test_the_database_itself_refuses_hiding_without_a_rule(cast: Cast, idea: Contribution) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ModerationDecision.objects.create(site=cast.cajamarca, contribution=idea, outcome="hidden")
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.filter(pk=idea.pk).update(hidden_reason="insult")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_one_moment_one_decides() -> None:
    cast = make_cast()
    idea = make_contribution(make_activity(make_process(cast.cajamarca)), participant=cast.rosa)
    reported(idea)
    seen = seen_on(as_person(cast.moderator), idea)

    def act(turn: tuple[object, str]) -> int:
        try:
            person, outcome = turn
            return int(decide(person, idea, outcome, reason="insult", seen=seen).status_code)  # type: ignore[arg-type]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        turns = [(cast.moderator, "hidden"), (cast.coordinator, "kept")] * 2
        answers = sorted(pool.map(act, turns))

    assert answers == [302, 409, 409, 409]
    assert ModerationDecision.objects.count() == 1
    assert Record.objects.filter(kind__in=["contribution.kept", "contribution.hidden"]).count() == 1


def held_first(activity: Activity) -> Activity:
    activity.settings = {"moderation": "before"}
    activity.save()
    return activity


def test_what_is_held_first_is_seen_by_its_author_and_the_team_alone(cast: Cast, activity: Activity) -> None:
    idea = make_contribution(held_first(activity), participant=cast.rosa, title="Primero la leen", held=True)
    readers = [Client(), as_participant(cast.julio), as_person(cast.citizen), as_person(cast.stranger)]

    assert [each.get(page_of(idea)).status_code for each in readers] == [404] * 4
    assert idea.title not in Client().get("/cajamarca/procesos/leche/ideas/").content.decode()
    assert idea.title not in Client().get("/cajamarca/procesos/leche/ideas/?q=leen").content.decode()
    assert as_person(cast.moderator).get(page_of(idea)).status_code == 200
    voice = as_participant(cast.rosa).get("/mi-voz/").content.decode()
    assert idea.title in voice
    assert "En revisión" in voice
    assert Record.objects.get(subject=idea.ref).is_withheld


def test_what_is_held_first_is_published_and_its_author_told(cast: Cast, activity: Activity) -> None:
    idea = make_contribution(held_first(activity), participant=cast.rosa, held=True)

    decide(cast.moderator, idea, "shown")

    assert idea.text in Client().get(page_of(idea)).content.decode()
    assert Notice.objects.get(participant=cast.rosa).kind == "contribution.shown"
    assert not Record.objects.get(subject=idea.ref, kind="contribution.received").is_withheld


@pytest.mark.parametrize("outcome", ["shown", "hidden"])
def test_a_held_comment_counts_from_the_decision_on_and_only_once(cast: Cast, idea: Contribution, outcome: str) -> None:
    comment = make_contribution(
        idea.activity, participant=cast.julio, parent=idea, kind="comment", needs_answer=False, held=True
    )

    decide(cast.moderator, comment, outcome, reason="insult")
    counted = fresh(idea).comment_count
    as_participant(cast.julio).post(f"/mi-voz/retirar/{comment.pk}/")

    assert counted == 1
    assert fresh(idea).comment_count == 0


@pytest.mark.parametrize("count", [1, 20])
def test_the_queue_costs_the_same_for_one_or_twenty(
    cast: Cast, activity: Activity, count: int, django_assert_max_num_queries: type[CaptureQueriesContext]
) -> None:
    for _ in range(count):
        reported(make_contribution(activity))
    browser = as_person(cast.moderator)

    with django_assert_max_num_queries(11):
        browser.get(QUEUE)


def test_pages_of_the_queue_go_on(cast: Cast, activity: Activity) -> None:
    for number in range(23):
        reported(make_contribution(activity, title=f"Aporte-{number:02}"))

    page = as_person(cast.moderator).get(f"{QUEUE}?pagina=2").content.decode()

    assert "Aporte-22" in page
    assert "Aporte-00" not in page


def test_decided_ones_are_listed_with_who_decided(cast: Cast, idea: Contribution) -> None:
    hidden(idea, by=cast.moderator)

    page = as_person(cast.coordinator).get(f"{QUEUE}?ver=decididos").content.decode()

    assert idea.title in page
    assert "Moderadora" in page


def test_the_public_reads_the_rules_and_no_small_number(cast: Cast, activity: Activity) -> None:
    for _ in range(7):
        decide(cast.moderator, make_contribution(activity), "hidden", reason="advertising")
    for _ in range(6):
        decide(cast.moderator, make_contribution(activity), "kept")
    decide(cast.moderator, make_contribution(activity), "hidden", reason="hate")

    page = Client().get("/cajamarca/moderacion/").content.decode()

    assert "Insulta o amenaza a alguien" in page
    assert "<td>pocos</td>" in page
    assert "<td>1</td>" not in page
    assert Client().get("/cajamarca/moderacion/?mes=1999-01").status_code == 200
    assert "Todavía no hubo que decidir nada" in Client().get("/tacna/moderacion/").content.decode()


def test_a_participant_who_reports_many_is_one_reporter(cast: Cast, idea: Contribution) -> None:
    one = Report(site=cast.cajamarca, contribution=idea, participant=cast.julio, reason="insult")
    one.save()

    with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
        Report.objects.create(site=cast.cajamarca, contribution=idea, participant=cast.julio, reason="hate")

    assert Participant.objects.filter(pk=cast.julio.pk).exists()


def test_another_moderator_of_the_same_site_sees_the_same_queue(cast: Cast, idea: Contribution) -> None:
    second = make_member("segunda", cast.cajamarca, "moderator")  # type: ignore[arg-type]
    reported(idea)

    assert idea.title in as_person(second).get(QUEUE).content.decode()
