"""Paper and QR: what is drawn can be read back."""

import numpy as np
import pytest

from minka.web.pdf import HEIGHT, MARGIN, Sheet, printable
from minka.web.qr import QUIET_ZONE, dark_runs, qr_modules, qr_svg

ADDRESS = "https://minka.example/r/kudu-yeme-sife-311"


def modules_of_path(path: str, side: int) -> np.ndarray:
    """Paint the runs of an SVG path back into modules, independently of how they were written."""
    painted = np.zeros((side, side), dtype=bool)
    for run in path.split("M")[1:]:
        start, rest = run.split("h", 1)
        x, y = (int(part) for part in start.split())
        painted[y, x : x + int(rest.split("v")[0])] = True
    return painted


def test_svg_paints_exactly_the_modules_within_a_quiet_zone() -> None:
    modules = np.array(qr_modules(ADDRESS))
    side = len(modules) + 2 * QUIET_ZONE
    svg = qr_svg(ADDRESS)

    painted = modules_of_path(svg.split(' d="')[1].split('"')[0], side)

    assert f'viewBox="0 0 {side} {side}"' in svg
    assert (painted[QUIET_ZONE:-QUIET_ZONE, QUIET_ZONE:-QUIET_ZONE] == modules).all()
    assert painted.sum() == modules.sum()


def test_qr_has_a_name_for_those_who_do_not_see_it() -> None:
    assert 'role="img" aria-label="Recibo de Rosa"' in qr_svg(ADDRESS, label="Recibo de Rosa")


def test_the_runs_drawn_on_paper_cover_each_dark_module_once() -> None:
    modules = np.array(qr_modules(ADDRESS))
    painted = np.zeros((len(modules) + 2 * QUIET_ZONE,) * 2, dtype=int)

    for x, y, length in dark_runs(qr_modules(ADDRESS)):
        painted[y, x : x + length] += 1

    assert (painted[QUIET_ZONE:-QUIET_ZONE, QUIET_ZONE:-QUIET_ZONE] == modules).all()
    assert painted.sum() == modules.sum()


def test_sheet_is_a_pdf_with_its_words_and_goes_on_over_the_page() -> None:
    sheet = Sheet(title="Hoja de aportes")
    sheet.heading("¿Cómo cuidamos el agua?")
    sheet.qr(ADDRESS)
    sheet.writing_lines(60)
    document = sheet.finish()

    assert document.startswith(b"%PDF-")
    assert document.count(b"/Type /Page\n") >= 2


def test_long_paragraph_stays_within_the_margins() -> None:
    sheet = Sheet(title="x")
    sheet.text("palabra " * 2000)

    assert MARGIN < sheet.top <= HEIGHT - MARGIN


@pytest.mark.parametrize(
    ("text", "kept"),
    [("ñandú “así” – 5 €", "ñandú “así” – 5 €"), ("agua 💧 水", "agua ? ?"), ("Māori, q̈ocha", "Maori, q?ocha")],
)
def test_letters_that_cannot_be_printed_are_marked(text: str, kept: str) -> None:
    assert printable(text) == kept


def test_a_word_wider_than_the_paper_goes_on_in_the_next_line() -> None:
    sheet = Sheet(title="Cargo")

    sheet.text(f"Mira https://minka.example/{'x' * 12_000} y firma")

    assert sheet.canvas.getPageNumber() > 2
