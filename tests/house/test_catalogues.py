"""No text of the code is without its English, and the compiled catalogues are those of the written ones.

When one of these fails: ``./minka manage texts`` brings the catalogues up to date, then somebody fills what is empty.
"""

import json
import re
from gettext import GNUTranslations
from itertools import chain
from pathlib import Path

import pytest
from django.apps import apps
from django.utils.functional import Promise

from minka.web.catalogues import LOCALE, Catalogue, compiled, read
from minka.web.collecting import collect
from tests.house.sources import name, pages

LANGUAGES = sorted(path.name for path in LOCALE.iterdir())
ADVICE = "run: ./minka manage texts"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w+\}|</?\w+[^>]*>")
NOT_WORDS = re.compile(
    r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|\{%\s*blocktrans.*?endblocktrans\w*\s*%\}"
    r"|<svg.*?</svg>|\{\{.*?\}\}|\{%.*?%\}|<!--.*?-->|<[^>]*>",
    re.DOTALL,
)
SHOWN_AS_THEY_ARE = re.compile(
    r"Minka|\(CSV\)|(?:datos|registro)/\w+\.\w+|LEEME\.txt|\./minka .*|n\.º|CSV|PDF|QR|©.*|&\w+;", re.DOTALL
)
WITHOUT_LANGUAGE = {"500.html", "503.html"}  # drawn when nothing else works, in the source language


def catalogue(language: str) -> Catalogue:
    return read(written(language))


def written(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_the_texts_of_the_code_and_no_others(language: str) -> None:
    said, kept = set(collect()), set(catalogue(language).entries)

    assert sorted(text.one for text in said - kept) == [], f"new in the code; {ADVICE}"
    assert sorted(text.one for text in kept - said) == [], f"gone from the code; {ADVICE}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_runs_is_what_is_written(language: str) -> None:
    with written(language).with_suffix(".mo").open("rb") as file:
        running = GNUTranslations(file)
    entries = [entry for entry in catalogue(language).entries.values() if entry.is_translated]

    assert written(language).with_suffix(".mo").read_bytes() == compiled(catalogue(language)), ADVICE
    for entry in entries:
        text, context = entry.text, entry.text.context
        one = (
            running.npgettext(context, text.one, text.many, 1) if context else running.ngettext(text.one, text.many, 1)
        )
        assert (
            one if text.many else running.pgettext(context, text.one) if context else running.gettext(text.one)
        ) == (entry.forms[0])


def test_english_says_everything() -> None:
    assert [entry.text.one for entry in catalogue("en").entries.values() if not entry.is_translated] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_places_that_are_filled_in(language: str) -> None:
    odd = [
        form
        for entry in catalogue(language).entries.values()
        if entry.is_translated
        for form, source in zip(entry.forms, [entry.text.one, entry.text.many or entry.text.one], strict=False)
        if set(PLACEHOLDER.findall(form)) != set(PLACEHOLDER.findall(source))
    ]

    assert odd == []


def test_only_what_a_speaker_put_a_name_to_counts_as_checked() -> None:
    checks = json.loads((LOCALE / "qvc" / "checked.json").read_text(encoding="utf-8"))

    assert [each for each in checks if set(each) != {"text", "said", "speaker", "on"} or not all(each.values())] == []


@pytest.mark.parametrize("path", [path for path in pages() if path.name not in WITHOUT_LANGUAGE], ids=name)
def test_a_page_has_no_word_outside_the_marks(path: Path) -> None:
    bare = NOT_WORDS.sub("\n", path.read_text(encoding="utf-8"))
    words = [line.strip() for line in SHOWN_AS_THEY_ARE.sub("", bare).splitlines()]

    assert [line for line in words if re.search(r"[^\W\d_]{2,}", line)] == []


def test_the_choices_of_the_tables_are_said_in_the_language_of_the_reader() -> None:
    fields = chain.from_iterable(model._meta.get_fields() for model in apps.get_models() if is_ours(model.__module__))
    labels = [label for field in fields for _, label in getattr(field, "choices", None) or ()]

    assert labels
    assert {label for label in labels if not isinstance(label, Promise) and label.upper() != label} == set()


def is_ours(module: str) -> bool:
    return module.startswith("minka.")
