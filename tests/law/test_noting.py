"""A site's people note the law that its cases are counted with: each rule with its norm, a past day looked at twice."""

import datetime as dt

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from minka.law.models import CalendarDay, DistanceTable, FrontDeskRule
from minka.records.models import AuditEntry
from tests.make.cases import make_case, make_organization, make_version
from tests.make.law import make_day, make_table
from tests.make.reference import make_department, make_province
from tests.people import Cast, as_person

HERE = "/cajamarca/gestion/plazos/"
TODAY = dt.datetime(2026, 3, 2, 15, tzinfo=dt.UTC)
DAY = {
    "day": "2026-03-10", "name": "Puente", "kind": "decreed", "scope": "national", "place_code": "",
    "norm": "DS 001-2026-PCM", "published_on": "2026-03-01", "checked": "unchecked", "is_compensable": "on",
}  # fmt: skip
DESK = {"closes_at": "18:00", "valid_from": "2026-03-02", "norm": "Directiva 3", "checked": "read"}
TABLE = {"valid_from": "2026-03-02", "norm": "Ordenanza 9", "checked": "unchecked", "seat_code": "0601"}


@pytest.fixture(autouse=True)
def _place(cast: Cast) -> None:
    make_department()
    make_province(name="Cajamarca", inei="0601", reniec="0601")
    make_province(name="Jaén", inei="0608", reniec="0608")
    cast.cajamarca.place_code = "06"
    cast.cajamarca.save(update_fields=["place_code"])


@pytest.fixture
def official(cast: Cast) -> Client:
    return as_person(cast.official)


def post(client: Client, where: str, typed: dict[str, object]) -> tuple[int, str]:
    with time_machine.travel(TODAY, tick=False):
        answer = client.post(f"{HERE}{where}", typed)
        return answer.status_code, answer.content.decode()


def csv_file(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("archivo.csv", text.encode(), content_type="text/csv")


def test_day_is_noted_with_its_norm_and_audit(official: Client, cast: Cast) -> None:
    status, _page = post(official, "dias/nuevo/", DAY)

    day = CalendarDay.objects.get()
    assert status == 302
    assert (day.day, day.norm, day.is_compensable, day.added_by) == (
        dt.date(2026, 3, 10), "DS 001-2026-PCM", True, cast.official,
    )  # fmt: skip
    assert AuditEntry.objects.get(action="law.day-noted").changes == {"day": "2026-03-10", "kind": "decreed"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"norm": ""}, "una entidad no inhabilita días por su cuenta"),
        ({"published_on": ""}, "art. 137.2"),
        ({"scope": "entity"}, "Esa clase de día no puede valer ahí"),
        ({"kind": "regional", "scope": "province"}, "Elige la región o la provincia"),
        ({"place_code": "0608"}, "vale en un solo lugar o en todos"),
        ({"day": "ayer"}, "Escribe la fecha así"),
        ({"day": "1821-07-28"}, "entre 1990 y 2199"),
        ({"name": ""}, "Ponle un nombre"),
    ],
)
def test_day_that_the_law_does_not_know_is_refused(official: Client, change: dict[str, str], words: str) -> None:
    status, page = post(official, "dias/nuevo/", {**DAY, **change})

    assert status == 422
    assert words in page
    assert not CalendarDay.objects.exists()


def test_past_day_is_looked_at_twice_with_the_number_of_cases_it_touches(official: Client, cast: Cast) -> None:
    with time_machine.travel(TODAY, tick=False):
        make_case(make_version(cast.cajamarca), cast.rosa, filed=dt.date(2026, 2, 23))
    past = {**DAY, "day": "2026-02-27", "published_on": "2026-02-20"}

    first, page = post(official, "dias/nuevo/", past)
    second, _page = post(official, "dias/nuevo/", {**past, "sure": "on"})

    assert (first, second) == (422, 302)
    assert "Hay 1 trámite abierto que tiene ese día en su cuenta" in page
    assert "Mira otra vez" in page
    assert CalendarDay.objects.count() == 1


def test_withdrawn_day_stays_readable_with_its_reason_and_is_withdrawn_once(official: Client, cast: Cast) -> None:
    day = make_day(cast.cajamarca, dt.date(2026, 3, 10))

    statuses = [post(official, f"dia/{day.pk}/retirar/", {"why": why})[0] for why in ("", "Se derogó", "Otra vez")]

    day.refresh_from_db()
    assert statuses == [422, 302, 302]
    assert day.withdrawn_why == "Se derogó"
    assert AuditEntry.objects.filter(action="law.withdrawn").count() == 1
    assert "Se derogó" in official.get(HERE).content.decode()


def test_rules_of_another_site_cannot_be_withdrawn(official: Client, cast: Cast) -> None:
    day = make_day(cast.tacna, dt.date(2026, 3, 10))

    assert post(official, f"dia/{day.pk}/retirar/", {"why": "x"})[0] == 404
    assert post(official, f"nada/{day.pk}/retirar/", {"why": "x"})[0] == 404


