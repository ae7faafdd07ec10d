"""Answering one or many: everybody it concerns is told, and nothing is answered twice by accident."""

import re
import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from minka.contributions.models import Answer, Contribution, Link
from minka.notices.models import Notice
from minka.processes.models import Activity
from minka.records.models import AuditEntry, Record
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_person, make_cast

REASON = "El fondo de este año ya incluye tanques fríos para seis caseríos desde marzo."
REPLY = {"fate": "accepted", "reason": REASON, "office": "Dirección Regional de Agricultura"}


@pytest.fixture
def activity(cast: Cast) -> Activity:
    return make_activity(make_process(cast.cajamarca))


def address(activity: Activity, name: str = "answer") -> str:
    return reverse(f"contributions:{name}", args=[activity.site.slug, activity.process.slug])


def compose(client: Client, activity: Activity, *contributions: Contribution) -> dict[str, str]:
    """What the form carries when it opens for these contributions."""
    page = client.post(
        address(activity, "desk-choose"), {"accion": "answer", "fila": [each.pk for each in contributions]}
    )
    assert page.status_code == 200
    return {name: page.context["form"][name].value() for name in ("seen", "idempotency_key")}


def publish(client: Client, activity: Activity, carried: dict[str, str], **reply: str) -> int:
    return client.post(address(activity), {**carried, **REPLY, **reply, "paso": "publish"}).status_code


def test_one_answer_reaches_every_author_once(cast: Cast, activity: Activity) -> None:
    hers, his = (make_contribution(activity, participant=who) for who in (cast.rosa, cast.julio))
    client = as_person(cast.official)
    carried = compose(client, activity, hers, his)

    assert publish(client, activity, carried) == 302
    assert publish(client, activity, carried) == 302

    answer = Answer.objects.get()
    for said in (hers, his):
        said.refresh_from_db()
        assert (said.state, said.answer) == ("accepted", answer)
        assert said.answered_at is not None
        assert AuditEntry.objects.filter(subject=said.ref, action="contribution.answered").count() == 1
    assert Record.objects.get(kind="answer.published").body["covers"] == [hers.ref, his.ref]
    assert set(Notice.objects.values_list("participant", flat=True)) == {cast.rosa.pk, cast.julio.pk}


def test_readers_are_told_in_spanish_whatever_the_official_reads(cast: Cast, activity: Activity) -> None:
    client = as_person(cast.official)
    client.cookies["django_language"] = "en"

    publish(client, activity, compose(client, activity, make_contribution(activity, participant=cast.rosa)))

    told = Notice.objects.get()
    assert told.title.startswith("Respondimos a tu aporte")
    assert told.body.startswith("Tu aporte fue aceptado.")


def test_who_may_answer(cast: Cast, activity: Activity) -> None:
    said = make_contribution(activity)
    seen = compose(as_person(cast.coordinator), activity, said)

    for person, status in ((cast.analyst, 403), (cast.moderator, 403), (cast.stranger, 404), (cast.citizen, 404)):
        assert publish(as_person(person), activity, seen) == status
    assert not Answer.objects.exists()


def test_the_preview_says_how_many_voices_and_what_they_will_read(cast: Cast, activity: Activity) -> None:
    said = [make_contribution(activity) for _ in range(3)]
    client = as_person(cast.facilitator)

    page = client.post(address(activity), {**compose(client, activity, *said), **REPLY, "reason": f"<b>{REASON}</b>"})

    assert "3 voces" in page.text
    assert f"&lt;b&gt;{REASON}" in page.text
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("reason", "No se puede.", "La razón es muy corta"),
        ("reason", "🙂" * 40, "Escríbelo con palabras"),
        ("fate", "", "Elige qué pasó"),
        ("office", " ", "Di qué oficina responde"),
        ("link_target", "javascript:alert(1)", "no parece completa"),
        ("link_target", "https://example.org/", "Di en pocas palabras qué cambió"),
    ],
)
def test_a_wrong_answer_comes_back_with_everything_typed(
    cast: Cast, activity: Activity, field: str, value: str, words: str
) -> None:
    client = as_person(cast.facilitator)
    carried = compose(client, activity, make_contribution(activity))

    page = client.post(address(activity), {**carried, **REPLY, field: value})

    assert page.status_code == 422
    assert words in page.text
    assert field == "reason" or REASON in page.text


