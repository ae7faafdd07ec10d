"""Cleaning of statements written many at once, one per line."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.contributions.forms.desk import LANGUAGES
from minka.contributions.forms.words import KeyField
from minka.engine.texts.cleaning import clean_line, letters_in
from minka.engine.texts.normalise import fold

MOST_LINES = 100
FEWEST_LETTERS = 3


@dataclass(frozen=True)
class Line:
    """One line that was written, and what is wrong with it, if anything is."""

    number: int
    text: str
    problem: str = ""


class SeedsForm(forms.Form):
    """Every line is one statement. Lines that are wrong are named; none is lost."""

    lines = forms.CharField(
        label=gettext_lazy("Afirmaciones, una por línea"),
        help_text=gettext_lazy(
            "Cada una dice una sola cosa, con la que se puede estar de acuerdo o en desacuerdo. "
            "Escribe también las que no compartes: un mapa necesita lados."
        ),
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": gettext_lazy("Escribe al menos una afirmación.")},
    )
    language = forms.ChoiceField(label=gettext_lazy("¿En qué lengua están?"), choices=LANGUAGES, initial="es")
    idempotency_key = KeyField()

    def __init__(self, *args: Any, longest: int, taken: set[str], **more: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **more)
        self._longest, self._taken = longest, taken

    def clean_lines(self) -> list[Line]:
        """Each line judged; the form is wrong as soon as one is."""
        written = [(place, clean_line(text)) for place, text in enumerate(self._typed(), start=1)]
        said = [(place, text) for place, text in written if text]
        if len(said) > MOST_LINES:
            raise forms.ValidationError(
                _("Escribiste %(found)d y caben %(most)d a la vez. Publica primero unas y después las demás.")
                % {"found": len(said), "most": MOST_LINES}
            )
        lines: list[Line] = []
        seen: dict[str, int] = {}
        for place, text in said:
            problem = self._problem(text, seen)
            seen.setdefault(fold(text), place)
            lines.append(Line(place, text, problem))
        wrong = [each for each in lines if each.problem]
        if wrong:
            raise forms.ValidationError(
                [_("Línea %(line)d: %(problem)s") % {"line": each.number, "problem": each.problem} for each in wrong]
            )
        return lines

    def texts(self) -> list[str]:
        return [each.text for each in self.cleaned_data["lines"]]

    def _typed(self) -> list[str]:
        return str(self.cleaned_data["lines"]).splitlines()

    def _problem(self, text: str, seen: dict[str, int]) -> str:
        if letters_in(text) < FEWEST_LETTERS:
            return _("escríbela con palabras.")
        if len(text) > self._longest:
            return _("tiene %(found)d letras y caben %(most)d. Acórtala o divídela en dos.") % {
                "found": len(text),
                "most": self._longest,
            }
        if fold(text) in seen:
            return _("dice lo mismo que la línea %(line)d.") % {"line": seen[fold(text)]}
        if fold(text) in self._taken:
            return _("ya es una afirmación de esta actividad.")
        return ""
