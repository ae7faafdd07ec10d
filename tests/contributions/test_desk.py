"""The desk: one table of everything a process received."""

import pytest
from django.test import Client
from django.urls import reverse

from minka.contributions.actions.words import count_words
from minka.contributions.models import Contribution, SavedView
from minka.processes.models import Process
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_person


@pytest.fixture
def process(cast: Cast) -> Process:
    return make_process(cast.cajamarca)


def address(process: Process, name: str = "desk", *more: object) -> str:
    return reverse(f"contributions:{name}", args=[process.site.slug, process.slug, *more])


def titles(client: Client, process: Process, query: str = "") -> list[str]:
    response = client.get(f"{address(process)}?{query}")
    assert response.status_code == 200
    return [row.title for row in response.context["page"].rows]


def test_members_see_the_desk_and_nobody_else_does(cast: Cast, process: Process) -> None:
    for person in (cast.coordinator, cast.facilitator, cast.official, cast.moderator, cast.analyst):
        assert as_person(person).get(address(process)).status_code == 200
    for person in (cast.stranger, cast.citizen, cast.operator):
        assert as_person(person).get(address(process)).status_code == 404
    assert as_person(None).get(address(process)).status_code == 302


def test_an_empty_desk_teaches(cast: Cast, process: Process) -> None:
    assert "Todavía no llegó" in as_person(cast.facilitator).get(f"{address(process)}?estado=todos").text


def test_filters_narrow_the_table_and_stand_as_chips(cast: Cast, process: Process) -> None:
    ideas, other = make_activity(process), make_activity(process, slug="problemas")
    make_contribution(ideas, title="Tanques fríos", channel="paper", language="qvc")
    make_contribution(other, title="Caminos rotos", text="La trocha se corta con la lluvia.")
    client = as_person(cast.facilitator)

    assert titles(client, process, "actividad=ideas-problemas") == ["Caminos rotos"]
    assert titles(client, process, "canal=paper") == ["Tanques fríos"]
    assert titles(client, process, "lengua=qvc&canal=web") == []
    assert titles(client, process, "q=lluvias") == ["Caminos rotos"]
    assert titles(client, process, "edad=0-7&orden=recientes") == ["Caminos rotos", "Tanques fríos"]
    assert titles(client, process, "edad=31") == []
    assert (
        "de papel" in client.get(f"{address(process)}?canal=paper").text
        or "llegados por papel" in client.get(f"{address(process)}?canal=paper").text
    )


@pytest.mark.parametrize(
    "query",
    ["estado=x", "edad=99", "responsable=abc", "orden=;drop", "desde=x~y", "desde=2026-01-01~99999999999999999999999",
     "q=%00", "q=%27%3B--", "lugar=%25", "desde=2026-01-01T00:00:00~1", "oficina=nadie", "q=12345678901234567890123"],
)  # fmt: skip
def test_an_address_that_makes_no_sense_shows_what_it_can(cast: Cast, process: Process, query: str) -> None:
    make_contribution(make_activity(process))

    assert as_person(cast.facilitator).get(f"{address(process)}?{query}").status_code == 200


def test_pages_follow_each_other_without_loss(cast: Cast, process: Process) -> None:
    activity = make_activity(process)
    for number in range(120):
        make_contribution(activity, title=f"Idea {number}")
    client = as_person(cast.facilitator)

    for order in ("antiguos", "recientes", "apoyados"):
        seen: list[str] = []
        query = f"orden={order}"
        while query:
            page = client.get(f"{address(process)}?{query}").context["page"]
            seen += [row.title for row in page.rows]
            query = f"orden={order}&desde={page.after}".replace("+", "%2B") if page.after else ""
        assert sorted(seen) == sorted(f"Idea {number}" for number in range(120))


def test_the_number_of_queries_does_not_grow_with_the_rows(
    cast: Cast, process: Process, django_assert_max_num_queries: object
) -> None:
    activity = make_activity(process)
    client = as_person(cast.facilitator)
    client.get(address(process))  # districts and holidays are read once and stay in the process's memory
    for count in (1, 20):
        for _ in range(count):
            make_contribution(activity, place_code="060101")
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            client.get(address(process))


def test_opening_a_row_shows_everything_and_marks_it_read(cast: Cast, process: Process) -> None:
    said = make_contribution(make_activity(process), text="<script>alert(1)</script> leche", participant=cast.rosa)

    page = as_person(cast.facilitator).get(address(process, "desk-contribution", said.pk))

    said.refresh_from_db()
    assert said.state == Contribution.State.READ
    assert said.read_at is not None
    assert "<script>alert(1)" not in page.text
    assert "lo entregó" in page.text
    assert said.code not in page.text


