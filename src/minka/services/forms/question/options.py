"""The options of a question as rows, and many at once."""

import re
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from minka.contributions.forms.words import LineField
from minka.engine.forms.asking import MOST_OPTIONS
from minka.engine.forms.objects import LONGEST_LABEL
from minka.services.drafts.options import Option, made_of
from minka.services.drafts.texts import LANGUAGES, SPANISH
from minka.services.forms.growing import GrowingForm
from minka.services.forms.words import LinesField

AXIS: Final = "option"
PATTERN: Final = re.compile(r"option_(\d+)_")
FIRST_ROWS: Final = 3


class OptionsForm(GrowingForm):
    """The part of a question's form for what can be chosen."""

    def add_options(self, before: list[Option], languages: list[str]) -> None:
        """Make the fields: one row for each option, its words in each language."""
        self.options_before = before
        self.option_languages = [SPANISH, *(each for each in languages if each != SPANISH)]
        self.option_rows = self.count_rows(AXIS, len(before) or FIRST_ROWS)
        for number in range(self.option_rows):
            option: Option = before[number] if number < len(before) else {"id": "", "label": {}}
            self.fields[f"option_{number}_id"] = forms.CharField(
                initial=option["id"], required=False, widget=forms.HiddenInput, max_length=60
            )
            for language in self.option_languages:
                self.fields[f"option_{number}_{language}"] = LineField(
                    label=_label(number, language),
                    max_length=LONGEST_LABEL,
                    required=False,
                    initial=option["label"].get(language, ""),
                )
        self.fields["options_paste"] = LinesField(
            label=_("Pegar muchas opciones, una por línea"),
            rows=5,
            required=False,
            help_text=_("Se agregan al final, sin repetir las que ya están."),
        )

    @property
    def option_fields(self) -> list[tuple[forms.BoundField, list[forms.BoundField]]]:
        """Each row: its id, and its words by language."""
        return [
            (self[f"option_{n}_id"], [self[f"option_{n}_{language}"] for language in self.option_languages])
            for n in range(self.option_rows)
        ]

    @property
    def options(self) -> list[Option]:
        """The options as they shall be."""
        return made_of(self.cleaned_data["option_rows"], self.options_before)

    def clean_options(self, cleaned: dict[str, Any]) -> None:
        """Read the rows and what was pasted; say what is wrong in its place."""
        rows = self._typed_rows(cleaned)
        seen = {words[SPANISH].casefold() for _known, words in rows}
        for each in cleaned.get("options_paste") or []:
            if each.casefold() not in seen:
                rows.append(("", {SPANISH: each}))
                seen.add(each.casefold())
        if not rows:
            self.add_error("option_0_es" if self.option_rows else "options_paste", _("Escribe al menos una opción."))
        if len(rows) > MOST_OPTIONS:
            self.add_error(None, _("Son demasiadas opciones: %(most)d como máximo.") % {"most": MOST_OPTIONS})
        cleaned["option_rows"] = rows

    def _typed_rows(self, cleaned: dict[str, Any]) -> list[tuple[str, dict[str, str]]]:
        rows: list[tuple[str, dict[str, str]]] = []
        seen: set[str] = set()
        for number in range(self.option_rows):
            known = cleaned.get(f"option_{number}_id", "")
            words = {each: cleaned.get(f"option_{number}_{each}", "") for each in self.option_languages}
            if words[SPANISH].casefold() in seen:
                self.add_error(f"option_{number}_es", _("Esta opción ya está. Cámbiala o quítala."))
            elif words[SPANISH]:
                rows.append((known, words))
                seen.add(words[SPANISH].casefold())
            elif known or any(words.values()):
                self.add_error(f"option_{number}_es", _("Escribe la opción, o quítala con su botón."))
        return rows


def _label(number: int, language: str) -> str:
    if language == SPANISH:
        return _("Opción %(number)d") % {"number": number + 1}
    name = str(dict(LANGUAGES).get(language, language))
    return _("Opción %(number)d en %(language)s") % {"number": number + 1, "language": name}
