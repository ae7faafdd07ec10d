"""The kinds of part: how each is called, where it stands in the document, and its form."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from minka.services.drafts.shelves import Shelf
from minka.services.forms.parts.base import PartForm
from minka.services.forms.parts.calculation import CalculationForm
from minka.services.forms.parts.stated import EligibilityForm, RequirementForm, RuleForm
from minka.services.forms.parts.table import TableForm


@dataclass(frozen=True)
class PartKind:
    """A kind of part; ``slug`` names it in addresses."""

    slug: str
    shelf: Shelf
    title: Promise
    one: Promise
    purpose: Promise
    form: type[PartForm]


PART_KINDS: Final = (
    PartKind(
        "requisitos",
        Shelf("requirements"),
        _("Requisitos"),
        _("Requisito"),
        _("Lo que el procedimiento pide, y a quién. De aquí sale la lista propia de cada persona."),
        RequirementForm,
    ),
    PartKind(
        "condiciones",
        Shelf("conditions"),
        _("Para quién es"),
        _("Condición"),
        _("Quién puede hacer el trámite: condiciones que se calculan y condiciones que comprueba una persona."),
        EligibilityForm,
    ),
    PartKind(
        "reglas",
        Shelf("rules"),
        _("Reglas"),
        _("Regla"),
        _("Lo que no puede ser, con el mensaje que lee la persona."),
        RuleForm,
    ),
    PartKind(
        "calculos",
        Shelf("calculations"),
        _("Cálculos"),
        _("Cálculo"),
        _("Valores que salen de las respuestas: un total, una edad."),
        CalculationForm,
    ),
    PartKind(
        "tablas",
        Shelf("tables"),
        _("Tablas"),
        _("Tabla"),
        _("Un resultado según varias respuestas: el costo según el área y el giro."),
        TableForm,
    ),
)


def part_kind(slug: str) -> PartKind | None:
    return next((each for each in PART_KINDS if each.slug == slug), None)
