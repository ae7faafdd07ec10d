"""The report: who sees it and when, what it says, and what it keeps to itself."""

import datetime as dt
import re
import subprocess
from pathlib import Path
from shutil import which

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from minka.contributions.models import Contribution
from minka.opinions.models import GroupName, OpinionMap
from minka.processes.models import Activity, Process
from tests.make.map_documents import STATEMENTS
from tests.make.opinions import make_map, make_opinions, make_vote, make_voter
from tests.make.processes import make_process
from tests.people import Cast, as_participant, as_person

QUERIES = 5  # the activity, its map, the names, the words, the last recount; who took part is remembered


def page_of(activity: Activity) -> str:
    return f"/cajamarca/procesos/{activity.process.slug}/{activity.slug}/informe/"


def read(activity: Activity, browser: Client | None = None) -> str:
    answer = (browser or Client()).get(page_of(activity))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture
def water(cast: Cast) -> Activity:
    return make_opinions(make_process(cast.cajamarca), results="always")


def test_report_begins_with_what_unites_then_what_divides_then_the_groups(water: Activity) -> None:
    make_map(water)

    page = read(water)

    heads = re.findall(r"<h2[^>]*>([^<]+)</h2>", page)
    assert heads == [
        "Lo que une",
        "Lo que divide",
        "Los grupos de opinión",
        "Quiénes votaron, y quiénes faltan",
        "Cómo se hizo, y cómo comprobarlo",
    ]
    assert "En cada grupo, al menos 73 de cada 100 están de acuerdo (90 % seguro: 65 a 81)." in page
    assert "En cada grupo, al menos 78 de cada 100 están en desacuerdo (90 % seguro:" in page
    assert "Grupo A está más de acuerdo: 74 de cada 100" in page
    assert "Vemos 3 grupos de opinión" in page
    assert "120 personas: 50 de cada 100 de las ubicadas (90 % seguro: 45 a 55)." in page
    assert "barajamos los votos 99 veces" in page


def test_groups_go_by_the_name_they_were_given(water: Activity) -> None:
    row = make_map(water)
    GroupName.objects.create(site=water.site, activity=water, letter="B", name="Regantes <del> valle", opinion_map=row)

    page = read(water)

    assert "B · Regantes &lt;del&gt; valle" in page
    assert "<del>" not in page


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("one_crowd", "Dibujar grupos sería inventarlos."),
        ("too_few", "Todavía son muy pocas personas para un mapa"),
    ],
)
def test_a_map_without_groups_says_so(water: Activity, verdict: str, said: str) -> None:
    make_map(water, verdict=verdict)

    page = read(water)

    assert said in page
    assert "Grupo A" not in page


def test_before_the_first_map_the_report_says_what_will_be_here(water: Activity) -> None:
    assert "El informe empieza con los primeros votos" in read(water)


@pytest.mark.parametrize(
    ("results", "over", "sees"),
    [
        ("always", False, True),
        ("voted", False, False),
        ("closed", False, False),
        ("voted", True, True),
        ("closed", True, True),
    ],
)
def test_the_rules_say_when_everybody_sees_the_results(
    cast: Cast, water: Activity, results: str, over: bool, sees: bool
) -> None:
    make_map(water)
    water.settings = {"results": results}
    water.save()
    if over:
        water.phase.closes_on = timezone.localdate() - dt.timedelta(days=1)
        water.phase.save()

    assert ("Lo que une" in read(water)) is sees
    assert Client().get(f"{page_of(water)}mapa.json").status_code == (200 if sees else 404)
    assert "Lo que une" in read(water, as_person(cast.analyst))
    assert ("Lo que une" in read(water, as_person(cast.stranger))) is sees


def test_whoever_voted_enough_sees_what_others_do_not_see_yet(cast: Cast, water: Activity) -> None:
    make_map(water)
    water.settings = {"results": "voted", "enough": 3}
    water.save()
    statements = list(water.statements.all())
    for statement in statements[:3]:
        make_vote(statement, cast.rosa, 1)
    make_vote(statements[0], cast.julio, 1)

    assert "Lo que une" in read(water, as_participant(cast.rosa))
    assert "El informe todavía no se ve" in read(water, as_participant(cast.julio))
    assert as_participant(cast.julio).get(f"{page_of(water)}votos.csv").status_code == 404


def test_once_voting_is_over_the_published_map_counts(water: Activity) -> None:
    make_map(water, published_at=timezone.now(), digest="p" * 64)
    make_map(water, digest="n" * 64)

    assert "n" * 64 in read(water)
    Process.objects.filter(pk=water.process_id).update(status=Process.Status.CLOSED, closed_at=timezone.now())
    assert "p" * 64 in read(water)


def test_words_that_are_hidden_stay_out_of_page_and_files(water: Activity) -> None:
    make_map(water)
    hidden = water.statements.get(number=1)
    Contribution.objects.filter(pk=hidden.contribution_id).update(visibility="hidden")

    page = read(water)
    files = [b"".join(Client().get(f"{page_of(water)}{name}")) for name in ("afirmaciones.csv", "mapa.json")]

    words = STATEMENTS[0][0]
    assert words not in page
    assert "Falta 1 afirmación que estaba en el mapa y ya no se muestra" in page
    assert all(words.encode() not in content for content in files)
    assert "1,(ya no se muestra)," in files[0].decode()


