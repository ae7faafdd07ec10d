"""Reading ideas: the list, its orders and search, and the page of one."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from minka.contributions.models import Answer, AnsweredContribution, Contribution, Link
from minka.processes.models import Activity
from minka.web.memory import memory
from tests.ideas.writing import address
from tests.make.contributions import make_contribution
from tests.make.reference import make_district
from tests.people import Cast, as_participant, as_person

TITLES = re.compile(r'class="card__title"><a href="[^"]*" dir="auto">([^<]+)</a>')


def titles(response: Any) -> list[str]:
    return TITLES.findall(response.content.decode())


def page_of(idea: Contribution) -> str:
    return f"{address(idea.activity, 'list')}{idea.pk}/"


def answer(idea: Contribution, *, fate: str = "accepted", reason: str = "Se compran dos tanques.") -> Answer:
    given = Answer.objects.create(
        site=idea.site,
        process=idea.process,
        fate=fate,
        reason=reason,
        office="Dirección Regional de Agricultura",
        idempotency_key=f"{idea.pk}-{fate}",
    )
    AnsweredContribution.objects.create(answer=given, contribution=idea)
    idea.answer, idea.state, idea.answered_at = given, fate, timezone.now()
    idea.save(update_fields=["answer", "state", "answered_at"])
    return given


def queries_of(act: Callable[[], Any]) -> int:
    memory.clear()
    with CaptureQueriesContext(connection) as captured:
        assert act().status_code == 200
    return len(captured)


def test_the_list_begins_with_the_question_and_the_way_to_answer_it(activity: Activity) -> None:
    page = Client().get(address(activity, "list")).content.decode()

    assert activity.prompt in page
    assert "Escribir mi idea" in page
    assert "quedan 5 días" in page
    assert "La primera puede ser la tuya" in page


def test_orders_show_the_newest_the_most_supported_the_waiting_and_the_answered(activity: Activity) -> None:
    old, middle, new = (make_contribution(activity, title=title) for title in ("Vieja", "Media", "Nueva"))
    Contribution.objects.filter(pk=middle.pk).update(support_count=3)
    answer(old)
    place = address(activity, "list")

    seen = {
        order: titles(Client().get(place, {"orden": order}))
        for order in ("", "apoyadas", "por-responder", "respondidas")
    }

    assert seen[""] == ["Nueva", "Media", "Vieja"]
    assert seen["apoyadas"] == ["Media", "Nueva", "Vieja"]
    assert seen["por-responder"] == ["Nueva", "Media"]
    assert seen["respondidas"] == ["Vieja"]
    assert new.pk > old.pk


@pytest.mark.parametrize("order", ["recientes", "apoyadas", "por-responder", "respondidas"])
def test_going_on_from_page_to_page_shows_every_idea_once(activity: Activity, order: str) -> None:
    for number in range(45):
        idea = make_contribution(activity, title=f"Idea {number}")
        Contribution.objects.filter(pk=idea.pk).update(support_count=number % 3)
        if order == "respondidas":
            answer(idea)
    seen: list[str] = []
    link = f"?orden={order}"

    while link:
        response = Client().get(address(activity, "list") + link)
        seen += titles(response)
        more = re.search(r'href="([^"]*desde=[^"]+)"', response.content.decode())
        link = more[1].replace("&amp;", "&") if more else ""

    assert sorted(seen) == sorted(f"Idea {number}" for number in range(45))


def test_search_needs_no_accents_and_a_district_narrows_the_list(activity: Activity) -> None:
    make_district()
    make_contribution(activity, title="Participación de jóvenes", place_code="060401")
    make_contribution(activity, title="Caminos nuevos")
    place = address(activity, "list")

    assert titles(Client().get(place, {"q": "participacion"})) == ["Participación de jóvenes"]
    assert titles(Client().get(place, {"distrito": "Chota, Chota"})) == ["Participación de jóvenes"]
    assert "No encontramos ideas así" in Client().get(place, {"q": "zzzz"}).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"q": "' OR 1=1 --"},
        {"q": "a" * 5000},
        {"q": "\x00\x01"},
        {"orden": "borrar"},
        {"desde": "-1"},
        {"desde": "9" * 17, "orden": "respondidas"},
        {"desde": "99999999999999999999999999"},
        {"desde": "8-8-8"},
        {"distrito": "Atlantis"},
        {"desde": "7-9", "orden": "apoyadas"},
        {"desde": "99999999999999999", "q": "leche"},
    ],
)
def test_nonsense_in_the_address_shows_a_list(activity: Activity, query: dict[str, str]) -> None:
    make_contribution(activity)

    assert Client().get(address(activity, "list"), query).status_code == 200


def test_lists_show_no_held_hidden_withdrawn_or_merged_idea(activity: Activity) -> None:
    main = make_contribution(activity, title="Principal")
    make_contribution(activity, title="Retenida", held=True)
    hidden = make_contribution(activity, title="Oculta")
    merged = make_contribution(activity, title="Repetida")
    Contribution.objects.filter(pk=hidden.pk).update(visibility="hidden")
    Contribution.objects.filter(pk=merged.pk).update(state="merged", merged_into=main)

    assert titles(Client().get(address(activity, "list"))) == ["Principal"]


def test_the_page_of_an_idea_tells_its_answer_what_changed_and_what_it_gathers(activity: Activity) -> None:
    idea = make_contribution(activity, spoken_by="Rosa, de Chota")
    original = make_contribution(activity, title="Lo mismo dicho de otro modo")
    Contribution.objects.filter(pk=original.pk).update(state="merged", merged_into=idea)
    answer(idea, fate="not_accepted", reason="Primero no había dinero.")
    answer(idea, fate="accepted", reason="Ahora sí: se compran dos tanques.")
    Link.objects.create(site=idea.site, source=idea.ref, target="https://example.org/obra", title="Obra en marcha")

    page = Client().get(page_of(idea)).content.decode()

    for words in ("Rosa, de Chota", "Ahora sí", "Primero no había", "Obra en marcha", "Lo mismo dicho de otro modo"):
        assert words in page
    assert page.index("Ahora sí") < page.index("Primero no había")
    assert "La respuesta de aquella vale también" in Client().get(page_of(original)).content.decode()


def test_a_hidden_idea_leaves_its_place_and_only_its_author_and_the_team_read_it(
    cast: Cast, activity: Activity
) -> None:
    idea = make_contribution(activity, participant=cast.rosa, text="Un texto que alguien ocultó por insulto.")
    Contribution.objects.filter(pk=idea.pk).update(visibility="hidden")
    readers = {
        Client(): False,
        as_participant(cast.julio): False,
        as_person(cast.stranger): False,
        as_participant(cast.rosa): True,
        as_person(cast.moderator): True,
    }

    for reader, may in readers.items():
        response = reader.get(page_of(idea))
        assert response.status_code == 200
        assert (idea.text in response.content.decode()) is may


def test_an_idea_is_found_only_at_its_own_address(activity: Activity) -> None:
    idea = make_contribution(activity)
    comment = make_contribution(activity, parent=idea, kind="comment", needs_answer=False)

    assert Client().get(page_of(idea)).status_code == 200
    assert Client().get(page_of(idea).replace("cajamarca", "tacna")).status_code == 404
    assert Client().get(page_of(idea).replace("leche", "otro")).status_code == 404
    assert Client().get(page_of(comment)).status_code == 404


def test_what_people_type_is_never_markup(activity: Activity) -> None:
    idea = make_contribution(activity, title="<b>negrita</b>", text="<img src=x onerror=alert(1)> y más texto")

    for page in (address(activity, "list"), page_of(idea)):
        content = Client().get(page).content.decode()
        assert "<b>negrita" not in content
        assert "<img src=x" not in content


def test_pages_take_the_same_queries_with_one_idea_and_with_twenty(activity: Activity) -> None:
    make_district()
    idea = make_contribution(activity, place_code="060401")
    answer(idea)
    make_contribution(activity, parent=idea, kind="comment", needs_answer=False)
    pages = [address(activity, "list"), page_of(idea)]
    memory.clear()
    Client().get(pages[0])  # the names of districts are read once and kept
    few = [queries_of(lambda page=page: Client().get(page)) for page in pages]

    for number in range(20):
        answer(make_contribution(activity, title=f"Otra {number}", place_code="060401"))
        make_contribution(activity, parent=idea, kind="comment", needs_answer=False)

    assert [queries_of(lambda page=page: Client().get(page)) for page in pages] == few
    assert max(few) <= 12
