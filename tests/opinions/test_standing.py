"""Where I stand, the page of a statement and the first page: what each reader may see, and when."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from minka.contributions.models import Contribution, Link
from minka.opinions.models import GroupName, OpinionMap
from minka.processes.models import Activity, Phase
from tests.make.map_documents import STATEMENTS
from tests.make.opinions import make_map, make_opinions, make_statement, make_vote, make_voter
from tests.make.processes import make_process
from tests.opinions.voting import address
from tests.people import Cast, as_participant, as_person


def like_group(water: Activity, cast: Cast, rank: int, count: int = 12) -> None:
    """Rosa answers the first statements as most of one group does."""
    make_map(water)
    for statement, (_, rates) in list(zip(water.statements.order_by("number"), STATEMENTS, strict=True))[:count]:
        make_vote(statement, cast.rosa, 1 if rates[rank] > 0.5 else -1)


def page_of(contribution: Contribution) -> str:
    return f"{address(contribution.activity, 'activity')}{contribution.pk}/"


@pytest.mark.parametrize(("rank", "letter"), [(0, "A"), (1, "B"), (2, "C")])
def test_who_answers_like_a_group_stands_in_it_and_reads_what_it_believes(
    cast: Cast, water: Activity, rank: int, letter: str
) -> None:
    like_group(water, cast, rank)

    page = as_participant(cast.rosa).get(address(water, "standing")).content.decode()

    assert f"Estás en: Grupo {letter}" in page
    assert "Es bastante seguro: 9" in page
    for words in ("Lo que une a todos", "Lo que piensa tu grupo", "Lo que piensan los demás", "Tú", "Ver como tabla"):
        assert words in page
    assert "Nadie debería recibir agua si no va a la faena." in page
    assert page.count('<svg class="opinion-picture"') == 1


def test_with_mixed_answers_no_group_is_said_for_sure(cast: Cast, water: Activity) -> None:
    make_map(water)
    for statement in water.statements.order_by("number")[:7]:
        make_vote(statement, cast.rosa, 0)

    page = as_participant(cast.rosa).get(address(water, "standing")).content.decode()

    assert "Lo más cerca de ti: Grupo" in page
    assert "Vota más y será más claro." in page
    assert "Estás en:" not in page


def test_a_name_that_the_team_gave_stands_beside_the_letter(cast: Cast, water: Activity) -> None:
    like_group(water, cast, 0)
    GroupName.objects.create(
        site=water.site, activity=water, letter="A", name="La asamblea primero", opinion_map=OpinionMap.objects.get()
    )

    assert "A · La asamblea primero" in as_participant(cast.rosa).get(address(water, "standing")).content.decode()


def test_somebody_who_differs_from_their_group_is_told_where(cast: Cast, water: Activity) -> None:
    like_group(water, cast, 0)
    row = next(row for row, (_, rates) in enumerate(STATEMENTS, 1) if rates[0] > 0.85)
    vote = cast.rosa.voters.get().votes.get(statement__number=row)
    type(vote).objects.filter(activity=water, statement__number=row).update(value=-1)

    page = as_participant(cast.rosa).get(address(water, "standing")).content.decode()

    assert "Donde piensas distinto de tu grupo" in page
    assert "Tú: en desacuerdo. Tu grupo:" in page


@pytest.mark.parametrize(
    ("verdict", "votes", "words"),
    [
        ("groups", 4, "Te faltan 3 votos."),
        ("groups", 6, "Te falta 1 voto."),
        ("one_crowd", 12, "no se separa en grupos"),
        ("too_few", 12, "Todavía son pocas personas"),
        (None, 12, "El mapa se está haciendo"),
    ],
)
def test_what_cannot_be_said_is_not_said(
    cast: Cast, water: Activity, verdict: str | None, votes: int, words: str
) -> None:
    like_group(water, cast, 0, votes)
    OpinionMap.objects.all().delete()
    if verdict is not None:
        make_map(water, verdict=verdict)

    page = as_participant(cast.rosa).get(address(water, "standing")).content.decode()

    assert words in page
    assert "Grupo A" not in page


def test_until_the_end_nobody_stands_anywhere_where_the_team_chose_so(cast: Cast) -> None:
    water = make_opinions(make_process(cast.cajamarca), results="closed")
    like_group(water, cast, 0)
    rosa = as_participant(cast.rosa)

    before = rosa.get(address(water, "standing")).content.decode()
    Phase.objects.filter(pk=water.phase_id).update(closes_on=water.phase.opens_on)
    after = rosa.get(address(water, "standing")).content.decode()

    assert "El mapa se ve al cerrar" in before
    assert "Grupo A" not in before
    assert "Estás en: Grupo A" in after
    assert "Todavía no votaste aquí" in Client().get(address(water, "standing")).content.decode()


def test_hidden_statements_and_groups_too_small_are_left_out(cast: Cast, water: Activity) -> None:
    like_group(water, cast, 0)
    hidden = water.statements.get(number=12)
    Contribution.objects.filter(pk=hidden.contribution_id).update(visibility="hidden")
    made = OpinionMap.objects.get()
    made.document["groups"][2]["size"] = 3
    made.save(update_fields=["document"])

    page = as_participant(cast.rosa).get(address(water, "standing")).content.decode()

    assert hidden.contribution.text not in page
    assert "<span>Grupo C</span>" not in page
    assert "<span>Grupo B</span>" in page


def test_of_fewer_than_five_votes_no_share_is_said(cast: Cast, water: Activity) -> None:
    like_group(water, cast, 0)
    made = OpinionMap.objects.get()
    typical = made.document["groups"][0]["typical"][0]["statement"]
    two = {"agrees": 2, "disagrees": 0, "passes": 0, "agree": 0.75, "disagree": 0.25}
    made.document["statements"][typical - 1]["groups"]["A"] |= two
    made.document["statements"][made.document["unites"][0] - 1]["groups"]["C"] |= two | {
        "agree": 0.01,
        "disagree": 0.01,
    }
    made.save(update_fields=["document"])

    page = as_participant(cast.rosa).get(address(water, "standing")).context["page"]

    assert typical not in [belief.statement.number for belief in page.own.beliefs]
    assert [belief.share for belief in page.unites if belief.statement.number == made.document["unites"][0]] != [1]


def test_votes_of_a_statement_show_only_to_those_who_may_see_results(cast: Cast, water: Activity) -> None:
    like_group(water, cast, 0)
    said = water.statements.get(number=3).contribution
    readers = {
        Client(): False,
        as_participant(cast.julio): False,
        as_person(cast.stranger): False,
        as_participant(cast.rosa): True,
        as_person(cast.facilitator): True,
    }

    for reader, sees in readers.items():
        page = reader.get(page_of(said)).content.decode()
        assert said.text in page
        assert ("opinion-picture" in page) is sees
        assert ("Se ven después de votar" in page) is not sees


def test_the_page_of_a_statement_tells_its_state_and_what_it_changed(cast: Cast, water: Activity) -> None:
    said = make_statement(water, participant=cast.rosa).contribution
    Link.objects.create(site=said.site, source=said.ref, target="https://example.org/obra", title="Obra en marcha")
    rosa, anyone = as_participant(cast.rosa), Client()

    page = anyone.get(page_of(said)).content.decode()
    Contribution.objects.filter(pk=said.pk).update(visibility="hidden", hidden_reason="insult")

    for words in (
        "Obra en marcha",
        "Votar esta afirmación",
        "Avisar que rompe las reglas",
        "Todavía no tiene respuesta",
    ):
        assert words in page
    assert said.text not in anyone.get(page_of(said)).content.decode()
    assert "Afirmación oculta" in anyone.get(page_of(said)).content.decode()
    assert said.text in rosa.get(page_of(said)).content.decode()
    assert anyone.get(page_of(said).replace("cajamarca", "tacna")).status_code == 404
    assert anyone.get(address(water, "activity") + "999999/").status_code == 404


def test_the_first_page_says_what_is_asked_and_where_one_was(cast: Cast, water: Activity) -> None:
    make_vote(make_statement(water), cast.rosa, 1)
    make_voter(water, cast.julio, is_excluded=True)

    new, known = (
        phone.get(address(water, "activity")).content.decode() for phone in (Client(), as_participant(cast.rosa))
    )

    for words in (water.prompt, "Cómo funciona", "1 persona votó", "1 afirmación", "Votar", "quedan 5 días"):
        assert words in new
    assert "Mis votos" not in new
    assert "Seguir votando" in known
    assert "Mis votos (1)" in known
    julio = as_participant(cast.julio).get(address(water, "activity")).content.decode()
    assert "Por ahora tus votos no cuentan" in julio


def test_a_demonstration_says_so_with_its_source(cast: Cast) -> None:
    process = make_process(cast.cajamarca, is_demonstration=True, attribution="Datos de openData, CC BY 4.0")
    page = Client().get(address(make_opinions(process), "activity")).content.decode()

    assert page.index(">Votar<") < page.index("Esto es una demostración") < page.index("Datos de openData, CC BY 4.0")


def test_where_i_stand_asks_a_fixed_number_of_questions(cast: Cast, water: Activity) -> None:
    like_group(water, cast, 0)
    rosa = as_participant(cast.rosa)

    with CaptureQueriesContext(connection) as captured:
        assert rosa.get(address(water, "standing")).status_code == 200

    assert len(captured) <= 9
