"""The territories a site may be of."""

from django.utils.translation import gettext as _

from minka.reference.models import Place
from minka.sites.models import Site

type Choices = list[tuple[str, str | list[tuple[str, str]]]]
DEPARTMENT, PROVINCE = 2, 4


def place_choices(parent: Site | None) -> Choices:
    """What lies within the parent's territory, two levels down, grouped by the upper one; by INEI code."""
    code = parent.place_code if parent else ""
    places = list(Place.objects.valid_on().filter(inei_code__startswith=code).exclude(inei_code="").order_by("name"))
    upper = DEPARTMENT if not code else PROVINCE
    lower = {DEPARTMENT: PROVINCE, PROVINCE: 6}[upper]
    return [
        (
            above.name,
            [(above.inei_code, _whole(above))]
            + [
                (each.inei_code, each.name)
                for each in places
                if len(each.inei_code) == lower and each.inei_code.startswith(above.inei_code)
            ],
        )
        for above in places
        if len(above.inei_code) == upper
    ]


def _whole(place: Place) -> str:
    if place.level == Place.Level.DEPARTMENT:
        return _("Todo el departamento de %(name)s") % {"name": place.name}
    return _("Toda la provincia de %(name)s") % {"name": place.name}
