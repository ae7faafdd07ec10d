"""Controls of several parts that give one answer, as the component of a field draws them."""

from collections.abc import Mapping
from typing import Any, override

from django import forms
from django.utils.translation import gettext as _


class Parts(forms.MultiWidget):
    """Several controls that give one answer; ``names`` are the keys of the answer."""

    template_name = "ui/parts.html"
    names: tuple[str, ...] = ()

    def labels(self) -> tuple[str, ...]:
        """What each control is called, in the order of the names."""
        raise NotImplementedError

    @override
    def decompress(self, value: Any) -> list[Any]:
        held = value if isinstance(value, Mapping) else {}
        return [held.get(name) for name in self.names]

    @override
    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, label in zip(context["widget"]["subwidgets"], self.labels(), strict=True):
            part["label"] = label
        return context


class DateParts(Parts):
    """A date in three short lines, which every phone can type and nobody has to look for in a calendar."""

    names = ("day", "month", "year")

    def __init__(self) -> None:
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            name: forms.TextInput(attrs={"inputmode": "numeric", "maxlength": length, "autocomplete": "off"})
            for name, length in zip(self.names, (2, 10, 4), strict=True)
        }
        super().__init__(widgets)

    @override
    def labels(self) -> tuple[str, ...]:
        return _("Día"), _("Mes"), _("Año")

    @override
    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, str) and value.count("-") == 2:  # noqa: PLR2004 - year, month, day
            year, month, day = value.split("-")
            return [str(int(day)), str(int(month)), year]
        return super().decompress(value)
