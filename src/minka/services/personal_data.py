"""What services hold about people. Registered when the app is ready."""

from django.utils.translation import gettext_lazy as _

from minka.people.models import Participant, Person
from minka.people.personal_data import Holding, Rows, register
from minka.services.actions.uploads import drop_all
from minka.services.models import Application, DraftChange, Procedure, PublicationRequest, SavedCase, Service, Version


def application_rows(participant: Participant) -> Rows:
    """Each filling in, with its answers and the names of its files."""
    return [
        {
            "servicio": str(each.service),
            "version": each.version.number,
            "estado": each.get_state_display(),
            "desde": each.started_at,
            "presentada": each.filed_at,
            "te_ayudo": each.helper_name,
            "respuestas": each.answers,
            "archivos": [upload.original_name for upload in each.uploads.all()],
        }
        for each in participant.applications.select_related("service", "version")
        .prefetch_related("uploads")
        .order_by("pk")
    ]


def forget_applications(participant: Participant, with_texts: bool) -> None:  # noqa: FBT001 - the shape of an eraser
    """What was not filed goes at once. What was filed is the entity's file, which the law has it keep."""
    unfiled = Application.objects.filter(participant=participant, state=Application.State.FILLING)
    for each in unfiled:
        drop_all(application=each)
    unfiled.update(answers={}, helper_name="")
    if with_texts:
        unfiled.delete()


def designer_rows(person: Person) -> Rows:
    counted = {
        "procedimientos_importados": Procedure.objects.filter(imported_by=person).count(),
        "servicios_creados": Service.objects.filter(created_by=person).count(),
        "cambios_de_borradores": DraftChange.objects.filter(by=person).count(),
        "casos_de_prueba": SavedCase.objects.filter(created_by=person).count(),
        "publicaciones_pedidas": PublicationRequest.objects.filter(by=person).count(),
        "publicaciones_decididas": PublicationRequest.objects.filter(decided_by=person).count(),
        "versiones_escritas": Version.objects.filter(author=person).count(),
        "versiones_aprobadas": Version.objects.filter(approver=person).count(),
    }
    return [dict(counted)] if any(counted.values()) else []


register(
    Holding(
        name="solicitudes",
        title=_("Tus solicitudes"),
        tables=("services.Application", "services.Upload"),
        of_participant=application_rows,
        erase_participant=forget_applications,
    )
)
register(
    Holding(
        name="servicios",
        title=_("Servicios que diseñaste"),
        tables=(
            "services.Procedure",
            "services.Service",
            "services.DraftChange",
            "services.DraftEditor",
            "services.SavedCase",
            "services.PublicationRequest",
            "services.Version",
        ),
        of_person=designer_rows,
    )
)
