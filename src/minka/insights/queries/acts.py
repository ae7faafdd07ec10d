"""What each act of the audit trail is called. Codes stay as they were written; these are their words."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

ACTS: Final = {
    "application.begun": gettext_noop("empezó un trámite"),
    "application.discarded": gettext_noop("borró un trámite sin enviar"),
    "application.filed": gettext_noop("presentó una solicitud"),
    "application.helped": gettext_noop("anotó quién ayuda con un trámite"),
    "application.renewed": gettext_noop("pasó su trámite a la versión nueva"),
    "activity.added": gettext_noop("agregó una actividad"),
    "activity.changed": gettext_noop("cambió una actividad"),
    "appeal.received": gettext_noop("pidió otra revisión"),
    "appeal.upheld": gettext_noop("revisó un pedido y lo mantuvo oculto"),
    "consent.withdrawn": gettext_noop("retiró un permiso"),
    "contact.kept": gettext_noop("dejó, cambió o quitó su contacto"),
    "contact.proven": gettext_noop("confirmó su correo"),
    "contribution.answered": gettext_noop("respondió un aporte"),
    "contribution.assigned": gettext_noop("encargó un aporte"),
    "contribution.hidden": gettext_noop("ocultó un aporte"),
    "contribution.kept": gettext_noop("revisó un aporte y lo mantuvo"),
    "contribution.merged": gettext_noop("unió aportes"),
    "contribution.read": gettext_noop("leyó un aporte"),
    "contribution.received": gettext_noop("entregó un aporte"),
    "contribution.reported": gettext_noop("avisó que un aporte rompe las reglas"),
    "contribution.restored": gettext_noop("volvió a mostrar un aporte"),
    "contribution.shown": gettext_noop("revisó un aporte y lo publicó"),
    "contribution.undone": gettext_noop("deshizo un aporte mal digitado"),
    "contribution.unmerged": gettext_noop("separó aportes"),
    "contribution.withdrawn": gettext_noop("retiró un aporte"),
    "contributions.exported": gettext_noop("descargó la tabla de aportes"),
    "import.done": gettext_noop("importó aportes de un archivo"),
    "invitation.withdrawn": gettext_noop("anuló una invitación"),
    "log.resumed": gettext_noop("hizo continuar el registro público"),
    "member.changed": gettext_noop("cambió el rol de una persona"),
    "member.invited": gettext_noop("invitó a una persona"),
    "member.joined": gettext_noop("se unió al equipo"),
    "member.removed": gettext_noop("quitó a una persona del equipo"),
    "notices.mail-chosen": gettext_noop("pidió avisos por correo"),
    "notices.mail-stopped": gettext_noop("dejó los avisos por correo"),
    "opinion-group.named": gettext_noop("puso nombre a un grupo de opinión"),
    "opinion-map.published": gettext_noop("publicó un mapa de opiniones"),
    "opinions.exported": gettext_noop("descargó votos o afirmaciones"),
    "organization.added": gettext_noop("agregó una organización"),
    "organization.changed": gettext_noop("cambió una organización"),
    "participant.erased": gettext_noop("borró sus datos"),
    "participant.kept": gettext_noop("guardó su voz en una cuenta"),
    "participant.taken_out": gettext_noop("sacó su voz de una cuenta"),
    "person.erased": gettext_noop("borró su cuenta"),
    "phase.added": gettext_noop("agregó una fase"),
    "phase.changed": gettext_noop("cambió una fase"),
    "phase.removed": gettext_noop("quitó una fase"),
    "process.changed": gettext_noop("cambió un proceso"),
    "process.closed": gettext_noop("cerró un proceso"),
    "process.drafted": gettext_noop("preparó un proceso"),
    "process.opened": gettext_noop("abrió un proceso"),
    "sheets.prepared": gettext_noop("preparó hojas de papel"),
    "site.opened": gettext_noop("abrió una sede"),
    "statement.linked": gettext_noop("enlazó una afirmación con una decisión"),
    "voter.excluded": gettext_noop("dejó de contar a un votante"),
    "voter.included": gettext_noop("volvió a contar a un votante"),
    "voter.joined": gettext_noop("empezó a votar"),
    "voter.placed": gettext_noop("dijo su distrito"),
    "votes.entered": gettext_noop("digitó votos de una hoja"),
    "votes.withdrawn": gettext_noop("retiró sus votos"),
}


def act_words(action: str) -> str:
    """What was done, or nothing for an act that has no words yet: its code is shown all the same."""
    return _(ACTS[action]) if action in ACTS else ""
