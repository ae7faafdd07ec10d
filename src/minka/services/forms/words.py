"""Fields of the designer: lines, prose and lists of lines, each into a text of the draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from minka.engine.saying import Named, named
from minka.engine.texts.cleaning import clean_line, clean_text
from minka.engine.texts.readability import Grade, HardSentence, hard_sentences, read_ease

MOST_SENTENCES, MOST_LONG_WORDS, SHOWN = 4, 4, 120
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


def in_page_language(text: Mapping[str, str]) -> Named:
    """A name of the draft as whoever designs reads it, in Spanish where it has nothing else."""
    return named(text, get_language() or "es")


def in_spanish(text: object) -> str:
    return str(text.get("es", "")) if isinstance(text, Mapping) else ""


@dataclass(frozen=True)
class Ease:
    """How easy a text is, in a sentence, and what makes which of its sentences hard."""

    grade: str = ""
    sentences: tuple[tuple[str, str], ...] = ()  # (the sentence, what to do about it)

    def __bool__(self) -> bool:
        return bool(self.grade or self.sentences)


def ease_of(text: str) -> Ease:
    """A hint on how easy a Spanish text is; nothing for a text too short to say."""
    read = read_ease(text)
    grade = ""
    if read.grade is not None:
        words = {"grade": GRADES[read.grade], "points": round(read.inflesz or 0)}
        grade = _("Este texto es %(grade)s (%(points)d de 100).") % words
    found = hard_sentences(text)[:MOST_SENTENCES]
    return Ease(grade, tuple((shortened(each.text), _advice(each)) for each in found))


def _advice(sentence: HardSentence) -> str:
    told = []
    if sentence.is_long:
        told.append(_("Tiene %(count)d palabras: pártela en dos.") % {"count": sentence.words})
    if sentence.long_words:
        words = ", ".join(f"«{each}»" for each in sentence.long_words[:MOST_LONG_WORDS])
        told.append(_("Tiene varias palabras largas, como %(words)s: busca otras más cortas.") % {"words": words})
    return " ".join(told)


def shortened(words: str) -> str:
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"
