"""One day that does not count, with what the law asks of it."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.law.forms.fields import DayField, LineField, NormForm, provinces_of
from minka.law.models import CalendarDay
from minka.reference.models import Place

Kind, Scope = CalendarDay.Kind, CalendarDay.Scope
SCOPES = {
    Kind.NATIONAL: {Scope.NATIONAL},
    Kind.REGIONAL: {Scope.REGION, Scope.PROVINCE},
    Kind.DECREED: {Scope.NATIONAL, Scope.REGION, Scope.PROVINCE},
    Kind.ENTITY: {Scope.ENTITY},
    Kind.CLOSED: {Scope.ENTITY},
}


class DayForm(NormForm):
    """A day of the calendar. One that has passed is looked at twice: it moves dates that people were told."""

    field_order = (
        *("day", "name", "kind", "scope", "place_code", "organization", "is_compensable"),
        *("norm", "published_on", "source", "checked", "sure"),
    )
    day = DayField(label=gettext_lazy("¿Qué día?"), error_messages={"required": gettext_lazy("Di qué día.")})
    name = LineField(
        label=gettext_lazy("¿Cómo se llama?"),
        max_length=120,
        error_messages={"required": gettext_lazy("Ponle un nombre: así lo leerán las personas.")},
    )
    kind = forms.ChoiceField(label=gettext_lazy("¿Qué clase de día es?"), choices=Kind, widget=forms.RadioSelect)
    scope = forms.ChoiceField(label=gettext_lazy("¿Dónde vale?"), choices=Scope, widget=forms.RadioSelect)
    place_code = forms.ChoiceField(label=gettext_lazy("¿En qué región o provincia?"), required=False)
    is_compensable = forms.BooleanField(
        label=gettext_lazy("Las horas se recuperan otro día (compensable)"),
        required=False,
        help_text=gettext_lazy("Los plazos se detienen igual: el servicio no trabaja ese día (arts. 134.1 y 137.1)."),
    )
    sure = forms.BooleanField(label=gettext_lazy("Lo miré otra vez y es así"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.fields["norm"].required = False  # closed days have none
        choices: Any = self.fields["place_code"]
        choices.choices = [("", _("Ninguna")), *region_of(self.site.place_code), *provinces_of(self.site)]
        if not self._asks_to_be_sure():
            self.fields["sure"].widget = forms.HiddenInput()

    def clean(self) -> None:
        super().clean()
        given = self.cleaned_data
        kind, scope, place = (given.get(name, "") for name in ("kind", "scope", "place_code"))
        if kind and kind != Kind.CLOSED and not given.get("norm"):
            self.add_error(
                "norm", ValidationError(_("Escribe la norma: una entidad no inhabilita días por su cuenta."))
            )
        if kind == Kind.DECREED and not given.get("published_on"):
            text = _("Di cuándo se publicó: el decreto debe publicarse antes del día (art. 137.2).")
            self.add_error("published_on", ValidationError(text))
        if kind and scope and scope not in SCOPES[Kind(kind)]:
            self.add_error("scope", ValidationError(_("Esa clase de día no puede valer ahí.")))
        wanted = {Scope.REGION: 2, Scope.PROVINCE: 4}.get(scope, 0)
        if len(place) != wanted:
            text = (
                _("Elige la región o la provincia.")
                if wanted
                else _("Ese día vale en un solo lugar o en todos: decide.")
            )
            self.add_error("place_code", ValidationError(text))
        if scope != Scope.ENTITY and given.get("organization"):
            self.add_error("organization", ValidationError(_("Solo un día de la entidad se anota para una de ellas.")))
        self._look_twice()

    def _look_twice(self) -> None:
        day = self.cleaned_data.get("day")
        if day and not self.errors and is_retroactive(day) and not self.cleaned_data.get("sure"):
            self.fields["sure"].widget = forms.CheckboxInput()
            text = _(
                "Ese día ya pasó o es hoy: cambia la cuenta de trámites abiertos. Mira otra vez y marca que es así."
            )
            self.add_error("sure", ValidationError(text, code="look"))

    @property
    def asks_to_look(self) -> bool:
        return self.has_error("sure", "look")

    def _asks_to_be_sure(self) -> bool:
        return bool(self.is_bound and self.data.get(self.add_prefix("sure")))


def is_retroactive(day: dt.date) -> bool:
    """Whether people have already counted with this day."""
    return day <= timezone.localdate()


def region_of(place_code: str) -> list[tuple[str, str]]:
    """The region of a site, code and name."""
    code = place_code[:2]
    found = (
        Place.objects.valid_on().filter(level=Place.Level.DEPARTMENT, inei_code=code) if code else Place.objects.none()
    )
    return [(each.inei_code, each.name) for each in found]
