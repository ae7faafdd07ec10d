"""The texts of a draft in its languages: every one with its place, and a translation put there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from minka.services.drafts.shelves import Change, Document, on_a_copy

SPANISH: Final = "es"
LANGUAGES: Final = (("qvc", _("Quechua de Cajamarca")), ("en", _("Inglés")))
REST: Final = "resto"  # the part of a draft that belongs to no page

type Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Words:
    """One text: where it stands in the document, its languages, and whether it may be long."""

    place: Place
    by_language: dict[str, str]
    is_prose: bool

    @property
    def key(self) -> str:
        return "-".join(str(each) for each in self.place)


def texts_of(document: Document, part: str) -> list[Words]:
    """The texts of one page (``part`` is its id), or of all that belongs to no page (``REST``), in their order."""
    if part == REST:
        rest = {key: value for key, value in document.items() if key != "pages"}
        return list(_walk(rest, ()))
    at = next((at for at, page in enumerate(document["pages"]) if page["id"] == part), None)
    return [] if at is None else list(_walk(document["pages"][at], ("pages", at)))


def untranslated(document: Document, language: str) -> int:
    """How many texts have no words in a language."""
    return sum(1 for words in _walk(document, ()) if not words.by_language.get(language))


def translate(language: str, said: dict[Place, str]) -> Change:
    """Put translations where they belong; an empty one takes away what was there."""

    def change(document: Document) -> Document:
        for place, words in said.items():
            text = _at(document, place)
            if words:
                text[language] = words
            else:
                text.pop(language, None)
        return document

    return on_a_copy(change)


def speak(languages: list[str]) -> Change:
    """Give the draft these languages; the words of a language that goes, go."""

    def change(document: Document) -> Document:
        for words in _walk(document, ()):
            text = _at(document, words.place)
            for language in set(text) - set(languages):
                del text[language]
        document["languages"] = languages
        return document

    return on_a_copy(change)


def _walk(value: Any, place: Place) -> Iterator[Words]:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        if isinstance(value.get(SPANISH), str):
            yield Words(place, dict(value), is_prose=place[-1] in {"guidance", "intro"} or "letters" in place)
            return
        for key, each in value.items():
            yield from _walk(each, (*place, key))
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from _walk(each, (*place, at))


def _at(document: Document, place: Place) -> dict[str, str]:
    found: Any = document
    for each in place:
        found = found[each]
    text: dict[str, str] = found
    return text
