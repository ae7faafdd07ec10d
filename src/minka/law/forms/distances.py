"""A table of distances: written into a grid of provinces."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.engine.clocks.distances import LONGEST
from minka.law.forms.fields import DayField, NormForm, provinces_of
from minka.law.models import DistanceTable
from minka.sites.models import Site

PREFIX = "from_"


class TableForm(NormForm):
    """What a table of distances says of itself."""

    valid_from = DayField(
        label=gettext_lazy("¿Desde qué día vale?"),
        help_text=gettext_lazy("Lo presentado antes conserva los días que tenía."),
        error_messages={"required": gettext_lazy("Di desde qué día vale.")},
    )
    is_demonstration = forms.BooleanField(
        label=gettext_lazy("Es un ejemplo inventado: no lo aprobó nadie"), required=False
    )


class GridForm(TableForm):
    """The days from each province to the seat; an empty one is not in the table, which is not zero."""

    seat_code = forms.ChoiceField(label=gettext_lazy("¿A qué provincia se va?"))

    def __init__(self, *args: Any, site: Site, now: DistanceTable | None = None, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, site=site, **kwargs)
        provinces = provinces_of(site)
        seat: Any = self.fields["seat_code"]
        seat.choices = provinces
        held = {place: days for place, _seat, days in now.rows} if now else {}
        for code, name in provinces:
            field = forms.IntegerField(
                label=_("Desde %(place)s") % {"place": name},
                min_value=0,
                max_value=LONGEST,
                required=False,
                initial=held.get(code),
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
            self.fields[PREFIX + code] = field

    def clean(self) -> None:
        super().clean()
        if not self.errors and not self.values["rows"]:
            raise ValidationError(_("Escribe los días de al menos una provincia."))

    @property
    def values(self) -> dict[str, Any]:
        given = super().values
        seat = given.pop("seat_code", "")
        names = [name for name in given if name.startswith(PREFIX)]
        days = [(name.removeprefix(PREFIX), given.pop(name)) for name in names]
        return {**given, "rows": [[place, seat, count] for place, count in days if count is not None]}
