"""What the rules of a site hold about people: who noted them. Registered when the app is ready."""

from django.utils.translation import gettext_lazy as _

from minka.law.models import CalendarDay, DistanceTable, FrontDeskRule
from minka.people.models import Person
from minka.people.personal_data import Holding, Rows, register


def noted_rows(person: Person) -> Rows:
    counted = {
        "reglas_de_mesa_de_partes": FrontDeskRule.objects.filter(added_by=person).count(),
        "dias_anotados": CalendarDay.objects.filter(added_by=person).count(),
        "tablas_de_distancia": DistanceTable.objects.filter(added_by=person).count(),
    }
    return [dict(counted)] if any(counted.values()) else []


register(
    Holding(
        name="reglas-anotadas",
        title=_("Reglas de plazos que anotaste"),
        tables=("law.FrontDeskRule", "law.CalendarDay", "law.DistanceTable"),
        of_person=noted_rows,
    )
)
