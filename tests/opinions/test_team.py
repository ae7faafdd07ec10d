"""The team's pages of an activity of opinions: what they show, who may change what, and what stays unsaid."""

import pytest
from django.test import Client

from minka.contributions.models import Contribution, Link
from minka.notices.models import Notice
from minka.opinions.models import GroupName, OpinionMap, Statement, Voter
from minka.opinions.tasks import publish_last, tell_everyone
from minka.people.models import Participant
from minka.processes.models import Activity
from minka.records.models import AuditEntry, Record
from tests.make.opinions import make_map, make_opinions, make_statement, make_vote, make_voter
from tests.make.processes import make_process
from tests.opinions.conversations import BASE
from tests.people import Cast, as_person

KEY = "k" * 32
LINES = "Los turnos de riego deben ser públicos.\nEl canal lo cuida quien lo usa.\n"


@pytest.fixture
def opinions(cast: Cast) -> Activity:
    return make_opinions(make_process(cast.cajamarca))


def write(browser: Client, lines: str, *, step: str = "publicar", key: str = KEY) -> object:
    data = {"lines": lines, "language": "es", "idempotency_key": key, "paso": step}
    return browser.post(f"{BASE}escribir/", data)


@pytest.mark.usefixtures("opinions")
def test_a_team_looks_at_every_line_and_then_publishes_them(cast: Cast) -> None:
    browser = as_person(cast.facilitator)

    shown = write(browser, LINES, step="revisar").content.decode()
    assert "Publicar 2 afirmaciones" in shown
    assert Statement.objects.count() == 0

    write(browser, LINES)
    first, second = Statement.objects.select_related("contribution").order_by("number")
    assert (first.number, second.number, first.is_seed) == (1, 2, True)
    assert (first.contribution.channel, first.contribution.needs_answer) == ("desk", False)
    assert first.contribution.recorded_by == cast.facilitator
    assert Record.objects.filter(kind="contribution.received").count() == 2

    again = write(browser, LINES)
    assert (again.status_code, Statement.objects.count()) == (302, 2)


@pytest.mark.usefixtures("opinions")
def test_lines_that_are_wrong_are_named_and_nothing_is_lost(cast: Cast) -> None:
    browser = as_person(cast.facilitator)
    write(browser, LINES)
    wrong = f"{'a' * 141}\n\n!!!\nEl canal lo cuida QUIEN lo usa.\nOtra cosa.\notra cosa."

    page = write(browser, wrong, key="o" * 32)
    said = page.content.decode()

    assert page.status_code == 422
    assert "Línea 1: tiene 141 letras y caben 140" in said
    assert "Línea 3: escríbela con palabras" in said
    assert "Línea 4: ya es una afirmación de esta actividad" in said
    assert "Línea 6: dice lo mismo que la línea 5" in said
    assert "a" * 141 in said
    assert Statement.objects.count() == 2


@pytest.mark.usefixtures("opinions")
@pytest.mark.parametrize("key", ["\x00", f"{KEY}\x00", "%", ""])
def test_a_form_without_its_own_key_is_refused_and_keeps_what_was_written(cast: Cast, key: str) -> None:
    page = write(as_person(cast.facilitator), LINES, key=key)

    assert (page.status_code, Statement.objects.count()) == (422, 0)
    assert "Los turnos de riego" in page.content.decode()


def test_a_line_that_resembles_a_statement_is_marked(cast: Cast, opinions: Activity) -> None:
    make_statement(opinions, "Los turnos de riego deben publicarse en la plaza.")

    page = write(as_person(cast.facilitator), "Los turnos de riego deben estar en la plaza.", step="revisar")

    assert "Se parece" in page.content.decode()


@pytest.mark.parametrize(("status", "told"), [("draft", "Primero se publica el proceso"), ("closed", "ya no recibe")])
def test_nothing_is_written_into_a_draft_or_a_closed_process(
    cast: Cast, opinions: Activity, status: str, told: str
) -> None:
    opinions.process.status, opinions.process.closed_at = status, opinions.process.opened_at
    opinions.process.save()

    page = write(as_person(cast.facilitator), LINES)

    assert (page.status_code, Statement.objects.count()) == (409, 0)
    assert told in page.content.decode()


def test_the_team_writes_before_the_phase_begins(cast: Cast, opinions: Activity) -> None:
    opinions.phase.opens_on = opinions.phase.closes_on
    opinions.phase.save()

    write(as_person(cast.facilitator), LINES)

    assert Statement.objects.count() == 2


def mapped(opinions: Activity) -> OpinionMap:
    for number in range(12):
        make_statement(opinions, f"Afirmación {number + 1} sobre el agua")
    return make_map(opinions)


def test_the_live_map_is_told_in_words_and_tables(cast: Cast, opinions: Activity) -> None:
    browser = as_person(cast.analyst)
    assert "Todavía no hay un mapa" in browser.get(BASE).content.decode()
    mapped(opinions)

    page = browser.get(BASE).content.decode()

    assert "Hay 3 grupos de opinión" in page
    assert 'hx-trigger="every 5s"' in page
    assert "de acuerdo</strong>" in page
    assert "Publicar el mapa de ahora" not in page


