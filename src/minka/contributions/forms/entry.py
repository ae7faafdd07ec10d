"""Cleaning at the entry desk, and of how many sheets to print."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.contributions.forms.paper import HandedInField, SheetCodeField, SheetCountField, moment_of
from minka.contributions.forms.words import KeyField, LineField, WordsField
from minka.contributions.models import PaperSheet
from minka.contributions.queries.paper import contribution_with_code, sheet_with_code
from minka.processes.models import Activity, Process
from minka.reference.forms import PlaceField
from minka.reference.models import Place

LANGUAGES = (
    ("es", gettext_lazy("castellano")),
    ("qvc", gettext_lazy("quechua de Cajamarca")),
    ("en", gettext_lazy("inglés")),
)


class ActivityChoice(forms.ChoiceField):
    """One of the activities of the process."""

    def offer(self, activities: Sequence[Activity]) -> None:
        self.choices = [(each.slug, each.title) for each in activities]


class SheetsForm(forms.Form):
    """How many sheets for which activity."""

    activity = ActivityChoice(label=gettext_lazy("¿Para qué actividad?"))
    count = SheetCountField()
    idempotency_key = KeyField()

    def __init__(self, *args: Any, activities: Sequence[Activity], **more: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **more)
        self.fields["activity"].offer(activities)  # type: ignore[attr-defined]


class EntryForm(forms.Form):
    """One voice as somebody types it for somebody else."""

    code = SheetCodeField(
        required=False, help_text=gettext_lazy("Escríbelo o escanéalo. Sin hoja, déjalo vacío: haremos uno.")
    )
    activity = ActivityChoice(label=gettext_lazy("Actividad"))
    spoken_by = LineField(
        label=gettext_lazy("Quién habla"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("Como quiere que la nombren. Se publica."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    place = PlaceField(label=gettext_lazy("Distrito"), required=False, help_text="")
    handed_in_on = HandedInField()
    language = forms.ChoiceField(label=gettext_lazy("Lengua"), choices=LANGUAGES, initial="es")
    text = WordsField(
        label=gettext_lazy("Lo que dice"),
        max_length=4000,
        help_text=gettext_lazy("Copia sus palabras tal cual, también si hay faltas."),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        error_messages={
            "required": gettext_lazy("Escribe lo que dice la hoja."),
            "no_words": gettext_lazy("Aquí no hay palabras. Escribe lo que dice la hoja."),
        },
    )
    idempotency_key = KeyField()

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        process: Process,
        activities: Sequence[Activity],
        **more: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        super().__init__(*args, **more)
        self.process = process
        self.activities = {each.slug: each for each in activities}
        self.fields["activity"].offer(activities)  # type: ignore[attr-defined]
        self.fields["place"].department = process.site.place_code[:2]  # type: ignore[attr-defined]

    def clean(self) -> None:
        code = self.cleaned_data.get("code")
        self.sheet = self._sheet(code) if code else None

    def _sheet(self, code: str) -> PaperSheet | None:
        """The sheet with the code, or a sentence about why it cannot be used."""
        sheet = sheet_with_code(code)
        problem = self._problem_with(code, sheet)
        if problem:
            self.add_error("code", problem)
        return sheet

    def _problem_with(self, code: str, sheet: PaperSheet | None) -> str:
        if sheet is None or sheet.activity.process_id != self.process.pk:
            if contribution_with_code(self.process, code):
                return _(
                    "Ese código ya es de una voz que llegó por otro camino. Si la hoja no tiene otro, déjalo vacío."
                )
            return _("Ese código no es de ninguna hoja de este proceso. Revisa de qué proceso es la hoja.")
        if sheet.contribution is not None and not self._is_this_form(sheet):
            return used_words(sheet)
        chosen = self.cleaned_data.get("activity")
        if chosen and chosen != sheet.activity.slug:
            return _("Esa hoja es de «%s». Cambia la actividad para digitarla.") % sheet.activity.title
        return ""

    def _is_this_form(self, sheet: PaperSheet) -> bool:
        """A form sent twice finds its own sheet used; the action gives back the first answer."""
        key = self.data.get("idempotency_key", "")
        contribution = sheet.contribution
        return bool(key) and contribution is not None and contribution.idempotency_key.endswith(f":{key}")

    @property
    def chosen_activity(self) -> Activity:
        return self.activities[self.cleaned_data["activity"]]

    @property
    def place_code(self) -> str:
        place: Place | None = self.cleaned_data["place"]
        return place.inei_code if place else ""

    @property
    def handed_in_at(self) -> dt.datetime | None:
        """The moment kept for the day: now when it is today, else its noon."""
        return moment_of(self.cleaned_data["handed_in_on"])


def used_words(sheet: PaperSheet) -> str:
    """Who typed the sheet in, and when."""
    contribution = sheet.contribution
    facts = {
        "day": date_format(timezone.localtime(contribution.received_at), "j \\d\\e F, H:i") if contribution else "",
        "who": contribution.recorded_by if contribution and contribution.recorded_by else _("alguien del equipo"),
    }
    return _("Esa hoja ya está digitada: la registró %(who)s el %(day)s. Pasa a la siguiente.") % facts
