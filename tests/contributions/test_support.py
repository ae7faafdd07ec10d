"""Supporting: once each, counted exactly, with and without an account."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from minka.contributions.models import Contribution, Support
from minka.people.models import Participant
from minka.processes.models import Activity, Phase
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_participant, make_cast


@pytest.fixture
def activity(cast: Cast) -> Activity:
    return make_activity(make_process(cast.cajamarca))


def press(phone: Client, idea: Contribution, *, wants: str = "si", key: str = "", **headers: str) -> Any:
    address = f"/{idea.site.slug}/aportes/{idea.pk}/apoyar/"
    return phone.post(address, {"wants": wants, "idempotency_key": key or uuid.uuid4().hex}, headers=headers)


def supports(idea: Contribution) -> tuple[int, int]:
    """The count that pages show, and the rows behind it."""
    return Contribution.objects.get(pk=idea.pk).support_count, Support.objects.filter(contribution=idea).count()


def test_pressing_twice_counts_once_and_can_be_taken_back(cast: Cast, activity: Activity) -> None:
    idea = make_contribution(activity)
    phone = as_participant(cast.rosa)

    for _ in range(2):
        assert press(phone, idea).status_code == 302
    assert supports(idea) == (1, 1)

    for _ in range(2):
        press(phone, idea, wants="no")
    assert supports(idea) == (0, 0)


def test_a_double_press_of_a_newcomer_counts_once(activity: Activity) -> None:
    idea = make_contribution(activity)
    key = uuid.uuid4().hex

    for phone in (Client(), Client()):
        press(phone, idea, key=key)

    assert supports(idea) == (1, 1)


def test_somebody_new_supports_without_an_account_and_finds_it_in_mi_voz(activity: Activity) -> None:
    idea = make_contribution(activity)
    phone = Client()

    press(phone, idea)

    assert idea.title in phone.get("/mi-voz/").content.decode()


def test_htmx_gets_the_box_alone_with_the_new_count(cast: Cast, activity: Activity) -> None:
    idea = make_contribution(activity)

    response = press(as_participant(cast.rosa), idea, **{"HX-Request": "true"})

    page = response.content.decode()
    assert response.status_code == 200
    assert "<strong>1</strong>" in page
    assert "Tú la apoyas" in page
    assert "<html" not in page


def test_supporting_a_merged_idea_stands_behind_the_one_that_gathers_it(cast: Cast, activity: Activity) -> None:
    main, original = make_contribution(activity), make_contribution(activity)
    Contribution.objects.filter(pk=original.pk).update(state="merged", merged_into=main)

    press(as_participant(cast.rosa), original)

    assert supports(main) == (1, 1)
    assert supports(original) == (0, 0)


def test_what_is_closed_or_not_public_takes_no_support(cast: Cast, activity: Activity) -> None:
    phone = as_participant(cast.rosa)
    idea, hidden, held = (make_contribution(activity, held=held) for held in (False, False, True))
    Contribution.objects.filter(pk=hidden.pk).update(visibility="hidden")
    comment = make_contribution(activity, parent=idea, kind="comment", needs_answer=False)

    answers = [press(phone, each).status_code for each in (hidden, held, comment)]
    Phase.objects.update(opens_on="2026-01-01", closes_on="2026-01-31")
    answers.append(press(phone, idea).status_code)

    assert answers == [302, 404, 302, 302]
    assert Support.objects.count() == 0


def test_nobody_counts_as_supporting_their_own(cast: Cast, activity: Activity) -> None:
    idea = make_contribution(activity, participant=cast.rosa)

    press(as_participant(cast.rosa), idea)

    assert supports(idea) == (0, 0)


@pytest.mark.parametrize("data", [{}, {"wants": "quizá"}, {"wants": "si"}, {"wants": "si", "idempotency_key": "corta"}])
def test_a_broken_press_changes_nothing(cast: Cast, activity: Activity, data: dict[str, str]) -> None:
    idea = make_contribution(activity)

    response = as_participant(cast.rosa).post(f"/cajamarca/aportes/{idea.pk}/apoyar/", data)

    assert response.status_code == 302
    assert supports(idea) == (0, 0)


def test_support_is_found_only_at_the_ideas_own_site(cast: Cast, activity: Activity) -> None:
    idea = make_contribution(activity)

    assert as_participant(cast.rosa).post(f"/tacna/aportes/{idea.pk}/apoyar/", {"wants": "si"}).status_code == 404
    assert as_participant(cast.rosa).get(f"/cajamarca/aportes/{idea.pk}/apoyar/").status_code == 405


@pytest.mark.django_db(transaction=True)
def test_many_phones_at_one_moment_are_counted_exactly() -> None:
    activity = make_activity(make_process(make_cast().cajamarca))
    idea = make_contribution(activity)
    people = [Participant.objects.create() for _ in range(6)]

    def press_and_close(person: Participant) -> int:
        try:
            return int(press(as_participant(person), idea).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(press_and_close, people * 4))

    assert set(answers) == {302}
    assert supports(idea) == (6, 6)
