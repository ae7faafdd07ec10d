"""Fields of the designer: lines, prose and lists of lines, each into a text of the draft."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.engine.texts.cleaning import clean_line, clean_text
from minka.engine.texts.readability import Grade, read_ease

EASY_SENTENCE = 20  # words
GRADES = {
    Grade.VERY_HARD: gettext_lazy("muy difícil de leer"),
    Grade.RATHER_HARD: gettext_lazy("algo difícil de leer"),
    Grade.NORMAL: gettext_lazy("de dificultad normal"),
    Grade.RATHER_EASY: gettext_lazy("bastante fácil de leer"),
    Grade.VERY_EASY: gettext_lazy("muy fácil de leer"),
}


class ProseField(forms.CharField):
    """Words of several lines."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **({"max_length": 20_000} | kwargs))

    def to_python(self, value: object) -> str:
        return clean_text(super().to_python(value) or "")


class LinesField(ProseField):
    """One thing per line; cleaned to a list."""

    def clean(self, value: object) -> list[str]:
        text = super().clean(value)
        return [line for each in text.splitlines() if (line := clean_line(each))]


def into_text(before: Mapping[str, str] | None, words: str) -> dict[str, str] | None:
    """The Spanish words put into a text; its translations stay. No words, no text."""
    return {**(before or {}), "es": words} if words else None


def in_spanish(text: object) -> str:
    return str(text.get("es", "")) if isinstance(text, Mapping) else ""


def ease_words(text: str) -> str:
    """A hint on how easy a Spanish text is; nothing for a text too short to say."""
    if not text.strip():
        return ""
    read = read_ease(text)
    if read.grade is None:
        return ""
    words = {"grade": GRADES[read.grade], "points": round(read.inflesz or 0)}
    hint = _("Este texto es %(grade)s (%(points)d puntos de 100).") % words
    if read.words > EASY_SENTENCE * read.sentences:
        hint += " " + _("Sus frases son largas: trata de no pasar de 20 palabras en cada una.")
    return hint