@pytest.mark.usefixtures("opinions")
def test_the_live_map_leads_to_the_room_the_sheets_and_the_report(cast: Cast) -> None:
    lead = as_person(cast.facilitator).get(BASE).content.decode()
    reader = as_person(cast.analyst).get(BASE).content.decode()
    here = BASE.removesuffix("equipo/")

    assert all(f'href="{here}{page}/"' in lead for page in ("sala", "hojas", "digitar", "informe"))
    assert f'href="{here}sala/"' in reader
    assert f'href="{here}hojas/"' not in reader


def test_statements_are_sorted_by_what_the_team_looks_for(cast: Cast, opinions: Activity) -> None:
    mapped(opinions)
    browser = as_person(cast.facilitator)

    def first(order: str) -> int:
        return int(browser.get(f"{BASE}afirmaciones/?orden={order}").context["page"].object_list[0].number)

    assert [first("acuerdo"), first("division"), first("x")] == [1, 4, 1]
    assert browser.get(f"{BASE}afirmaciones/?pagina=abc").status_code == 200


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ({"loadings": [[0.0, 0.0]] * 12, "covariances": [[0.0, 0.0, 0.0]] * 12}, "dicen lo mismo de la gente"),
        ({"loadings": []}, "está incompleto"),
    ],
)
def test_the_team_learns_when_the_next_statement_cannot_be_chosen(
    cast: Cast, opinions: Activity, broken: dict[str, object], told: str
) -> None:
    shown = mapped(opinions)
    browser = as_person(cast.analyst)
    assert "no se puede elegir como pediste" not in browser.get(BASE).content.decode()
    shown.document["factors"] |= broken
    shown.save()

    page = browser.get(BASE).content.decode()

    assert "no se puede elegir como pediste" in page
    assert told in page


def test_few_votes_are_not_told_apart(cast: Cast, opinions: Activity) -> None:
    shown = mapped(opinions)
    shown.document["statements"][0]["all"] |= {"agrees": 2, "disagrees": 1, "passes": 1}
    shown.save()

    page = as_person(cast.facilitator).get(f"{BASE}afirmaciones/?orden=pocos-votos").content.decode()

    assert "menos de 5" in page


def test_a_group_gets_its_name_below_its_evidence(cast: Cast, opinions: Activity) -> None:
    shown = mapped(opinions)
    browser = as_person(cast.facilitator)
    page = browser.get(f"{BASE}grupos/").content.decode()
    assert page.index("fuera del grupo") < page.index("Guardar el nombre del grupo A")

    browser.post(f"{BASE}grupos/", {"opinion_map": shown.pk, "letter": "A", "name": "  Agua de\ttodos "})

    named = GroupName.objects.get()
    assert (named.letter, named.name, named.opinion_map, named.by) == ("A", "Agua de todos", shown, cast.facilitator)
    assert AuditEntry.objects.get(action="opinion-group.named").changes["letter"] == "A"
    assert "Agua de todos" in as_person(cast.analyst).get(BASE).content.decode()

    browser.post(f"{BASE}grupos/", {"opinion_map": shown.pk, "letter": "A", "name": ""})
    assert GroupName.objects.count() == 0


@pytest.mark.parametrize("odd", [{"opinion_map": 0}, {"letter": "E"}])
def test_a_name_for_what_was_not_shown_is_refused(cast: Cast, opinions: Activity, odd: dict[str, object]) -> None:
    shown = mapped(opinions)
    data = {"opinion_map": shown.pk, "letter": "A", "name": "Riego"}

    page = as_person(cast.facilitator).post(f"{BASE}grupos/", {**data, **odd})

    assert (page.status_code, GroupName.objects.count()) == (409, 0)


def test_a_voter_is_found_by_number_or_code_and_left_out_with_a_reason(cast: Cast, opinions: Activity) -> None:
    voter = make_voter(opinions, cast.rosa)
    browser = as_person(cast.facilitator)

    by_number = browser.post(f"{BASE}votantes/buscar/", {"quien": f"n.º {voter.number}"}).content.decode()
    by_code = browser.post(f"{BASE}votantes/buscar/", {"quien": voter.code.upper()}).content.decode()
    assert f"Votante {voter.number}" in by_number
    assert f"Votante {voter.number}" in by_code
    assert voter.code not in by_number

    browser.post(f"{BASE}votantes/{voter.number}/no-contar/", {"reason": "twice"})
    voter.refresh_from_db()
    assert (voter.is_excluded, voter.excluded_reason) == (True, "twice")
    assert AuditEntry.objects.get(action="voter.excluded").changes == {"activity": opinions.pk, "reason": "twice"}

    browser.post(f"{BASE}votantes/{voter.number}/contar/")
    voter.refresh_from_db()
    assert (voter.is_excluded, voter.excluded_reason) == (False, "")


