"""The filters of the desk, as they stand in its address. What makes no sense is left out, never an error."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from minka.contributions.forms.words import LineField
from minka.contributions.models import Contribution
from minka.contributions.queries.ages import BANDS
from minka.contributions.queries.filters import ALL, ANSWERED, MINE, NOBODY, NONE, WAITING, DeskFilters
from minka.contributions.queries.people import Member
from minka.processes.models import Process
from minka.web.numbers import DIGITS

LANGUAGES = (("es", _("castellano")), ("qvc", _("quechua de Cajamarca")), ("en", _("inglés")))
STATES = (
    (WAITING, _("sin responder")),
    (ANSWERED, _("con respuesta")),
    (ALL, _("en cualquier estado")),
    *Contribution.State.choices,
)
ORDERS = (
    ("antiguos", _("los más antiguos")),
    ("recientes", _("los más recientes")),
    ("apoyados", _("los más apoyados")),
)


class DeskForm(forms.Form):
    """The sentence above the table. Its names are words of the address, so they are Spanish."""

    estado = forms.ChoiceField(required=False, choices=STATES)
    actividad = forms.ChoiceField(required=False)
    canal = forms.ChoiceField(required=False, choices=[("", _("cualquier canal")), *Contribution.Channel.choices])
    lugar = forms.CharField(required=False, max_length=80)
    lengua = forms.ChoiceField(required=False, choices=[("", _("cualquier lengua")), *LANGUAGES])
    edad = forms.ChoiceField(
        required=False, choices=[("", _("cualquier tiempo")), *((key, name) for key, name, *_limits in BANDS)]
    )
    responsable = forms.ChoiceField(required=False)
    oficina = forms.ChoiceField(required=False)
    q = forms.CharField(required=False, max_length=200)
    orden = forms.ChoiceField(required=False, choices=ORDERS)

    def __init__(self, data: QueryDict, *, process: Process, members: list[Member], offices: list[str]) -> None:
        super().__init__({**DeskFilters().__dict__, **data.dict()})
        activities = [(each.slug, each.title) for each in process.activities.all()]
        self._choose("actividad", [("", _("todas las actividades")), *activities])
        people = [(str(each.pk), each.name) for each in members]
        self._choose("responsable", [("", _("cualquiera")), (MINE, _("mí")), (NOBODY, _("nadie")), *people])
        self._choose(
            "oficina", [("", _("cualquier oficina")), (NONE, _("ninguna oficina")), *((each, each) for each in offices)]
        )

    def filters(self) -> DeskFilters:
        """What was understood."""
        self.is_valid()
        understood = {name: value for name, value in self.cleaned_data.items() if value}
        return DeskFilters(**understood)

    def words(self, name: str, value: str) -> str:
        """How a choice reads."""
        field = self.fields[name]
        choices = field.choices if isinstance(field, forms.ChoiceField) else ()
        return next((str(words) for key, words in choices if key == value), value)  # type: ignore[union-attr]

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what the class says
        field.choices = choices


class ChosenForm(forms.Form):
    """Rows ticked in the desk and what to do with them."""

    ACTS = (
        ("", _("Elige qué hacer")),
        ("answer", _("Responder")),
        ("assign", _("Encargar a alguien")),
        ("merge", _("Unir repetidos")),
        ("read", _("Marcar como leídos")),
    )

    accion = forms.ChoiceField(
        choices=ACTS, error_messages={"required": _("Elige qué hacer con los aportes marcados.")}
    )
    alcance = forms.ChoiceField(required=False, choices=[("", ""), ("todos", "")])
    fila = forms.TypedMultipleChoiceField(required=False, coerce=int)
    ids = forms.CharField(required=False, max_length=100_000)
    filtros = forms.CharField(required=False, max_length=1000)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        rows = self.fields["fila"]
        assert isinstance(rows, forms.TypedMultipleChoiceField)  # noqa: S101 - tells the type checker
        rows.choices = [(number, number) for number in data.getlist("fila") if DIGITS.fullmatch(number)]

    def numbers(self) -> list[int]:
        """The rows as the page of confirmation carries them: one list instead of thousands of fields."""
        return sorted({int(number) for number in DIGITS.findall(self.cleaned_data["ids"])})

    def address(self) -> QueryDict:
        """The filters under which the rows were ticked."""
        return QueryDict(self.cleaned_data["filtros"])


class SavedViewForm(forms.Form):
    """The name of a set of filters."""

    name = LineField(
        label=_("Nombre de la vista"),
        max_length=60,
        error_messages={"required": _("Ponle un nombre a la vista para guardarla.")},
    )
    filtros = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)
