"""Sheets of statements to print, and typing in what came back on them."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.contributions.actions.paper import MOST_SHEETS
from minka.contributions.forms.entry import LONGEST_AGO, NOON, SCANNED
from minka.contributions.forms.voice import mistake_in
from minka.contributions.forms.words import KeyField
from minka.contributions.models import PaperSheet
from minka.contributions.queries.paper import sheet_with_code
from minka.engine.ledger.codes import CodeInvalid, parse_code
from minka.opinions.models import Vote
from minka.processes.models import Activity

LETTERS = {"a": Vote.Value.AGREE, "d": Vote.Value.DISAGREE, "p": Vote.Value.PASS}
ANSWER = re.compile(r"([0-9]{1,9})[\s.:=)-]*([adp])", re.IGNORECASE)
BETWEEN = re.compile(r"[\s,;./]+")
SHOWN = 8  # mistakes told at once


class SheetsForm(forms.Form):
    """How many sheets, and how many statements on each."""

    count = forms.IntegerField(
        label=gettext_lazy("¿Cuántas hojas?"),
        min_value=1,
        max_value=MOST_SHEETS,
        initial=30,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": gettext_lazy("Di cuántas hojas necesitas."),
            "invalid": gettext_lazy("Escribe un número, por ejemplo 30."),
            "min_value": gettext_lazy("Pide al menos una hoja."),
            "max_value": gettext_lazy("Cada vez caben %(limit_value)d hojas. Si necesitas más, prepara otro grupo."),
        },
    )
    idempotency_key = KeyField()


class VotesField(forms.CharField):
    """Answers as a hand types them: ``1a 2d 5p``. Every mistake is named; nothing is guessed."""

    def clean(self, value: Any) -> dict[int, int]:  # noqa: ANN401 - Django's own
        text = super().clean(value)
        votes: dict[int, int] = {}
        mistakes: list[str] = []
        rest = ANSWER.sub(" ", text)
        mistakes += [_("«%(part)s» no se entiende.") % {"part": part[:20]} for part in BETWEEN.split(rest) if part]
        for number, letter in ANSWER.findall(text):
            vote = LETTERS[letter.lower()]
            if votes.setdefault(int(number), vote) != vote:
                mistakes.append(_("La %(number)s está dos veces, con respuestas distintas.") % {"number": number})
        if mistakes:
            raise ValidationError([*mistakes[:SHOWN], _("Escribe el número y la letra: 1a 2d 5p.")])
        return votes


class EntryForm(forms.Form):
    """One sheet of statements as somebody types it for somebody else."""

    code = forms.CharField(
        label=gettext_lazy("Código de la hoja"),
        max_length=300,
        help_text=gettext_lazy("Escríbelo o escanéalo."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Escribe el código que está impreso en la hoja.")},
    )
    handed_in_on = forms.DateField(
        label=gettext_lazy("Día en que lo entregó"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d/%m/%y"],
        error_messages={
            "required": gettext_lazy("Di qué día se entregó."),
            "invalid": gettext_lazy("No entendemos ese día. Escríbelo como 31/12/2026."),
        },
    )
    votes = VotesField(
        label=gettext_lazy("Respuestas"),
        max_length=4000,
        help_text=gettext_lazy(
            "El número y la letra: a (de acuerdo), d (en desacuerdo), p (paso). Por ejemplo: 1a 2d 5p"
        ),
        widget=forms.Textarea(
            attrs={"rows": 4, "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={
            "required": gettext_lazy("Escribe las respuestas que marcó. Si no marcó ninguna, no digites la hoja.")
        },
    )
    corrects = forms.BooleanField(
        label=gettext_lazy("Corregir lo que ya se digitó de esta hoja"),
        required=False,
    )

    def __init__(self, *args: Any, activity: Activity, **more: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **more)
        self.activity = activity

    def clean_code(self) -> PaperSheet:
        typed = self.cleaned_data["code"].strip()
        scanned = SCANNED.search(typed)
        try:
            code = parse_code("-".join(scanned.groups()) if scanned else typed)
        except CodeInvalid as invalid:
            raise ValidationError(mistake_in(invalid), code=invalid.reason) from invalid
        sheet = sheet_with_code(code)
        if sheet is None or sheet.activity_id != self.activity.pk:
            raise ValidationError(
                _("Ese código no es de ninguna hoja de «%(title)s». Revisa de qué actividad es la hoja.")
                % {"title": self.activity.title}
            )
        return sheet

    def clean_handed_in_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["handed_in_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Ese día todavía no llega. Revisa la fecha de la hoja."))
        if timezone.localdate() - day > LONGEST_AGO:
            raise ValidationError(_("Ese día queda muy atrás. Revisa el año."))
        return day

    @property
    def handed_in_at(self) -> dt.datetime:
        """The moment kept for the day: now when it is today, else its noon."""
        day: dt.date = self.cleaned_data["handed_in_on"]
        return timezone.now() if day == timezone.localdate() else timezone.make_aware(dt.datetime.combine(day, NOON))