def test_a_correction_stands_and_the_first_answer_stays_as_history(cast: Cast, activity: Activity) -> None:
    said = make_contribution(activity, participant=cast.rosa)
    client = as_person(cast.facilitator)
    publish(client, activity, compose(client, activity, said))
    said.refresh_from_db()
    first, answered_at = said.answer, said.answered_at

    publish(client, activity, compose(client, activity, said), fate="partly", reason=f"Corregimos: {REASON}")

    said.refresh_from_db()
    assert (said.state, said.answered_at) == ("partly", answered_at)
    assert [each.answer for each in said.answers.order_by("pk")] == [first, said.answer]
    assert Record.objects.filter(kind="answer.published").latest("pk").body["replaces"] == [f"answer:{first.pk}"]
    assert Notice.objects.filter(participant=cast.rosa).count() == 2
    page = client.get(reverse("contributions:desk-contribution", args=["cajamarca", "leche", said.pk]))
    assert "Antes respondimos" in page.text


def test_an_answer_written_over_another_asks_again_and_keeps_the_text(cast: Cast, activity: Activity) -> None:
    said = make_contribution(activity)
    first, second = as_person(cast.facilitator), as_person(cast.coordinator)
    early, late = compose(first, activity, said), compose(second, activity, said)
    publish(first, activity, early)

    page = second.post(address(activity), {**late, **REPLY, "fate": "not_accepted", "paso": "publish"})

    assert page.status_code == 409
    assert REASON in page.text
    assert "otra persona respondió" in page.text
    assert Answer.objects.count() == 1


def test_withdrawn_and_merged_ones_are_left_out(cast: Cast, activity: Activity) -> None:
    stays, gone = make_contribution(activity), make_contribution(activity)
    Contribution.objects.filter(pk=gone.pk).update(visibility="withdrawn", text="", title="")
    client = as_person(cast.facilitator)

    page = client.post(address(activity, "desk-choose"), {"accion": "answer", "fila": [stays.pk, gone.pk]})

    assert "1 quedó fuera" in page.text
    forged = f"{page.context['form']['seen'].value()},{gone.pk}-00000000"
    assert publish(client, activity, {"seen": forged, "idempotency_key": "k" * 32}) == 409
    assert not Answer.objects.exists()


def test_what_changed_is_linked_from_each_contribution(cast: Cast, activity: Activity) -> None:
    said = [make_contribution(activity) for _ in range(2)]
    client = as_person(cast.facilitator)

    publish(
        client,
        activity,
        compose(client, activity, *said),
        link_title="Ordenanza 014",
        link_target="https://example.org/014",
    )

    assert set(Link.objects.values_list("source", flat=True)) == {each.ref for each in said}


def test_a_reason_once_given_can_be_used_again(cast: Cast, activity: Activity) -> None:
    client = as_person(cast.facilitator)
    publish(client, activity, compose(client, activity, make_contribution(activity)))
    carried = compose(client, activity, make_contribution(activity))

    page = client.post(address(activity), {**carried, "paso": f"reuse:{Answer.objects.get().pk}"})

    assert page.context["form"]["reason"].value() == REASON
    assert page.context["form"]["seen"].value() == carried["seen"]


def test_a_hundred_cost_as_many_queries_as_one(
    cast: Cast, activity: Activity, django_assert_max_num_queries: object
) -> None:
    client = as_person(cast.facilitator)
    for count in (1, 100):
        carried = compose(client, activity, *(make_contribution(activity) for _ in range(count)))
        with django_assert_max_num_queries(28):  # type: ignore[operator]
            assert publish(client, activity, carried) == 302
    assert Contribution.objects.waiting().count() == 0


def test_a_voice_that_came_in_a_file_has_nobody_to_tell(cast: Cast, activity: Activity) -> None:
    client = as_person(cast.facilitator)

    publish(client, activity, compose(client, activity, make_contribution(activity, channel="import")))

    assert not Notice.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_people_answering_the_same_at_once_give_one_answer() -> None:
    cast = make_cast()
    activity = make_activity(make_process(cast.cajamarca))
    said = [make_contribution(activity) for _ in range(5)]
    clients = [as_person(cast.facilitator), as_person(cast.coordinator)]
    forms = [compose(client, activity, *said) for client in clients]
    start, statuses = threading.Barrier(2), []

    def press(client: Client, carried: dict[str, str]) -> None:
        start.wait()
        statuses.append(publish(client, activity, carried))
        connection.close()

    threads = [threading.Thread(target=press, args=pair) for pair in zip(clients, forms, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == [302, 409]
    assert Answer.objects.count() == 1
    assert Notice.objects.count() == 5
    assert re.fullmatch(r"answer:\d+", Record.objects.get(kind="answer.published").subject)
