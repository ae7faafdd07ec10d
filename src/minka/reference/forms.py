"""A field in which a person types a district; it works with and without JavaScript."""

from collections.abc import Sequence
from typing import Any, override

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.reference.models import Place
from minka.reference.naming import Understood, understand
from minka.reference.queries import place_options

LONGEST_NAME = 120


class PlaceInput(forms.TextInput):
    """A line of text that offers the districts of one department as they are typed."""

    template_name = "reference/place_input.html"
    department = ""

    @override
    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if self.department:
            list_id = f"{context['widget']['attrs'].get('id', name)}-list"
            context["widget"]["attrs"]["list"] = list_id
            context |= {"list_id": list_id, "options": place_options(self.department)}
        return context


class PlaceField(forms.CharField):
    """Gives a district as a Place, or None when it may be left empty and is.

    Takes ``Chota, Chota``, ``chota``, ``Jaén, Jaén, Cajamarca`` or an INEI code. ``department`` (INEI code) is where a
    name alone is looked for; a form sets it from its site. Without one, names are looked for in the whole country.
    """

    widget = PlaceInput

    def __init__(self, *, department: str = "", **options: Any) -> None:  # noqa: ANN401 - Django's signature
        options.setdefault("max_length", LONGEST_NAME)
        options.setdefault("label", gettext_lazy("Lugar"))
        options.setdefault("help_text", gettext_lazy("Escribe tu distrito. Por ejemplo: Chota, Chota."))
        super().__init__(**options)
        self.department = department

    @property
    def department(self) -> str:
        return self._department

    @department.setter
    def department(self, code: str) -> None:
        self._department = code[:2]
        self.widget.department = self._department

    @override
    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"autocomplete": "off", "spellcheck": "false"}

    @override
    def prepare_value(self, value: Any) -> Any:
        return value.full_name if isinstance(value, Place) else value

    @override
    def clean(self, value: Any) -> Place | None:
        text = super().clean(value)
        if not text:
            return None
        meant = understand(text, self.department)
        if len(meant.options) != 1:
            raise ValidationError(question_about(meant), code="place")
        return Place.objects.select_related("parent").get(pk=meant.options[0].pk)


def question_about(meant: Understood) -> str:
    """What to ask somebody whose text names no district, or more than one."""
    if meant.options:
        labels = [f"{o.district}, {o.province}" for o in meant.options]
        if len(set(labels)) < len(labels) or len({o.department for o in meant.options}) > 1:
            labels = [f"{o.district}, {o.province}, {o.department}" for o in meant.options]
        facts = {"n": len(labels), "name": meant.options[0].district, "choices": quoted(labels)}
        return _("Hay %(n)d distritos que se llaman %(name)s. Escribe cuál: %(choices)s.") % facts
    choices = quoted(meant.guesses)
    if meant.province:
        facts = {"name": meant.province, "choices": choices}
        return _("%(name)s es una provincia. Escribe también el distrito, por ejemplo %(choices)s.") % facts
    if choices:
        return _("No encontramos ese distrito. ¿Quisiste decir %(choices)s?") % {"choices": choices}
    return _("No encontramos ese distrito. Escribe el distrito y la provincia, por ejemplo «Chota, Chota».")


def quoted(labels: Sequence[str]) -> str:
    *first, last = [f"«{label}»" for label in labels] or [""]
    return _(" o ").join([", ".join(first), last]) if first else last
