"""Sheets to print, each with a code that waits for its voice."""

import re
import subprocess
from pathlib import Path
from shutil import which

import pytest
from django.test import Client

from minka.contributions.models import PaperSheet
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_person

PAGE = "/cajamarca/gestion/leche/hojas/"


@pytest.fixture(autouse=True)
def _activity(cast: Cast) -> None:
    make_activity(make_process(cast.cajamarca))


def prepare(browser: Client, count: object = 3, key: str = "k" * 32) -> int:
    return browser.post(PAGE, {"activity": "ideas", "count": count, "idempotency_key": key}).status_code


def pdf(browser: Client) -> bytes:
    address = re.search(r'href="([^"]+\.pdf)"', browser.get(PAGE).content.decode())
    assert address
    return browser.get(address[1]).content


def test_sheets_are_prepared_with_a_code_each_and_downloaded_as_pdf(cast: Cast) -> None:
    browser = as_person(cast.facilitator)

    assert prepare(browser) == 302

    assert PaperSheet.objects.count() == 3
    assert pdf(browser).startswith(b"%PDF-")


def test_the_same_form_twice_prepares_one_batch(cast: Cast) -> None:
    browser = as_person(cast.facilitator)

    prepare(browser)
    prepare(browser)

    assert PaperSheet.objects.count() == 3


@pytest.mark.skipif(which("pdftotext") is None, reason="poppler-utils is not installed")
def test_a_sheet_says_what_is_asked_what_is_promised_and_its_code_twice(cast: Cast, tmp_path: Path) -> None:
    browser = as_person(cast.facilitator)
    prepare(browser, count=2)
    (tmp_path / "hojas.pdf").write_bytes(pdf(browser))

    words = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "hojas.pdf", "-"], capture_output=True, check=True, text=True
    ).stdout

    pages = words.rstrip("\f").split("\f")
    assert len(pages) == 2
    for page, sheet in zip(pages, PaperSheet.objects.order_by("number"), strict=True):
        assert page.count(sheet.code) == 2
        assert "¿Cómo logramos mejor leche en los caseríos?" in page
        assert "Dirección Regional de Agricultura" in page
        assert "/codigo/" in page


@pytest.mark.parametrize(
    ("count", "words"), [(0, "al menos una"), (201, "caben 200"), ("", "cuántas"), ("x", "número")]
)
def test_a_number_of_sheets_that_cannot_be_is_told(cast: Cast, count: object, words: str) -> None:
    answer = as_person(cast.facilitator).post(PAGE, {"activity": "ideas", "count": count, "idempotency_key": "k" * 32})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not PaperSheet.objects.exists()


def test_no_code_ever_stands_in_an_address(cast: Cast) -> None:
    browser = as_person(cast.facilitator)
    prepare(browser)

    page = browser.get(PAGE).content.decode()

    assert not any(code in page for code in PaperSheet.objects.values_list("code", flat=True))


def test_sheets_of_another_process_or_site_are_not_found(cast: Cast) -> None:
    prepare(as_person(cast.facilitator))
    batch = PaperSheet.objects.first().batch  # type: ignore[union-attr]
    make_activity(make_process(cast.cajamarca, slug="otro"))

    assert as_person(cast.facilitator).get(f"/cajamarca/gestion/otro/hojas/{batch}.pdf").status_code == 404
    assert as_person(cast.stranger).get(f"{PAGE}{batch}.pdf").status_code == 404
    assert as_person(cast.official).get(f"{PAGE}{batch}.pdf").status_code == 403