@pytest.mark.parametrize(("said", "told"), [("", "Escribe el número"), ("99", "Nadie votó"), ("hola", "código")])
def test_a_voter_who_is_not_there_is_not_found(cast: Cast, opinions: Activity, said: str, told: str) -> None:
    make_voter(opinions)

    page = as_person(cast.facilitator).post(f"{BASE}votantes/buscar/", {"quien": said})

    assert page.status_code == 422
    assert told in page.content.decode()


def test_whoever_withdrew_does_not_come_back(cast: Cast, opinions: Activity) -> None:
    voter = make_voter(opinions, is_excluded=True, excluded_reason="withdrawn")

    as_person(cast.facilitator).post(f"{BASE}votantes/{voter.number}/contar/")

    voter.refresh_from_db()
    assert voter.is_excluded


def test_publishing_freezes_the_map_and_writes_its_print_into_the_log(cast: Cast, opinions: Activity) -> None:
    browser = as_person(cast.facilitator)
    assert "no hay un mapa que publicar" in browser.post(f"{BASE}publicar/", follow=True).content.decode()
    shown = mapped(opinions)

    browser.post(f"{BASE}publicar/")
    browser.post(f"{BASE}publicar/")

    shown.refresh_from_db()
    record = Record.objects.get(kind="opinion-map.published")
    assert shown.published_by == cast.facilitator
    assert (record.body["digest"], record.body["votes_digest"]) == (shown.digest, shown.votes_digest)
    assert AuditEntry.objects.filter(action="opinion-map.published").count() == 1


def test_the_last_map_is_published_when_the_process_closes(cast: Cast, opinions: Activity) -> None:
    statement = make_statement(opinions)
    publish_last(opinions.pk)
    assert Record.objects.filter(kind="opinion-map.published").count() == 0

    make_vote(statement, cast.rosa, 1)
    publish_last(opinions.pk)
    publish_last(opinions.pk)

    assert OpinionMap.objects.get().published_at is not None
    assert Record.objects.filter(kind="opinion-map.published").count() == 1


def test_everyone_who_voted_learns_once_what_was_decided(cast: Cast, opinions: Activity) -> None:
    statement = make_statement(opinions, participant=cast.rosa)
    forgotten = Participant.objects.create(erased_at="2026-01-01T00:00Z")
    for participant in (cast.rosa, cast.julio, forgotten):
        make_vote(statement, participant, 1)
    make_vote(statement, Participant.objects.create(), -1)
    Voter.objects.filter(participant=Participant.objects.latest("pk")).update(is_excluded=True)
    browser = as_person(cast.official)
    data = {"title": "Ordenanza del agua", "target": "https://example.org/ordenanza", "tells": "on"}

    browser.post(f"{BASE}afirmaciones/1/decision/", data)
    browser.post(f"{BASE}afirmaciones/1/decision/", data)
    link = Link.objects.get()
    for _ in range(2):
        tell_everyone(statement.pk, link.pk)

    assert (link.relation, link.source) == ("supports", statement.contribution.ref)
    assert [each.participant for each in Notice.objects.filter(kind="statement.decided")] == [cast.julio]


@pytest.mark.parametrize("visibility", ["hidden", "held"])
def test_a_message_does_not_repeat_words_that_are_not_shown(cast: Cast, opinions: Activity, visibility: str) -> None:
    statement = make_statement(opinions, "Que se vaya Fulano de Tal.")
    make_vote(statement, cast.julio, 1)
    data = {"title": "Ordenanza del agua", "target": "https://example.org/ordenanza", "tells": "on"}
    as_person(cast.official).post(f"{BASE}afirmaciones/1/decision/", data)
    Contribution.objects.filter(pk=statement.contribution_id).update(visibility=visibility)

    tell_everyone(statement.pk, Link.objects.get().pk)

    told = Notice.objects.get(kind="statement.decided")
    assert "Fulano" not in told.title + told.body
    assert "Votaste sobre la afirmación 1." in told.body


@pytest.mark.parametrize("target", ["", "ordenanza", "javascript:alert(1)", "ftp://example.org/x"])
def test_a_decision_without_a_place_to_read_it_is_refused(cast: Cast, opinions: Activity, target: str) -> None:
    make_statement(opinions)

    page = as_person(cast.facilitator).post(f"{BASE}afirmaciones/1/decision/", {"title": "Acta", "target": target})

    assert (page.status_code, Link.objects.count()) == (422, 0)
    assert "Acta" in page.content.decode()


def test_a_held_statement_waits_in_moderation_and_stands_at_the_desk(cast: Cast, opinions: Activity) -> None:
    held = make_statement(opinions, "Que la junta rinda cuentas cada mes.", participant=cast.rosa, held=True)

    assert "1 afirmación espera" in as_person(cast.coordinator).get(f"{BASE}afirmaciones/").content.decode()
    assert held.contribution.text in as_person(cast.moderator).get("/cajamarca/gestion/moderacion/").content.decode()
    desk = as_person(cast.facilitator).get(f"/cajamarca/gestion/leche/mesa/?actividad={opinions.slug}")
    assert held.contribution.text in desk.content.decode()
    assert Contribution.objects.get().visibility == "held"
    assert as_person(cast.facilitator).get(f"{BASE}afirmaciones/99/").status_code == 404
