"""Merging: several become one, every original stays, and it can be undone."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from minka.contributions.actions.support import take_support_back
from minka.contributions.models import Contribution, RepeatSearch, Support
from minka.contributions.queries.standing import in_words, seen_of
from minka.notices.models import Notice
from minka.people.models import Participant
from minka.processes.models import Activity
from minka.records.models import AuditEntry, Record
from tests.contributions.test_answer import compose, publish
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_person, make_cast


@pytest.fixture
def activity(cast: Cast) -> Activity:
    return make_activity(make_process(cast.cajamarca))


def address(activity: Activity, name: str = "merge", *more: object) -> str:
    return reverse(f"contributions:{name}", args=[activity.site.slug, activity.process.slug, *more])


def form(main: Contribution, *parts: Contribution) -> dict[str, object]:
    for each in (main, *parts):
        each.refresh_from_db()
    return {"seen": in_words(seen_of([main, *parts])), "main": main.pk, "part": [each.pk for each in parts]}


def merge(client: Client, activity: Activity, main: Contribution, *parts: Contribution) -> int:
    return client.post(address(activity), form(main, *parts)).status_code


def stand_behind(contribution: Contribution, *participants: Participant) -> None:
    for participant in participants:
        Support.objects.create(site=contribution.site, contribution=contribution, participant=participant)
    Contribution.objects.filter(pk=contribution.pk).update(support_count=len(participants))


def test_originals_stay_readable_and_their_authors_are_told(cast: Cast, activity: Activity) -> None:
    main, original = (
        make_contribution(activity),
        make_contribution(activity, text="Lo mismo dicho así.", participant=cast.rosa),
    )
    client = as_person(cast.facilitator)

    assert merge(client, activity, main, original) == 302

    original.refresh_from_db()
    assert (original.state, original.merged_into) == ("merged", main)
    assert "Lo mismo dicho así." in client.get(address(activity, "desk-contribution", main.pk)).text
    assert Record.objects.get(kind="contribution.merged").body == {"into": main.ref, "originals": [original.ref]}
    assert AuditEntry.objects.filter(action="contribution.merged").count() == 2
    assert Notice.objects.get(kind="contribution.merged", participant=cast.rosa).title.startswith("Unimos tu aporte")


def test_supports_are_united_and_given_back(cast: Cast, activity: Activity) -> None:
    main, original = make_contribution(activity), make_contribution(activity)
    stand_behind(main, cast.rosa)
    stand_behind(original, cast.rosa, cast.julio)
    client = as_person(cast.facilitator)

    merge(client, activity, main, original)
    main.refresh_from_db()
    assert main.support_count == 2

    client.post(address(activity, "separate", original.pk))
    for each in (main, original):
        each.refresh_from_db()
    assert (main.support_count, original.support_count) == (1, 2)
    assert (original.state, original.merged_into) == ("received", None)
    assert Record.objects.filter(kind="contribution.unmerged").exists()
    assert main.supports.get().participant == cast.rosa


def test_a_supporter_of_two_originals_stays_when_one_leaves(cast: Cast, activity: Activity) -> None:
    main, first, second = (make_contribution(activity) for _ in range(3))
    for original in (first, second):
        stand_behind(original, cast.julio)
    client = as_person(cast.facilitator)
    merge(client, activity, main, first, second)

    client.post(address(activity, "separate", first.pk))

    main.refresh_from_db()
    assert main.support_count == 1


def test_a_support_taken_back_does_not_return_when_the_merge_is_undone(cast: Cast, activity: Activity) -> None:
    main, original = make_contribution(activity), make_contribution(activity)
    stand_behind(original, cast.rosa)
    client = as_person(cast.facilitator)
    merge(client, activity, main, original)

    take_support_back(contribution=main, by=cast.rosa)
    client.post(address(activity, "separate", original.pk))

    assert not Support.objects.filter(participant=cast.rosa).exists()
    assert set(Contribution.objects.values_list("support_count", flat=True)) == {0}


def test_what_was_merged_into_a_merged_one_comes_along(cast: Cast, activity: Activity) -> None:
    top, middle, low = (make_contribution(activity) for _ in range(3))
    client = as_person(cast.facilitator)

    merge(client, activity, middle, low)
    merge(client, activity, top, middle)

    assert set(top.merged.all()) == {middle, low}


def test_merged_originals_are_answered_with_the_main_one(cast: Cast, activity: Activity) -> None:
    main, original = make_contribution(activity), make_contribution(activity, participant=cast.rosa)
    client = as_person(cast.facilitator)
    merge(client, activity, main, original)

    publish(client, activity, compose(client, activity, main))

    original.refresh_from_db()
    assert original.answer is not None
    assert original.state == "merged"
    assert Notice.objects.filter(participant=cast.rosa, kind="contribution.answered").count() == 1


def test_joining_an_answered_one_brings_its_answer(cast: Cast, activity: Activity) -> None:
    main, original = make_contribution(activity), make_contribution(activity)
    client = as_person(cast.facilitator)
    publish(client, activity, compose(client, activity, main))

    merge(client, activity, main, original)

    original.refresh_from_db()
    main.refresh_from_db()
    assert original.answer == main.answer


def test_impossible_merges_are_refused_with_their_reason(cast: Cast, activity: Activity) -> None:
    first, second, gone, elsewhere = (
        make_contribution(activity),
        make_contribution(activity),
        make_contribution(activity),
        make_contribution(make_activity(make_process(cast.cajamarca, slug="otro"))),
    )
    Contribution.objects.filter(pk=gone.pk).update(visibility="withdrawn", text="", title="")
    client = as_person(cast.facilitator)

    def refusal(main: Contribution, *parts: Contribution) -> str:
        page = client.post(address(activity), form(main, *parts))
        assert page.status_code == 422
        return page.text

    assert "Marca al menos un aporte" in refusal(first, first)
    assert "mismo proceso" in refusal(first, elsewhere)
    assert "fue retirado" in refusal(first, gone)
    merge(client, activity, first, second)
    assert "ya es parte de otro" in refusal(second, first)
    assert "Elige cuál queda" in client.post(address(activity), {"seen": form(first)["seen"]}).text


def test_the_same_merge_again_changes_nothing(cast: Cast, activity: Activity) -> None:
    main, original = make_contribution(activity), make_contribution(activity)
    client = as_person(cast.facilitator)
    sent = form(main, original)

    assert [client.post(address(activity), sent).status_code for _ in range(2)] == [302, 302]
    assert Record.objects.filter(kind="contribution.merged").count() == 1


def test_who_may_merge(cast: Cast, activity: Activity) -> None:
    main, original = make_contribution(activity), make_contribution(activity)

    for person, status in ((cast.official, 403), (cast.analyst, 403), (cast.moderator, 403), (cast.stranger, 404)):
        assert merge(as_person(person), activity, main, original) == status
        assert as_person(person).get(address(activity, "repeats")).status_code == status
    assert not Contribution.objects.filter(state="merged").exists()


def test_possible_repeats_are_grouped_and_leave_the_list_when_merged(cast: Cast, activity: Activity) -> None:
    one = make_contribution(activity, title="Arreglen la luz del parque", text="Falta luz en el parque de noche.")
    two = make_contribution(activity, title="Arreglar las luces del parque", text="Falta luz en el parque de noche.")
    make_contribution(activity, title="Una posta", text="Queremos una posta médica en el caserío.")
    client = as_person(cast.facilitator)

    page = client.get(address(activity, "repeats"))
    (group,) = page.context["repeats"].groups
    assert {each.pk for each in group.contributions} == {one.pk, two.pk}
    client.post(address(activity), {"seen": group.seen, "main": one.pk, "part": [two.pk], "volver": "repetidos"})

    assert client.get(address(activity, "repeats")).context["repeats"].groups == []
    assert "No encontramos repetidos" in client.get(address(activity, "repeats")).text
    two.refresh_from_db()
    assert two.merged_into == one


def test_a_new_contribution_makes_the_search_stale(cast: Cast, activity: Activity) -> None:
    client = as_person(cast.facilitator)
    client.get(address(activity, "repeats"))
    for _ in range(2):
        newest = make_contribution(activity)

    assert len(client.get(address(activity, "repeats")).context["repeats"].groups) == 1
    assert RepeatSearch.objects.get().looked_up_to == newest.pk


@pytest.mark.django_db(transaction=True)
def test_two_merges_against_each_other_leave_no_circle() -> None:
    cast = make_cast()
    activity = make_activity(make_process(cast.cajamarca))
    one, two = make_contribution(activity), make_contribution(activity)
    sent = [form(one, two), form(two, one)]
    clients = [as_person(cast.facilitator), as_person(cast.coordinator)]
    start, statuses = threading.Barrier(2), []

    def press(client: Client, data: dict[str, object]) -> None:
        start.wait()
        statuses.append(client.post(address(activity), data).status_code)
        connection.close()

    threads = [threading.Thread(target=press, args=pair) for pair in zip(clients, sent, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert statuses.count(302) == 1
    assert Contribution.objects.filter(state="merged").count() == 1
