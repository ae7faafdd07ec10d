"""What comes in and what may be kept: huge bodies are refused unread, and no page of one reader reaches another."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_participant, as_person


class Untouched:
    """A body of two gigabytes that fails the test when anybody reads it."""

    def read(self, _size: int = -1) -> bytes:
        raise AssertionError("the body was read")

    readline = read


@pytest.mark.django_db
@pytest.mark.parametrize("length", [str(2**31), "9" * 30, "-1", "mucho"])
def test_a_huge_body_is_refused_before_it_is_read(length: str) -> None:
    answer = Client().generic("POST", "/registro/comprobar/", **{"wsgi.input": Untouched(), "CONTENT_LENGTH": length})

    assert answer.status_code == 413
    assert "pesa demasiado" in answer.content.decode()


def test_what_somebody_sees_who_signed_in_is_kept_nowhere(cast: Cast) -> None:
    process = make_process(cast.cajamarca)
    make_contribution(make_activity(process))
    place = ["cajamarca", "leche"]
    pages = [
        *[reverse(f"contributions:{name}", args=place) for name in ("desk", "desk-csv", "backlog", "paper", "closing")],
        reverse("processes:process-setup", args=place),
        reverse("sites:people", args=["cajamarca"]),
        reverse("insights:audit", args=["cajamarca"]),
        reverse("insights:work"),
        reverse("processes:process", args=place),
    ]
    client = as_person(cast.coordinator)

    kept = [page for page in pages if "no-store" not in client.get(page).headers["Cache-Control"]]

    assert kept == []


def test_a_public_page_is_never_shared_between_readers(cast: Cast) -> None:
    activity = make_activity(make_process(cast.cajamarca))
    idea = make_contribution(activity, participant=cast.rosa)
    page = reverse("ideas:idea", args=["cajamarca", "leche", activity.slug, idea.pk])

    for client in (Client(), as_participant(cast.rosa)):
        assert client.get(page).headers["Cache-Control"] == "private, no-cache"
    assert "no-store" in as_participant(cast.rosa).get("/mi-voz/").headers["Cache-Control"]