def test_a_reader_without_the_right_to_answer_leaves_it_unread(cast: Cast, process: Process) -> None:
    said = make_contribution(make_activity(process))

    assert as_person(cast.analyst).get(address(process, "desk-contribution", said.pk)).status_code == 200

    said.refresh_from_db()
    assert said.state == Contribution.State.RECEIVED


def test_a_row_of_another_process_is_absent(cast: Cast, process: Process) -> None:
    said = make_contribution(make_activity(make_process(cast.tacna)))

    assert as_person(cast.facilitator).get(address(process, "desk-contribution", said.pk)).status_code == 404


def test_a_saved_view_belongs_to_one_person(cast: Cast, process: Process) -> None:
    client = as_person(cast.facilitator)
    for _ in range(2):
        client.post(address(process, "view-keep"), {"name": "De papel", "filtros": "canal=paper"})

    view = SavedView.objects.get()
    assert "?canal=paper" in client.get(address(process)).text
    assert "De papel" not in as_person(cast.coordinator).get(address(process)).text
    as_person(cast.coordinator).post(address(process, "view-drop", view.pk))
    assert SavedView.objects.exists()
    client.post(address(process, "view-drop", view.pk))
    assert not SavedView.objects.exists()


def test_several_can_be_marked_as_read_and_all_that_match_after_confirming(cast: Cast, process: Process) -> None:
    activity = make_activity(process)
    first = make_contribution(activity)
    for _ in range(3):
        make_contribution(activity)
    client = as_person(cast.facilitator)

    client.post(address(process, "desk-choose"), {"accion": "read", "fila": first.pk})
    assert Contribution.objects.filter(state="read").count() == 1

    asked = client.post(
        address(process, "desk-choose"), {"accion": "read", "alcance": "todos", "filtros": "estado=received"}
    )
    assert "Vas a actuar sobre 3 aportes" in asked.text
    client.post(address(process, "desk-choose"), {"accion": "read", "ids": asked.context["ids"]})
    assert Contribution.objects.filter(state="read").count() == 4


def test_a_misspelt_word_finds_the_same_in_the_table_in_all_and_in_the_file(cast: Cast, process: Process) -> None:
    activity = make_activity(process)
    found = make_contribution(activity, title="Arreglen el camino", text="Después de cada lluvia queda cortado.")
    make_contribution(activity, title="Tanques fríos", text="La leche se pierde.")
    count_words()
    client = as_person(cast.facilitator)

    page = client.get(f"{address(process)}?q=camimo")
    everything = {"accion": "read", "alcance": "todos", "filtros": "q=camimo"}
    asked = client.post(address(process, "desk-choose"), everything)
    table = client.get(f"{address(process, 'desk-csv')}?q=camimo").getvalue().decode()

    assert [row.pk for row in page.context["page"].rows] == [found.pk]
    assert "Mostramos resultados para «camino»" in page.text
    assert asked.context["ids"] == str(found.pk)
    assert "que dicen «camino»" in asked.text
    assert ("Arreglen el camino" in table, "Tanques fríos" in table) == (True, False)


def test_a_saved_view_keeps_the_words_as_they_were_typed(cast: Cast, process: Process) -> None:
    make_contribution(make_activity(process), text="Arreglen el camino")
    count_words()
    client = as_person(cast.facilitator)
    page = client.get(f"{address(process)}?q=camimo")

    client.post(address(process, "view-keep"), {"name": "Caminos", "filtros": page.context["address"]})

    assert SavedView.objects.get().filters == "q=camimo"
    for same in ("camino", "caminos", "%231", "camimo zzzz"):
        assert client.get(f"{address(process)}?q={same}").status_code == 200
    assert "Mostramos resultados" not in client.get(f"{address(process)}?q=caminos").text


def test_choosing_nothing_says_what_to_do(cast: Cast, process: Process) -> None:
    make_contribution(make_activity(process))
    client = as_person(cast.facilitator)

    assert "Marca al menos" in client.post(address(process, "desk-choose"), {"accion": "read"}, follow=True).text
    assert "Elige qué hacer" in client.post(address(process, "desk-choose"), {"fila": "1"}, follow=True).text
    assert client.post(address(process, "desk-choose"), {"accion": "nada", "fila": "x"}).status_code == 302


def test_the_desk_goes_along_as_a_table_whose_cells_are_no_formulas(cast: Cast, process: Process) -> None:
    make_contribution(make_activity(process), title="=HYPERLINK(1)", text="@suma y +más")

    answer = as_person(cast.analyst).get(address(process, "desk-csv"))

    text = answer.getvalue().decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert "'@suma y +más" in text
    assert as_person(cast.official).get(address(process, "desk-csv")).status_code == 403
