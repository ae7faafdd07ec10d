"""Whether people can take part in an activity, in words."""

import datetime as dt

from django.utils.translation import gettext as _

from minka.processes.access import is_open
from minka.processes.models import Activity
from minka.web.dates import day_in_words, deadline_in_words


def state_words(activity: Activity, today: dt.date) -> str:
    """Say in one sentence whether people can take part, and until or from when."""
    phase = activity.phase
    if activity.process.status != "open":
        return _not_open_words(activity)
    if is_open(activity, today):
        return _open_words(phase.closes_on, today)
    if activity.is_paused:
        return _("En pausa: por ahora no se puede participar.")
    if phase.opens_on is not None and phase.opens_on > today:
        return _("Se abre el %(day)s") % {"day": day_in_words(phase.opens_on, today=today)}
    if phase.closes_on is not None and phase.closes_on < today:
        return _("Cerró el %(day)s. Puedes leer lo que se dijo y lo que se respondió.") % {
            "day": day_in_words(phase.closes_on, today=today)
        }
    return _("Todavía no se abre.")


def _open_words(closes_on: dt.date | None, today: dt.date) -> str:
    if closes_on is None:
        return _("Abierto: puedes participar hoy.")
    return _("Abierto hasta el %(day)s") % {"day": deadline_in_words(closes_on, today=today)}


def _not_open_words(activity: Activity) -> str:
    if activity.process.status == "closed":
        return _("El proceso terminó. Puedes leer lo que se dijo y lo que se respondió.")
    return _("Todavía es un borrador: solo el equipo lo ve.")
