"""Sheets of statements to print, and typing in what came back on them."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.contributions.forms.paper import HandedInField, SheetCodeField, SheetCountField, moment_of
from minka.contributions.forms.words import KeyField
from minka.contributions.models import PaperSheet
from minka.contributions.queries.paper import sheet_with_code
from minka.opinions.models import Vote
from minka.processes.models import Activity

LETTERS = {"a": Vote.Value.AGREE, "d": Vote.Value.DISAGREE, "p": Vote.Value.PASS, "x": None}
ANSWER = re.compile(r"([0-9]{1,9})[\s.:=)-]*([adpx])", re.IGNORECASE)
BETWEEN = re.compile(r"[\s,;./]+")
SHOWN = 8  # mistakes told at once


class SheetsForm(forms.Form):
    """How many sheets, and how many statements on each."""

    count = SheetCountField()
    idempotency_key = KeyField()


class VotesField(forms.CharField):
    """Answers as a hand types them: ``1a 2d 5p``. Every mistake is named; nothing is guessed.

    ``7x`` takes away what was typed for 7 by mistake: nothing is kept for it.
    """

    def clean(self, value: Any) -> dict[int, int | None]:  # noqa: ANN401 - Django's own
        text = super().clean(value)
        votes: dict[int, int | None] = {}
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

    code = SheetCodeField(help_text=gettext_lazy("Escríbelo o escanéalo."))
    handed_in_on = HandedInField()
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
        help_text=gettext_lazy("Escribe solo lo que cambia. Una x borra: 7x quita la respuesta a la 7."),
        required=False,
    )

    def __init__(self, *args: Any, activity: Activity, **more: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **more)
        self.activity = activity

    def clean_code(self) -> PaperSheet:
        sheet = sheet_with_code(self.cleaned_data["code"])
        if sheet is None or sheet.activity_id != self.activity.pk:
            raise ValidationError(
                _("Ese código no es de ninguna hoja de «%(title)s». Revisa de qué actividad es la hoja.")
                % {"title": self.activity.title}
            )
        return sheet

    def clean(self) -> None:
        """Taking an answer away is correcting, and is to be said."""
        votes = self.cleaned_data.get("votes", {})
        if None in votes.values() and not self.cleaned_data.get("corrects"):
            self.add_error("votes", _("La x borra una respuesta ya digitada. Si eso quieres, marca «Corregir»."))

    @property
    def handed_in_at(self) -> dt.datetime:
        """The moment kept for the day."""
        return moment_of(self.cleaned_data["handed_in_on"]) or timezone.now()
