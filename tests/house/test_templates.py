"""Every page obeys the strict content policy, is protected, and can be translated."""

import re
from pathlib import Path

import pytest
from django.template import engines

from tests.house.sources import SOURCE, name, own_assets, pages, templates

INLINE = {
    "a script in the page": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=\"(?:importmap|application/json)\")", re.IGNORECASE
    ),
    "a style in the page": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "a handler in the page": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "another host": re.compile(r"(?:src|srcset|poster)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE),
}
POST_FORM = re.compile(r"<form\b[^>]*method\s*=\s*[\"']?post.*?</form>", re.IGNORECASE | re.DOTALL)
VARIABLE = re.compile(r"\{%\s*blocktrans(?:late)?\b(?P<options>[^%]*)%\}(?P<body>.*?)\{%\s*endblocktrans", re.DOTALL)


@pytest.mark.parametrize("path", templates(), ids=name)
def test_template_parses(path: Path) -> None:
    engines["django"].from_string(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [path for path in templates() if path.suffix in {".html", ".svg"}], ids=name)
def test_nothing_inline(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)

    assert [what for what, pattern in INLINE.items() if pattern.search(text)] == []


@pytest.mark.parametrize("path", pages(), ids=name)
def test_every_form_that_changes_something_carries_a_token(path: Path) -> None:
    forms = POST_FORM.findall(path.read_text(encoding="utf-8"))

    assert [form[:80] for form in forms if "csrf_token" not in form] == []


@pytest.mark.parametrize("path", pages(), ids=name)
def test_translatable_blocks_are_trimmed(path: Path) -> None:
    blocks = VARIABLE.finditer(path.read_text(encoding="utf-8"))

    assert [
        block["body"].strip()[:60] for block in blocks if "\n" in block["body"] and "trimmed" not in block["options"]
    ] == []


def test_style_sheets_and_scripts_reach_for_no_other_host() -> None:
    reaching = re.compile(
        r"url\(\s*[\"']?(?:https?:)?//|@import\s+[\"']https?:|\bfrom\s+[\"']https?:|fetch\([\"']https?:"
    )

    assert [name(path) for path in own_assets() if reaching.search(path.read_text(encoding="utf-8"))] == []


def test_templates_live_under_the_name_of_their_app() -> None:
    """``web`` holds what is shared, ``people`` dresses the account pages of the sign-in library."""
    lent = {"account", "allauth", "mfa", "socialaccount", "usersessions"}
    parts = [path.relative_to(SOURCE).parts for path in pages()]
    strays = [
        part for part in parts if part[0] not in {"web", part[2]} and (part[0], part[2] in lent) != ("people", True)
    ]

    assert strays == []
