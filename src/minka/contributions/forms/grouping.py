"""Cleaning of assignments and merges."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from minka.contributions.forms.words import KeyField, LineField
from minka.contributions.queries.people import Member
from minka.contributions.queries.standing import from_words


class AssignForm(forms.Form):
    """Who sees to the chosen contributions."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=200_000)
    filtros = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)
    idempotency_key = KeyField()
    person = forms.TypedChoiceField(label=_("¿Quién se encarga?"), required=False, coerce=int, empty_value=None)
    office = LineField(
        label=_("¿A qué oficina se le pide?"),
        required=False,
        max_length=120,
        help_text=_("Si lo dejas vacío, queda la oficina de la persona."),
    )

    def __init__(self, data: Any = None, *, members: list[Member], **more: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(data, **more)
        self.offices = {each.pk: each.office for each in members}
        person = self.fields["person"]
        assert isinstance(person, forms.TypedChoiceField)  # noqa: S101 - tells the type checker
        person.choices = [("", _("Nadie por ahora")), *((each.pk, _named(each)) for each in members)]

    def clean_seen(self) -> dict[int, str]:
        return from_words(self.cleaned_data["seen"])

    def clean(self) -> None:
        person = self.cleaned_data.get("person")
        if not self.cleaned_data.get("office"):
            self.cleaned_data["office"] = self.offices.get(person, "") if person else ""


class MergeForm(forms.Form):
    """Which contribution stays as the main one, and which become part of it."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=200_000)
    filtros = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)
    main = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={"required": _("Elige cuál queda como principal.")},
    )
    part = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        error_messages={"invalid_choice": _("Esa lista cambió. Vuelve a marcar los aportes.")},
    )

    def __init__(self, data: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(data)
        part = self.fields["part"]
        assert isinstance(part, forms.TypedMultipleChoiceField)  # noqa: S101 - tells the type checker
        part.choices = [(number, number) for number in from_words(self.data.get("seen", ""))]

    def clean_seen(self) -> dict[int, str]:
        return from_words(self.cleaned_data["seen"])

    def clean_part(self) -> list[int]:
        """The parts without the main one, whose own tick says nothing."""
        parts = [number for number in self.cleaned_data["part"] if number != self.cleaned_data.get("main")]
        if not parts:
            raise ValidationError(_("Marca al menos un aporte, además del principal."))
        return parts


def _named(member: Member) -> str:
    return f"{member.name} · {member.office}" if member.office else member.name
