"""What waits, and closing with nobody left in silence."""

import datetime as dt

import pytest
from django.db import OperationalError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from minka.contributions.actions.bulk import submit_many
from minka.contributions.actions.submission import PhaseClosed, Voice
from minka.contributions.models import Contribution
from minka.notices.models import Notice
from minka.processes.models import Activity, Process
from minka.records.actions import SYSTEM
from minka.records.models import Record
from tests.contributions.test_answer import compose, publish
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_person

MEMORY = {
    "tried": "Escuchamos a los productores en seis caseríos durante tres semanas.",
    "decided": "El fondo compra seis tanques fríos y capacita a sus encargados.",
    "learned": "Ir los domingos de feria junta a más gente que las reuniones.",
}
WHY = "Llegaron después del plazo y se pasarán al proceso del próximo año."


@pytest.fixture
def activity(cast: Cast) -> Activity:
    return make_activity(make_process(cast.cajamarca))


def address(activity: Activity, name: str = "closing") -> str:
    return reverse(f"contributions:{name}", args=[activity.site.slug, activity.process.slug])


def test_it_does_not_close_with_somebody_unanswered_and_no_reason(cast: Cast, activity: Activity) -> None:
    make_contribution(activity)
    client = as_person(cast.facilitator)

    page = client.post(address(activity), MEMORY)

    assert page.status_code == 422
    assert "1 voz espera respuesta" in page.text
    assert MEMORY["learned"] in page.text
    activity.process.refresh_from_db()
    assert activity.process.status == "open"


def test_with_a_published_reason_it_closes_and_those_left_are_told(cast: Cast, activity: Activity) -> None:
    make_contribution(activity, participant=cast.rosa)
    client = as_person(cast.facilitator)

    assert client.post(address(activity), {**MEMORY, "unanswered_reason": WHY}).status_code == 302

    process = activity.process
    process.refresh_from_db()
    activity.phase.refresh_from_db()
    assert (process.status, process.unanswered_reason, process.memory_tried) == ("closed", WHY, MEMORY["tried"])
    assert activity.phase.closes_on <= dt.date.today()  # noqa: DTZ011 - the phase ended today at the latest
    body = Record.objects.get(kind="process.closed").body
    assert (body["voices"], body["unanswered"], body["unanswered_reason"]) == (1, 1, WHY)
    assert Notice.objects.get(participant=cast.rosa).body == WHY
    assert "ya está cerrado" in client.get(address(activity)).text


def test_when_all_are_answered_no_reason_is_asked(cast: Cast, activity: Activity) -> None:
    client = as_person(cast.facilitator)
    publish(client, activity, compose(client, activity, make_contribution(activity)))

    assert "unanswered_reason" not in client.get(address(activity)).text
    assert client.post(address(activity), {**MEMORY, "unanswered_reason": WHY}).status_code == 302
    activity.process.refresh_from_db()
    assert activity.process.unanswered_reason == ""


@pytest.mark.parametrize("part", MEMORY)
def test_a_memory_that_says_next_to_nothing_is_refused(cast: Cast, activity: Activity, part: str) -> None:
    page = as_person(cast.facilitator).post(address(activity), {**MEMORY, part: "Nada más que decir."})

    assert page.status_code == 422
    assert "Cuenta un poco más" in page.text


def test_who_may_close(cast: Cast, activity: Activity) -> None:
    for person, status in ((cast.official, 403), (cast.analyst, 403), (cast.moderator, 403), (cast.stranger, 404)):
        assert as_person(person).post(address(activity), MEMORY).status_code == status
    activity.process.refresh_from_db()
    assert activity.process.status == "open"


def test_a_draft_and_a_closed_process_are_not_closed(cast: Cast) -> None:
    client = as_person(cast.facilitator)
    for status in ("draft", "closed"):
        activity = make_activity(make_process(cast.cajamarca, slug=status, status=status))

        client.post(address(activity), MEMORY)

        assert not Record.objects.filter(kind="process.closed").exists()


def test_the_backlog_counts_by_age_activity_and_office_and_leads_to_the_rows(cast: Cast, activity: Activity) -> None:
    make_contribution(activity)
    old = make_contribution(activity)
    long_ago = old.received_at - dt.timedelta(days=90)
    Contribution.objects.filter(pk=old.pk).update(received_at=long_ago, office="Agricultura")
    client = as_person(cast.analyst)

    page = client.get(address(activity, "backlog"))

    backlog = page.context["backlog"]
    assert [number.value for number in backlog.total.counts] == [1, 0, 0, 1]
    assert [(line.name, line.total.value) for line in backlog.by_office] == [("Agricultura", 1), ("Sin oficina", 1)]
    late = backlog.total.counts[-1]
    rows = client.get(f"{address(activity, 'desk')}?{late.filters}").context["page"].rows
    assert [row.pk for row in rows] == [old.pk]


def test_the_backlog_costs_the_same_for_one_and_for_twenty(
    cast: Cast, activity: Activity, django_assert_max_num_queries: object
) -> None:
    client = as_person(cast.analyst)
    for count in (1, 20):
        for _ in range(count):
            make_contribution(activity)
        with django_assert_max_num_queries(10):  # type: ignore[operator]
            client.get(address(activity, "backlog"))


@pytest.mark.django_db(transaction=True)
def test_closing_waits_for_a_voice_that_is_just_being_received(activity: Activity) -> None:
    closing = "select 1 from processes_process where id = %s for update nowait"
    with transaction.atomic(), connection.copy().cursor() as elsewhere:
        make_contribution(activity)

        with pytest.raises(OperationalError, match="could not obtain lock"):
            elsewhere.execute(closing, [activity.process_id])
        elsewhere.connection.close()


def test_a_voice_that_comes_a_moment_after_the_closing_is_not_taken_into_silence(activity: Activity) -> None:
    now = timezone.now()
    Process.objects.filter(pk=activity.process_id).update(status="closed", closed_at=now)  # read before as open

    with pytest.raises(PhaseClosed):
        make_contribution(activity)
    with pytest.raises(PhaseClosed):
        submit_many(activity=activity, voices={"k": Voice(text="Agua limpia", channel="import")}, by=SYSTEM)

    assert not Contribution.objects.exists()
