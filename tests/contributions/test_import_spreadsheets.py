"""A spreadsheet comes in like a CSV; one that is none, or lies about its size, is refused."""

import datetime as dt
import io
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest

from minka.contributions.models import Contribution
from minka.processes.models import Activity
from tests.contributions.bringing import bring, upload
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_person


@pytest.fixture
def activity(cast: Cast) -> Activity:
    return make_activity(make_process(cast.cajamarca))


pytestmark = pytest.mark.usefixtures("activity")


@pytest.fixture(autouse=True)
def _kept_here(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


def excel(rows: list[list[object]], *, merge: str = "") -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if merge:
        book.active.merge_cells(merge)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_an_excel_comes_in_like_a_csv(cast: Cast) -> None:
    day = dt.datetime(2025, 3, 1, 9)  # noqa: DTZ001 - a spreadsheet knows no zone
    content = excel([["ID", "Título", "Texto", "Likes", "Fecha"], [7.0, "Uno", "Un texto", 4, day]])

    bring(as_person(cast.facilitator), content, name="ideas.xlsx")

    voice = Contribution.objects.get()
    assert (voice.source_key, voice.source_support_count) == ("7", 4)
    assert voice.handed_in_at.isoformat() == "2025-03-01T14:00:00+00:00"


def test_formulas_without_result_and_merged_cells_are_told(cast: Cast) -> None:
    rows = [["id", "texto"], [1, "Un texto completo"], [2, "=A1"], [3, "Otro texto"], [4, "Cuarto texto"]]

    file = bring(as_person(cast.facilitator), excel(rows, merge="A4:A5"), name="ideas.xlsx")

    told = {int(line): reason for line, _result, reason, _key in file.report["shown"]}
    assert "fórmula" in told[3]
    assert "combinadas" in told[4]
    assert file.report["new"] == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (excel([]), "ninguna hoja con datos"),
        (excel([["solo"], ["uno"]]), "una sola columna"),
        (excel([["id", "texto"], [1, "x"]], merge="A1:B1"), "combinadas"),
    ],
)
def test_an_excel_that_is_no_table_is_refused(cast: Cast, content: bytes, words: str) -> None:
    answer = upload(as_person(cast.facilitator), content, name="ideas.xlsx")

    assert answer.status_code == 422
    assert words in answer.content.decode()


def bomb(megabytes: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(megabytes):
                sheet.write(b" " * 1024 * 1024)
    return out.getvalue()


def lying(content: bytes, megabytes: int) -> bytes:
    """The same file, whose directory says that the large part is a small one."""
    return content.replace(struct.pack("<I", megabytes * 1024 * 1024), struct.pack("<I", 1000))


@pytest.mark.parametrize("content", [lying(bomb(110), 110), excel([["a", "b"], [1, 2]])[:-300], bomb(1)[:900]])
def test_a_file_that_lies_about_its_inside_is_refused(cast: Cast, content: bytes) -> None:
    answer = upload(as_person(cast.facilitator), content, name="mentira.xlsx")

    assert answer.status_code == 422
    assert "dañado" in answer.content.decode()


def test_a_zip_bomb_is_refused_unopened(cast: Cast) -> None:
    answer = upload(as_person(cast.facilitator), bomb(101), name="bomba.xlsx")

    assert answer.status_code == 422
    assert "demasiado grande por dentro" in answer.content.decode()
