"""The inbox: late first, never hidden, alike cases together, and no dearer with many cases than with few."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from minka.cases.models import Case
from minka.web.memory import memory
from tests.make.cases import ANSWERS, licence, make_case, make_version
from tests.people import Cast, as_person

MONDAY = dt.date(2026, 3, 2)
INBOX = "/cajamarca/tramites/"
MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 24, 15, tzinfo=dt.UTC), tick=False):
        yield


def rows(client: Client, query: str = "") -> list[str]:
    return [row.case.number for row in client.get(INBOX + query).context["page"].rows]


def pick(*cases: Case) -> list[str]:
    return [f"{case.pk}:{Case.objects.get(pk=case.pk).revision}" for case in cases]


def test_late_cases_come_first_with_how_late_they_are(cast: Cast) -> None:
    version = make_version(cast.cajamarca)
    later = make_case(version, cast.rosa, filed=dt.date(2026, 3, 9))
    late = make_case(version, cast.rosa, filed=MONDAY - dt.timedelta(days=4))
    official = as_person(cast.official)

    page = official.get(INBOX).content.decode()

    assert rows(official) == [late.number, later.number]
    assert "Tarde: 3 días hábiles" in page
    assert rows(official, "?plazo=vencidos") == [late.number]


def test_filter_that_hides_late_cases_says_that_there_are_some(cast: Cast) -> None:
    make_case(make_version(cast.cajamarca), cast.rosa, filed=MONDAY - dt.timedelta(days=4))
    official = as_person(cast.official)

    page = official.get(f"{INBOX}?quien=mios").content.decode()

    assert "Hay 1 trámite fuera de plazo en la sede" in page


def test_filters_narrow_and_nonsense_in_the_address_does_no_harm(cast: Cast) -> None:
    first = make_case(make_version(cast.cajamarca), cast.rosa, filed=MONDAY)
    second = make_case(make_version(cast.cajamarca, licence(), slug="otra"), cast.julio, filed=MONDAY)
    Case.objects.filter(pk=second.pk).update(assignee=cast.official)
    official = as_person(cast.official)

    found = {
        query: rows(official, query)
        for query in ("?servicio=otra", "?quien=mios", "?quien=nadie", "?estado=in_review", "?parecidos=" + first.kin)
    }

    assert list(found.values()) == [[second.number], [second.number], [first.number], [], [first.number]]
    for nonsense in (
        "?desde=x|y|z",
        "?plazo=%00",
        "?servicio=%00a",
        "?estado=%00",
        "?desde=2026-03-01|nan|99999999999999999999999",
        "?desde=2026-13-40|0.0|1",
        "?quien=999",
    ):
        assert official.get(INBOX + nonsense).status_code == 200


def test_other_sites_see_nothing_of_ours(cast: Cast) -> None:
    make_case(make_version(cast.cajamarca), cast.rosa, filed=MONDAY)

    assert as_person(cast.stranger).get(INBOX).status_code == 404
    assert as_person(cast.facilitator).get(INBOX).status_code == 403
    assert not as_person(cast.stranger).get("/tacna/tramites/").context["page"].rows


def test_pages_follow_each_other_without_gap_or_repetition(cast: Cast) -> None:
    version = make_version(cast.cajamarca)
    cases = [make_case(version, cast.rosa, filed=MONDAY + dt.timedelta(days=number % 3)) for number in range(60)]
    Case.objects.filter(pk=cases[7].pk).update(due_on=None, clock_stopped=True)
    official = as_person(cast.official)

    first = official.get(INBOX).context["page"]
    second = official.get(f"{INBOX}?desde={first.after}").context["page"]

    numbers = [row.case.number for row in (*first.rows, *second.rows)]
    assert len(numbers) == len(set(numbers)) == 60
    assert numbers[-1] == cases[7].number
    assert not second.after


def test_queries_do_not_grow_with_the_cases(cast: Cast) -> None:
    version, official = make_version(cast.cajamarca), as_person(cast.official)
    counts = []
    for _round in range(2):
        for _number in range(10):
            make_case(version, cast.rosa, filed=MONDAY)
        memory.clear()
        with CaptureQueriesContext(connection) as captured:
            official.get(INBOX)
        counts.append(len(captured))

    assert counts[0] == counts[1]
    assert counts[1] <= MOST_QUERIES + 2  # session and account are read as on every page


def test_alike_cases_are_offered_as_a_group(cast: Cast) -> None:
    version = make_version(cast.cajamarca)
    for _number in range(3):
        make_case(version, cast.rosa, filed=MONDAY)
    make_case(version, cast.rosa, {**ANSWERS, "large": False, "plan_number": None}, filed=MONDAY)

    groups = as_person(cast.official).get(INBOX).context["groups"]

    assert [(group.count, group.state) for group in groups] == [(3, "Recibida")]


def test_alike_cases_are_observed_together_each_with_its_own_event_and_letter(cast: Cast) -> None:
    version = make_version(cast.cajamarca)
    with time_machine.travel(dt.datetime(2026, 3, 2, 15, tzinfo=dt.UTC), tick=False):
        cases = [make_case(version, who, filed=MONDAY) for who in (cast.rosa, cast.julio)]
        official = as_person(cast.official)
        chosen = {"accion": "observe", "fila": pick(*cases)}
        typed = chosen | {"revision": 0, "mark-1": "on", "code-1": "missing", "text-1": "Falta el plano."}

        asked = official.post(f"{INBOX}elegidos/", chosen)
        seen = official.post(f"{INBOX}elegidos/hacer/", typed | {"ver": "1"})
        sent = official.post(f"{INBOX}elegidos/hacer/", typed | {"enviar": "1"}, follow=True)

    assert (asked.status_code, seen.status_code) == (200, 200)
    assert "Así será la carta del primero" in seen.content.decode()
    assert "Hecho en 2 trámites." in sent.content.decode()
    for case in cases:
        case.refresh_from_db()
        assert case.state == "observed"
        assert case.letters.count() == 1
        assert case.events.filter(action="observe").count() == 1


def test_what_fails_among_many_is_told_and_the_rest_is_done(cast: Cast) -> None:
    version = make_version(cast.cajamarca)
    first, second = (make_case(version, who, filed=MONDAY) for who in (cast.rosa, cast.julio))
    official, before = as_person(cast.official), pick(first, second)
    Case.objects.filter(pk=second.pk).update(revision=99)

    told = official.post(
        f"{INBOX}elegidos/hacer/", {"accion": "start_review", "fila": before, "revision": 0}, follow=True
    )

    page = told.content.decode()
    assert "Hecho en 1 trámite." in page
    assert f"{second.number} no se hizo: cambió mientras lo mirabas" in page
    assert {each.pk: each.state for each in Case.objects.all()} == {first.pk: "in_review", second.pk: "received"}


def test_cases_that_are_not_alike_are_not_handled_together(cast: Cast) -> None:
    version = make_version(cast.cajamarca)
    first = make_case(version, cast.rosa, filed=MONDAY)
    other = make_case(version, cast.julio, {**ANSWERS, "large": False, "plan_number": None}, filed=MONDAY)
    chosen = {"accion": "observe", "fila": pick(first, other)}

    page = as_person(cast.official).post(f"{INBOX}elegidos/", chosen).content.decode()
    done = as_person(cast.official).post(f"{INBOX}elegidos/hacer/", chosen | {"enviar": "1", "revision": 0})

    assert "Estos trámites no son parecidos" in page
    assert done.status_code == 422


def test_several_are_given_to_one_person_and_those_of_elsewhere_are_left_out(cast: Cast) -> None:
    ours = make_case(make_version(cast.cajamarca), cast.rosa, filed=MONDAY)
    theirs = make_case(make_version(cast.tacna), cast.rosa, filed=MONDAY)
    typed = {"accion": "assign", "fila": pick(ours, theirs), "revision": 0, "persona": cast.official.pk}

    as_person(cast.official).post(f"{INBOX}elegidos/hacer/", typed)

    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert (ours.assignee, theirs.assignee) == (cast.official, None)


def test_a_term_that_ended_on_friday_is_over_on_sunday_in_the_list_and_on_the_page(cast: Cast) -> None:
    case = make_case(make_version(cast.cajamarca, licence(days=4)), cast.rosa, filed=dt.date(2026, 3, 2))
    official = as_person(cast.official)

    with time_machine.travel(dt.datetime(2026, 3, 8, 15, tzinfo=dt.UTC), tick=False):
        pages = [official.get(address).text for address in (INBOX, f"{INBOX}{case.pk}/atender/")]

    assert case.due_on == dt.date(2026, 3, 6)
    assert all("Venció el 6 de marzo" in page for page in pages)
    assert not any("Vence hoy" in page for page in pages)


def test_the_page_of_a_case_says_what_is_owed_and_how_late_it_is(cast: Cast) -> None:
    version = make_version(cast.cajamarca, licence(regime="automatic"))
    case = make_case(version, cast.rosa, filed=dt.date(2026, 3, 2))
    official, page = as_person(cast.official), f"{INBOX}{case.pk}/atender/"

    with time_machine.travel(dt.datetime(2026, 3, 3, 15, tzinfo=dt.UTC), tick=False):
        in_time = official.get(page).text
    late = [official.get(address).text for address in (INBOX, page)]

    assert "Hay que entregar el documento hasta el lunes 9 de marzo" in in_time
    assert "Hay que decidir hasta" not in in_time
    assert [re.findall(r"Tarde: \d+ días hábiles", text)[:1] for text in late] == [["Tarde: 11 días hábiles"]] * 2


def test_whoever_asks_for_what_was_done_is_told_when_it_was(cast: Cast) -> None:
    case = make_case(make_version(cast.cajamarca), cast.rosa, filed=dt.date(2026, 3, 2))
    official = as_person(cast.official)
    official.post(f"{INBOX}{case.pk}/atender/hacer/start_review/", {"revision": case.revision})

    again = official.get(f"{INBOX}{case.pk}/atender/hacer/start_review/")

    assert again.status_code == 409
    assert "Ahora no se puede: Empezar la evaluación" in again.text
    assert "Ya se hizo el" in again.text
