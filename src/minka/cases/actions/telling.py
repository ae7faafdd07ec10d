"""Whoever filed a case is told of each step, in the words of its state and with a link to its page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from minka.cases.models import Case, CaseEvent
from minka.cases.queries.standing import Standing
from minka.engine.workflows import say
from minka.notices.actions import Message, notify_all
from minka.people.models import Participant
from minka.records.actions import Actor
from minka.web.language import for_everybody


def tell(*, standing: Standing, event: CaseEvent, by: Actor) -> None:
    """Tell the person once, unless it was their own act."""
    if isinstance(by, Participant):
        return
    with for_everybody():
        words = {"number": standing.case.number, "state": say(standing.state.label)}
        title = _("Tu trámite %(number)s: %(state)s") % words
        _send(standing.case, event, title, _("Abre su página para leer la carta y saber qué sigue."))


def tell_silence(standing: Standing, event: CaseEvent) -> None:
    """Tell the person that the entity said nothing in time, and what they may do."""
    with for_everybody():
        title = _("Tu trámite %(number)s: la entidad no respondió a tiempo") % {"number": standing.case.number}
        body = _("Puedes presentar un recurso, o esperar: la entidad todavía debe responder.")
        _send(standing.case, event, title, body)


def _send(case: Case, event: CaseEvent, title: str, body: str) -> None:
    message = Message(
        kind="case.moved",
        title=title,
        body=body,
        link=reverse("cases:case", args=[case.site.slug, case.pk]),
        key=f"{case.ref}:{event.number}",
        participant_id=case.participant_id,
    )
    notify_all(site=case.site, messages=[message])


def tell_recount(standing: Standing, event: CaseEvent) -> None:
    """Tell the person which of their dates moved, and that none came closer."""
    with for_everybody():
        title = _("Tu trámite %(number)s: se volvieron a contar los días") % {"number": standing.case.number}
        _send(standing.case, event, title, " ".join(event.data["changes"]))
