"""The language of a page: the one the person chose here, otherwise Spanish.

The browser's own list is not asked: most phones in the villages were sold set to English, and nobody chose that.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from minka.web import catalogues


@dataclass(frozen=True)
class Standing:
    """How far a language is: all texts, those translated, and those of them that a speaker checked as they are."""

    total: int
    translated: int
    checked: int

    @property
    def share(self) -> int:
        """The translated texts in per cent, never rounded up to something that is not so."""
        return 100 * self.translated // self.total

    @property
    def checked_share(self) -> int:
        """The checked texts in per cent of the translated ones."""
        return 100 * self.checked // self.translated if self.translated else 0

    @property
    def is_finished(self) -> bool:
        return self.checked == self.total


@cache
def standing_of(language: str) -> Standing | None:
    """How far a language is that only its speakers fill, or None for one that needs no such care."""
    folder = catalogues.LOCALE / language
    if language not in dict(settings.LANGUAGES) or not (folder / "checked.json").exists():
        return None
    entries = catalogues.read(folder / "LC_MESSAGES" / "django.po").entries.values()
    said = {entry.text.key: list(entry.forms) for entry in entries if entry.is_translated}
    checks = json.loads((folder / "checked.json").read_text(encoding="utf-8"))
    checked = {each["text"] for each in checks if said.get(each["text"]) == each["said"]}
    return Standing(len(entries), len(said), len(checked))


def language_of_page(chosen: str) -> str:
    """The language most of a page is in, which is what a screen reader should pronounce."""
    standing = standing_of(chosen)
    return settings.LANGUAGE_CODE if standing and standing.translated * 2 < standing.total else chosen


def for_everybody() -> translation.override:
    """The language to write in what others will read, whatever the language of the one who acts: ``with`` it."""
    return translation.override(settings.LANGUAGE_CODE)


def language_of(request: HttpRequest) -> str:
    """The language that was chosen in this browser, otherwise Spanish."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class LanguageMiddleware:
    """Activate the chosen language and say on the answer which one it is in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language_of_page(language))
        return response
