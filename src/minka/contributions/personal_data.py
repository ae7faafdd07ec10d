"""What voices and the work on them hold about people. Registered when the app is ready."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from minka.contributions.actions.photo import remove_photos
from minka.contributions.actions.support import take_support_back
from minka.contributions.actions.voice import withdraw_contribution
from minka.contributions.models import Answer, Appeal, Attachment, Contribution, ModerationDecision, Report, SavedView
from minka.people.models import Participant, Person
from minka.people.personal_data import Holding, Rows, register
from minka.reference.models import ConsentText


def contribution_rows(participant: Participant) -> Rows:
    mine = participant.contributions.select_related("site", "process").prefetch_related("attachments").defer("search")
    return [
        {
            "codigo": each.code,
            "sede": each.site.name,
            "proceso": each.process.title,
            "titulo": each.title,
            "texto": each.text,
            "otros_datos": each.body,
            "nombre_publico": each.spoken_by,
            "lugar_ubigeo_inei": each.place_code,
            "lengua": each.language,
            "canal": each.channel,
            "entregado": each.handed_in_at,
            "estado": each.get_state_display(),
            "visible": each.get_visibility_display(),
            "fotos": [photo.name for photo in each.attachments.all()],
        }
        for each in mine.order_by("pk")
    ]


def forget_author(participant: Participant, with_texts: bool) -> None:  # noqa: FBT001 - the shape of an eraser
    """Names and photos go; with ``with_texts`` every voice is withdrawn as its author would."""
    for mine in participant.contributions.select_related("site").defer("search"):
        if with_texts:
            withdraw_contribution(contribution=mine, by=participant)
        else:
            remove_photos(contribution=mine)
    participant.contributions.exclude(spoken_by="").update(spoken_by="")


def hide_photos(participant: Participant, purpose: str) -> None:
    """Without that permission photos are for their author and the team alone."""
    if purpose == ConsentText.Purpose.PUBLIC_PHOTO:
        Attachment.objects.filter(contribution__participant=participant).update(is_public=False)


def support_rows(participant: Participant) -> Rows:
    return [
        {"apoyaste": str(each.contribution), "fecha": each.at}
        for each in participant.supports.select_related("contribution").order_by("pk")
    ]


def forget_supports(participant: Participant, with_texts: bool) -> None:  # noqa: FBT001
    """Without a name a support says nothing of anybody and stays counted, unless all is to go."""
    if with_texts:
        for support in participant.supports.select_related("contribution"):
            take_support_back(contribution=support.contribution, by=participant)


def report_rows(participant: Participant) -> Rows:
    reports: Rows = [
        {
            "denunciaste": str(each.contribution),
            "motivo": each.get_reason_display(),
            "nota": each.note,
            "fecha": each.at,
        }
        for each in Report.objects.filter(participant=participant).select_related("contribution")
    ]
    appeals: Rows = [
        {"apelaste": str(each.decision.contribution), "texto": each.text, "fecha": each.at, "respuesta": each.reply}
        for each in _appeals(participant).select_related("decision__contribution")
    ]
    return reports + appeals


def forget_reports(participant: Participant, _with_texts: bool) -> None:  # noqa: FBT001
    Report.objects.filter(participant=participant).update(note="")
    _appeals(participant).update(text="", reply="")


def work_rows(person: Person) -> Rows:
    answers: Rows = [
        {"respuesta": each.reason, "oficina": each.office, "fecha": each.at}
        for each in Answer.objects.filter(answered_by=person)
    ]
    decisions: Rows = [
        {"decision_de_moderacion": each.get_outcome_display(), "nota": each.note, "fecha": each.at}
        for each in ModerationDecision.objects.filter(decided_by=person)
    ]
    views: Rows = [
        {"vista_guardada": each.name, "filtros": each.filters} for each in SavedView.objects.filter(person=person)
    ]
    return answers + decisions + views


def forget_work(person: Person, _with_texts: bool) -> None:  # noqa: FBT001
    """What a person did for an office stays the office's; what was only theirs goes."""
    SavedView.objects.filter(person=person).delete()
    Contribution.objects.filter(assignee=person).update(assignee=None)


def _appeals(participant: Participant) -> QuerySet[Appeal]:
    return Appeal.objects.filter(decision__contribution__participant=participant)


register(
    Holding(
        name="aportes",
        title=_("Tus aportes"),
        tables=("contributions.Contribution", "contributions.Attachment"),
        of_participant=contribution_rows,
        erase_participant=forget_author,
        end_permission=hide_photos,
    )
)
register(
    Holding(
        name="apoyos",
        title=_("Lo que apoyaste"),
        tables=("contributions.Support",),
        of_participant=support_rows,
        erase_participant=forget_supports,
    )
)
register(
    Holding(
        name="denuncias_y_apelaciones",
        title=_("Lo que denunciaste o apelaste"),
        tables=("contributions.Report", "contributions.Appeal"),
        of_participant=report_rows,
        erase_participant=forget_reports,
    )
)
register(
    Holding(
        name="trabajo",
        title=_("Tu trabajo en las sedes"),
        tables=(
            "contributions.Answer",
            "contributions.ModerationDecision",
            "contributions.SavedView",
            "contributions.Link",
            "contributions.PaperSheet",
            "contributions.Import",
        ),
        of_person=work_rows,
        erase_person=forget_work,
    )
)
