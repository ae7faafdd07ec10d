"""Importing a file of another platform, from the upload to the public record."""

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from minka.contributions.actions.bulk import submit_many
from minka.contributions.actions.imports import file_of
from minka.contributions.actions.submission import Voice, submit_contribution
from minka.contributions.models import Contribution, Import
from minka.contributions.tasks import forget_files, import_file
from minka.people.models import Participant
from minka.processes.models import Activity
from minka.records.models import AuditEntry, Record
from tests.contributions.bringing import BASE, bring, choose, upload
from tests.make.processes import make_activity, make_process
from tests.make.reference import make_district
from tests.people import Cast, as_person

CSV = """id;Título;Cuerpo;Votos;Fecha
1;Agua limpia;Que llegue agua limpia al caserío;12;03/01/2024
2;Camino;"Arreglar el camino;
también el puente";0;04/01/2024
"""


@pytest.fixture
def activity(cast: Cast) -> Activity:
    return make_activity(make_process(cast.cajamarca))


pytestmark = pytest.mark.usefixtures("activity")


@pytest.fixture(autouse=True)
def _kept_here(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


def test_a_file_is_looked_through_first_and_received_on_demand(cast: Cast) -> None:
    browser = as_person(cast.facilitator)
    upload(browser, CSV.encode())
    shown = browser.get(choose(browser).headers["Location"])

    assert "Importar 2 aportes" in shown.content.decode()
    assert Contribution.objects.count() == 0

    file = Import.objects.get()
    browser.post(f"{BASE}{file.pk}/empezar/")
    assert 'hx-trigger="every 3s"' in browser.get(f"{BASE}{file.pk}/").content.decode()
    import_file(file.pk)

    first, second = Contribution.objects.order_by("pk")
    assert (first.title, first.source_key, first.source_support_count) == ("Agua limpia", "1", 12)
    assert (first.channel, first.source, first.recorded_by) == ("import", "Taller", cast.facilitator)
    assert first.handed_in_at.date().isoformat() == "2024-01-03"
    assert second.text == "Arreglar el camino;\ntambién el puente"
    assert "Se recibieron 2 aportes" in browser.get(f"{BASE}{file.pk}/").content.decode()


def test_the_same_file_again_brings_nothing_and_says_so(cast: Cast) -> None:
    browser = as_person(cast.facilitator)
    bring(browser, CSV.encode())
    people = Participant.objects.count()

    upload(browser, CSV.encode(), key="o" * 32)
    page = browser.get(choose(browser).headers["Location"]).content.decode()

    assert "No hay ninguna línea nueva que importar" in page
    assert "Ya se importó antes" in page
    assert (Contribution.objects.count(), Participant.objects.count()) == (2, people)


def test_an_import_cut_short_goes_on_and_counts_each_line_once(cast: Cast) -> None:
    browser = as_person(cast.facilitator)
    upload(browser, CSV.encode())
    stored = file_of(Import.objects.get().stored_as)
    content = stored.read_bytes()
    choose(browser)
    browser.post(f"{BASE}{Import.objects.get().pk}/empezar/")
    import_file(Import.objects.get().pk)
    stored.write_bytes(content)  # as it was when the worker was killed, before the last words of the import
    Import.objects.update(status="running")

    import_file(Import.objects.get().pk)

    file = Import.objects.get()
    assert (file.status, file.report["new"], Contribution.objects.count()) == ("done", 2, 2)


def test_what_people_said_stays_in_no_file_after_the_import(
    cast: Cast, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        bring(as_person(cast.facilitator), CSV.encode())

    left = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"caser" not in left


def test_a_file_that_nobody_imported_is_gone_after_a_month(cast: Cast) -> None:
    browser = as_person(cast.facilitator)
    upload(browser, CSV.encode())
    page = browser.get(choose(browser).headers["Location"])
    kept = file_of(Import.objects.get().stored_as)

    forget_files(0)
    assert kept.exists()
    Import.objects.update(at=timezone.now() - dt.timedelta(days=31))
    forget_files(0)

    assert not kept.exists()
    assert browser.get(page.wsgi_request.path).status_code == 200


def test_an_imported_idea_says_where_it_comes_from(cast: Cast) -> None:
    bring(as_person(cast.facilitator), CSV.encode())
    Import.objects.update(licence="Datos abiertos, con atribución")
    number = Contribution.objects.values_list("pk", flat=True)[0]

    page = Client().get(f"/cajamarca/procesos/leche/ideas/{number}/").content.decode()

    assert "Viene de Taller." in page
    assert "Datos abiertos, con atribución" in page


def test_the_same_form_twice_keeps_one_file(cast: Cast) -> None:
    browser = as_person(cast.facilitator)

    first, second = (upload(browser, CSV.encode()) for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert Import.objects.count() == 1


def test_each_broken_line_is_told_with_its_number_and_the_rest_comes_in(cast: Cast) -> None:
    lines = [
        "id,title,body,votes,created_at",
        "1,Bien,Un texto completo,3,01/02/2025",
        "2,Votos,Un texto completo,muchos,01/02/2025",
        "3,Fecha,Un texto completo,1,32/13/2025",
        "4,,,1,01/02/2025",
        "5,Pocas columnas",
        "6,Muchas,Un texto,1,01/02/2025,sobra",
        '7,"Sin cerrar,Un texto completo,1,01/02/2025',
        "8,Bien,Otro texto completo,1,2025-02-01",
        "1,Bien,El mismo código,3,01/02/2025",
        "9,Futuro,Un texto completo,1,01/02/2090",
        "10,Nulo,Un texto\x00 completo,1,01/02/2025",
        ",Sin código,Un texto completo,1,01/02/2025",
    ]
    browser = as_person(cast.facilitator)

    file = bring(browser, "\r\n".join(lines).encode())

    told = {int(line): reason for line, _result, reason, _key in file.report["shown"]}
    assert sorted(told) == [3, 4, 5, 6, 7, 8, 10, 11, 12, 13]
    assert "«muchos» no es un número de apoyos" in told[3]
    assert "32/13/2025" in told[4]
    assert "No tiene texto" in told[5]
    assert "Le faltan columnas" in told[6]
    assert "comillas" in told[8]
    assert "línea 2" in told[10]
    assert "todavía no llega" in told[11]
    assert "nulo" in told[12]
    assert list(Contribution.objects.order_by("pk").values_list("source_key", flat=True)) == ["1", "8"]


def test_the_whole_report_is_a_file_that_no_spreadsheet_runs(cast: Cast) -> None:
    browser = as_person(cast.facilitator)
    upload(browser, b"id,title,body\n=1+1,=HYPERLINK(1),Un texto completo\n2,Dos,\n")
    choose(browser)

    content = b"".join(browser.get(f"{BASE}{Import.objects.get().pk}/informe.csv").streaming_content).decode(
        "utf-8-sig"
    )

    assert "2,correcta,,'=1+1" in content
    assert len(content.strip().splitlines()) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_usual_encoding_and_separator_is_understood(cast: Cast, encoding: str, separator: str) -> None:
    rows = [["id", "título", "texto"], ["1", "Niñez", "Una guardería cerca del mercado, señor alcalde; gracias"]]
    text = "\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)

    bring(as_person(cast.facilitator), text.encode(encoding))

    assert Contribution.objects.get().text == "Una guardería cerca del mercado, señor alcalde; gracias"
    assert Contribution.objects.get().title == "Niñez"


def test_a_utf8_file_with_a_damaged_line_loses_only_that_line(cast: Cast) -> None:
    lines = "id,title,body\n1,Añil,Señales más visibles\n2,Malo,Se*al\n3,Más,Árboles y jardín\n"
    content = lines.encode().replace(b"*", b"\xf1")

    file = bring(as_person(cast.facilitator), content)

    assert (file.report["new"], file.report["broken"]) == (2, 1)
    assert "letras dañadas" in file.report["shown"][0][2]


def test_html_and_long_titles_become_plain_words_and_nothing_is_lost(cast: Cast) -> None:
    title = "Un título " * 20
    content = f'id,title,body\n1,{title},"<p>Hola &amp; <b>adiós</b></p><script>x</script><p>Chau</p>"\n'

    bring(as_person(cast.facilitator), content.encode())

    voice = Contribution.objects.get()
    assert len(voice.title) == 140
    assert voice.text.startswith(title.strip())
    assert voice.text.endswith("Hola & adiós\nxChau")


@pytest.mark.parametrize("html", ["<a<" * 3000, "<br" * 30_000])
def test_html_that_never_ends_costs_its_own_line_and_no_time(cast: Cast, html: str) -> None:
    file = bring(as_person(cast.facilitator), f"id;título;texto\n1;Agua;{html}\n2;Luz;Que llegue la luz\n".encode())

    assert (file.status, file.report["ok"], file.report["broken"]) == ("done", 1, 1)
    assert [each.title for each in Contribution.objects.all()] == ["Luz"]


def test_districts_are_understood_and_unknown_ones_told(cast: Cast) -> None:
    make_district()

    file = bring(
        as_person(cast.facilitator), b"id,title,distrito\n1,Uno dos,chota\n2,Dos tres,060401\n3,Tres,Springfield\n"
    )

    assert set(Contribution.objects.values_list("place_code", flat=True)) == {"060401"}
    assert "Springfield" in file.report["shown"][0][2]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "vacio.csv", "vacío"),
        (b"\n\n  \n", "vacio.csv", "vacío"),
        (b"una sola columna\nhola\n", "una.csv", "una sola columna"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "foto.csv", "no es un CSV ni un Excel"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "viejo.xls", "Excel antiguo"),
        (b"PK\x03\x04 roto", "roto.xlsx", "dañado"),
        (b"a,b\n" + b"x" * (20 * 1024 * 1024), "grande.csv", "más de 20 MB"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_what_to_do(cast: Cast, content: bytes, name: str, words: str) -> None:
    answer = upload(as_person(cast.facilitator), content, name=name)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Import.objects.count() == 0


def test_columns_of_one_name_are_told_apart_by_their_number(cast: Cast) -> None:
    browser = as_person(cast.facilitator)
    upload(browser, b"id,texto,texto\n1,corto,El texto largo de verdad\n")

    page = browser.get(f"{BASE}{Import.objects.get().pk}/columnas/").content.decode()
    assert "Hay columnas que se llaman igual: texto" in page
    assert "texto (columna 3)" in page

    choose(browser, text=2)
    assert Import.objects.get().mapping["text"] == 2


def test_without_a_column_of_words_nothing_is_looked_through(cast: Cast) -> None:
    browser = as_person(cast.facilitator)
    upload(browser, b"a,b\n1,2\n")

    answer = choose(browser)

    assert answer.status_code == 422
    assert "Elige en qué columna está" in answer.content.decode()


def test_one_voice_and_many_leave_the_same_rows(cast: Cast, activity: Activity) -> None:
    voice = Voice(text="Agua limpia", title="Agua", channel="import", source="Taller", source_key="1")
    other = Voice(text="Agua limpia", title="Agua", channel="import", source="Taller", source_key="2")
    one = submit_contribution(activity=activity, voice=voice, idempotency_key="a", by=cast.facilitator).contribution
    (many,) = submit_many(activity=activity, voices={"b": other}, by=cast.facilitator)

    own = {"id", "code", "idempotency_key", "source_key", "participant_id", "received_at", "handed_in_at"}
    rows = [{k: v for k, v in row.items() if k not in own} for row in Contribution.objects.order_by("pk").values()]
    records = [
        Record.objects.filter(subject=each.ref).values("site_key", "kind", "body", "is_withheld").get()
        for each in (one, many)
    ]
    entries = [
        AuditEntry.objects.filter(subject=each.ref).values("site_key", "actor", "action", "changes").get()
        for each in (one, many)
    ]
    people = [
        Participant.objects.filter(pk=each.participant_id).values("alias", "level", "language").get()
        for each in (one, many)
    ]

    assert rows[0] == rows[1]
    assert records[0] == records[1]
    assert entries[0] == entries[1]
    assert people[0] == people[1]
    assert one.participant_id != many.participant_id


def test_many_voices_are_received_once(cast: Cast, activity: Activity) -> None:
    voices = {f"k{n}": Voice(text=f"Texto {n}", channel="import", source="T", source_key=str(n)) for n in range(30)}

    first = submit_many(activity=activity, voices=voices, by=cast.facilitator)
    second = submit_many(activity=activity, voices=voices, by=cast.facilitator)

    assert (len(first), len(second), Record.objects.count()) == (30, 0, 30)
    assert len({each.code for each in first}) == 30


def test_only_those_who_may_import_do(cast: Cast) -> None:
    upload(as_person(cast.facilitator), CSV.encode())
    address = f"{BASE}{Import.objects.get().pk}/columnas/"

    answers = {
        name: as_person(getattr(cast, name)).get(address).status_code
        for name in ("coordinator", "facilitator", "official", "moderator", "analyst", "stranger", "citizen")
    }

    assert answers == {
        "coordinator": 200, "facilitator": 200, "official": 403, "moderator": 403, "analyst": 403,
        "stranger": 404, "citizen": 404,
    }  # fmt: skip
    assert Client().get(address).status_code == 302


def test_an_import_of_another_process_is_not_found(cast: Cast) -> None:
    make_activity(make_process(cast.cajamarca, slug="otro"))
    browser = as_person(cast.facilitator)
    upload(browser, CSV.encode())

    assert browser.get(f"/cajamarca/gestion/otro/importar/{Import.objects.get().pk}/").status_code == 404


def test_the_command_imports_like_the_page(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "ideas.csv"
    path.write_text(CSV, encoding="latin-1")
    out = io.StringIO()
    where = {"activity": "cajamarca/leche/ideas", "source": "Taller", "by": cast.facilitator.email, "stdout": out}

    call_command("import_contributions", path, dry_run=True, **where)
    assert Contribution.objects.count() == 0
    call_command("import_contributions", path, mapping="key=id,title=Título,text=Cuerpo", **where)

    assert Contribution.objects.count() == 2
    assert "Recibidas ahora: 2" in out.getvalue()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"by": "nadie@example.org"}, "No hay ninguna cuenta"),
        ({"by": "analista@example.org"}, "no puede importar"),
        ({"activity": "cajamarca/leche"}, "No encuentro la actividad"),
        ({"mapping": "titulo=Título"}, "No entiendo"),
    ],
)
def test_the_command_says_what_it_lacks(tmp_path: Path, changed: dict[str, str], words: str) -> None:
    path = tmp_path / "ideas.csv"
    path.write_text(CSV)
    where = {"activity": "cajamarca/leche/ideas", "source": "Taller", "by": "facilitadora@example.org"}

    with pytest.raises(CommandError, match=words):
        call_command("import_contributions", path, **where | changed)