def test_small_numbers_of_people_are_not_said(water: Activity) -> None:
    row = make_map(water)
    row.document["statements"][0]["groups"]["C"] |= {"agrees": 2, "disagrees": 1, "passes": 0}
    row.save()
    for _ in range(12):
        make_voter(water, channel="web", place_code="060101")
    for _ in range(6):
        make_voter(water, channel="paper", place_code="060102")
    for _ in range(2):
        make_voter(water, channel="sms", place_code="060103")

    page = read(water)

    assert "muy pocos votos" in page
    channels = re.findall(r'<tr><th scope="row">(\w+)</th><td data-label="Votantes">(.*?)</td>', page)
    assert dict(channels)["Web"] == "12"
    assert [name for name, count in channels if "protegido" in count] == ["Papel", "SMS"]


def test_neither_size_nor_beliefs_of_a_tiny_group_can_be_worked_out(water: Activity) -> None:
    row = make_map(water)
    row.document["groups"][2] |= {"size": 3, "share": 0.0625}
    typical = row.document["groups"][0]["typical"][0]["statement"]
    row.document["statements"][typical - 1]["groups"]["A"] |= {"agrees": 2, "disagrees": 0, "passes": 0}
    row.document["statements"][11]["all"] |= {"agrees": 1, "disagrees": 1, "passes": 0}
    row.save()

    report = Client().get(page_of(water)).context["report"]
    page = read(water)

    assert report.groups[2].size == "menos de 5 personas"
    assert not re.search(r">6 \(", page)
    assert typical not in [
        water.statements.get(contribution__text=each.words.text).number for each in report.groups[0].typical
    ]
    assert not any(str(cells[0]).startswith("12.") for cells in report.division.cells)


def test_the_report_takes_a_handful_of_queries_whatever_the_statements(
    water: Activity, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_map(water)
    read(water)

    with django_assert_num_queries(QUERIES):
        read(water)


def test_report_of_a_draft_is_as_absent_as_one_of_nothing(cast: Cast) -> None:
    draft = make_opinions(make_process(cast.cajamarca, slug="borrador"), results="always")
    make_map(draft)
    Process.objects.filter(pk=draft.process_id).update(status=Process.Status.DRAFT)

    assert Client().get(page_of(draft)).status_code == 404
    assert Client().get("/cajamarca/procesos/nada/opiniones/informe/").status_code == 404
    assert as_person(cast.facilitator).get(page_of(draft)).status_code == 200


def test_votes_that_look_like_one_hand_are_told_with_the_map_without_them(water: Activity) -> None:
    row = make_map(water)
    alone = make_map(water, verdict="one_crowd").document
    brigade = {"people": 25, "votes_each": 12, "seconds": 55.0, "statements": [1, 2]}
    row.document["diagnostics"] |= {"brigades": [brigade], "without_brigades": alone}
    OpinionMap.objects.exclude(pk=row.pk).delete()
    row.save()

    page = read(water)

    assert "25 personas dieron los mismos 12 votos en 55 segundos." in page
    assert "No vemos grupos separados." in page


@pytest.mark.parametrize(("counted", "is_told"), [(3, False), (2, True)])
def test_more_voters_than_the_map_knows_of_are_explained(water: Activity, counted: int, is_told: bool) -> None:
    row = make_map(water)
    row.document["votes"]["people"] = counted
    row.save()
    for statement in water.statements.all()[:3]:
        make_vote(statement, None, 1)

    page = read(water)

    assert ("Hasta hoy votaron 3 personas. Las que aquí faltan votaron después" in page) is is_told


def test_each_row_of_what_was_said_and_what_was_answered_reads_alone(water: Activity) -> None:
    make_map(water)

    page = read(water)

    table = page[page.index("Lo que dijo el programa y lo que respondió la gente") :]
    rows = re.findall(r'<th scope="row">([^<]+)</th><td data-label="([^"]+)">([^<]+)</td>', table)
    assert rows
    assert all(re.fullmatch(r"Dijo: \d+ de cada 100 de acuerdo", said) for said, _, _ in rows)
    assert all(re.fullmatch(r"La gente respondió \d+ de cada 100", f"{label} {told}") for _, label, told in rows)


@pytest.mark.parametrize("verdict", ["groups", "one_crowd", "too_few"])
def test_the_report_is_printed_with_its_source_on_every_page(water: Activity, verdict: str) -> None:
    make_map(water, verdict=verdict)

    answer = Client().get(page_of(water).removesuffix("/") + ".pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


@pytest.mark.skipif(which("pdftotext") is None, reason="poppler-utils is not installed")
def test_paper_says_what_the_page_says(water: Activity, tmp_path: Path) -> None:
    row = make_map(water)
    (tmp_path / "informe.pdf").write_bytes(Client().get(page_of(water).removesuffix("/") + ".pdf").content)

    pages = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "informe.pdf", "-"], capture_output=True, check=True, text=True
    ).stdout.split("\f")[:-1]

    assert "En cada grupo, al menos 73 de cada 100 están de acuerdo (90 % seguro: 65 a 81)." in pages[0]
    assert "Entre los grupos hay un hueco: pocas personas opinan a medio camino." in "".join(pages)
    assert "A la derecha, lo que se contó." in pages[0]
    assert all(row.digest in page and page_of(water) in page for page in pages)
