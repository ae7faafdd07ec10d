"""What cases hold about people. Registered when the app is ready."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minka.cases.models import Case, CaseNote, Letter, Observation, UnitRequest
from minka.people.models import Participant, Person
from minka.people.personal_data import Holding, Rows, register

YEAR = 365  # days


def case_rows(participant: Participant) -> Rows:
    """Each case with its answers, dates, letters and what happened."""
    return [
        {
            "tramite": each.number,
            "servicio": str(each.service),
            "presentado": each.filed_on,
            "resultado": each.get_outcome_display(),
            "respuestas": each.answers,
            "hechos": [{"fecha": event.on, "hecho": event.action} for event in each.events.all() if event.is_public],
            "cartas": [
                {"asunto": letter.subject, "texto": letter.text} for letter in each.letters.all() if letter.notified_at
            ],
        }
        for each in participant.cases.select_related("service").prefetch_related("events", "letters").order_by("pk")
    ]


def what_stays(participant: Participant) -> list[str]:
    """A filed case, its letters and its decision are the entity's file: nobody's wish alone ends them."""
    return [_stays(each) for each in participant.cases.filter(erased_at=None).select_related("service").order_by("pk")]


def _stays(case: Case) -> str:
    words = {"number": case.number, "service": case.service.title, "years": round(case.service.retention_days / YEAR)}
    kept = gettext(
        "Tu trámite %(number)s, «%(service)s»: lo que presentaste y las cartas de la entidad son su expediente. La "
        "entidad debe guardarlos hasta %(years)d años después de que termina; entonces se borran solos."
    )
    still_open = gettext(
        "Todavía no termina: si borras tus datos, ningún código lo abre y no verás las cartas aquí. Antes descarga tu "
        "cargo y anota el número: con él preguntas en la entidad."
    )
    return f"{kept % words} {still_open}" if case.is_open else kept % words


def official_rows(person: Person) -> Rows:
    counted = {
        "tramites_asignados": Case.objects.filter(assignee=person).count(),
        "observaciones_enviadas": Observation.objects.filter(sent_by=person).count(),
        "pedidos_hechos": UnitRequest.objects.filter(asked_by=person).count(),
        "pedidos_respondidos": UnitRequest.objects.filter(answered_by=person).count(),
        "cartas_firmadas": Letter.objects.filter(signed_by=person).count(),
        "notas_escritas": CaseNote.objects.filter(by=person).count(),
    }
    return [dict(counted)] if any(counted.values()) else []


register(
    Holding(
        name="tramites",
        title=_("Tus trámites"),
        tables=("cases.Case", "cases.CaseEvent", "cases.Forecast", "cases.Rating"),
        of_participant=case_rows,
        stays_of_participant=what_stays,
    )
)
register(
    Holding(
        name="tramites-atendidos",
        title=_("Trámites que atendiste"),
        tables=("cases.Observation", "cases.UnitRequest", "cases.Letter", "cases.CaseNote"),
        of_person=official_rows,
    )
)