def test_closing_hour_needs_its_norm_and_midnight_does_not(official: Client) -> None:
    refused, page = post(official, "horario/", {**DESK, "norm": ""})
    noted, _page = post(official, "horario/", {**DESK, "seat_code": "0608"})
    midnight, _page = post(official, "horario/", {**DESK, "closes_at": "", "norm": ""})

    assert (refused, noted, midnight) == (422, 302, 302)
    assert "otra hora de cierre necesita su norma" in page
    assert list(FrontDeskRule.objects.order_by("pk").values_list("closes_at", "seat_code")) == [
        (dt.time(18), "0608"), (None, ""),
    ]  # fmt: skip


def test_table_is_written_into_a_grid_where_an_empty_province_is_not_zero(official: Client) -> None:
    empty, page = post(official, "distancias/nueva/", TABLE)
    noted, _page = post(official, "distancias/nueva/", {**TABLE, "from_0608": "3"})

    assert (empty, noted) == (422, 302)
    assert "al menos una provincia" in page
    assert DistanceTable.objects.get().rows == [["0608", "0601", 3]]


def test_file_of_distances_is_looked_at_before_it_is_kept(official: Client, cast: Cast) -> None:
    entity = make_organization(cast.cajamarca)
    text = "place_inei,seat_inei,days\n0608,0601,3\n060801,0601,4\n"
    typed = {**TABLE, "organization": entity.pk}

    shown, page = post(official, "distancias/archivo/", {**typed, "file": csv_file(text)})
    assert not DistanceTable.objects.exists()
    token = page.split('name="rows" value="')[1].split('"')[0]
    kept, _page = post(official, "distancias/archivo/", {**typed, "rows": token})

    table = DistanceTable.objects.get()
    assert (shown, kept) == (200, 302)
    assert "Jaén" in page
    assert table.rows == [["0608", "0601", 3], ["060801", "0601", 4]]
    assert table.organization == entity
    download = official.get(f"{HERE}distancias/{table.pk}.csv").content.decode().splitlines()
    assert download[:2] == ["place_inei,seat_inei,days,source", "0608,0601,3,Ordenanza 9"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "El archivo enviado está vacío|está vacío"),
        ("a,b\n1,2\n", "Faltan las columnas: place_inei, seat_inei, days"),
        ("place_inei,seat_inei,days\n", "no tiene filas"),
        ("place_inei,seat_inei,days\n0608,0601,99\n", "los días van de 0 a 60"),
        ("place_inei,seat_inei,days\n0608,0601\n", "los días van de 0 a 60"),
        ("place_inei,seat_inei,days\n0608,0601,1\n0608,0601,2\n", "Fila 2: ese lugar y esa sede ya estaban"),
        ('place_inei,seat_inei,days\n"0608,0601,1\n', "No es un archivo CSV"),
    ],
)
def test_file_that_is_no_table_is_refused_with_its_row(official: Client, text: str, words: str) -> None:
    status, page = post(official, "distancias/archivo/", {**TABLE, "file": csv_file(text)})

    assert status == 422
    assert any(each in page for each in words.split("|"))


def test_rows_that_nobody_signed_are_not_kept(official: Client) -> None:
    status, _page = post(official, "distancias/archivo/", {**TABLE, "rows": '[["0608","0601",3]]'})

    assert status == 422
    assert not DistanceTable.objects.exists()


def test_file_of_days_is_judged_row_by_row_and_past_ones_are_looked_at_twice(official: Client) -> None:
    head = "day,name,kind,scope,place_inei,is_compensable,norm,published_on,source\n"
    good = (
        "2026-03-10,Puente,decreed,national,,sí,DS 1,2026-03-01,\n2026-02-27,Otro,decreed,national,,,DS 2,2026-02-01,\n"
    )

    bad, bad_page = post(official, "dias/archivo/", {"file": csv_file(head + "2026-03-10,X,decreed,national,,,,,\n")})
    shown, page = post(official, "dias/archivo/", {"file": csv_file(head + good)})
    token = page.split('name="rows" value="')[1].split('"')[0]
    asked, _page = post(official, "dias/archivo/", {"rows": token})
    assert not CalendarDay.objects.exists()
    kept, _page = post(official, "dias/archivo/", {"rows": token, "sure": "on"})

    assert (bad, shown, asked, kept) == (422, 200, 200, 302)
    assert "Fila 1:" in bad_page
    assert list(CalendarDay.objects.values_list("name", "is_compensable")) == [("Otro", False), ("Puente", True)]


def test_everybody_reads_the_rules_with_both_numberings_and_who_checked_them(cast: Cast) -> None:
    call_command("load_reference", only="legal_rules", verbosity=0)
    version = make_version(cast.cajamarca)
    make_day(cast.cajamarca, dt.date(2026, 3, 10), is_compensable=True)
    make_table(cast.cajamarca, [["0608", "0601", 3]], is_demonstration=True)

    with time_machine.travel(TODAY, tick=False):
        page = as_person(None).get("/cajamarca/reglas/").content.decode()

    assert 'id="art-133.1"' in page
    assert "art. 133.1, TUO 144.1" in page
    assert "por confirmar por un abogado" in page
    assert "DS 001-2026-PRUEBA" in page
    assert "Es un ejemplo inventado" in page
    assert version.service.title in page
    assert "15 días hábiles" in page
    assert "/cajamarca/reglas/" in as_person(None).get("/cajamarca/servicios/licencia/").content.decode()
