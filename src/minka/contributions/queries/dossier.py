"""Everything the desk knows of one contribution, except what else its author said: that is nobody's business here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from minka.contributions.models import Answer, Attachment, Contribution, Link
from minka.contributions.queries.desk import place_names
from minka.contributions.queries.similar import Similar, similar_contributions
from minka.people.models import Person
from minka.processes.models import Process
from minka.records.models import AuditEntry

SIMILAR_SHOWN = 5
LATEST_EVENTS = 100
MERGES = {
    "contribution.merged": (gettext_noop("lo unió al %(others)s"), gettext_noop("le unió el %(others)s")),
    "contribution.unmerged": (gettext_noop("lo separó del %(others)s"), gettext_noop("le separó el %(others)s")),
}
WORDS = {
    "contribution.received": gettext_noop("lo entregó"),
    "contribution.read": gettext_noop("lo leyó"),
    "contribution.withdrawn": gettext_noop("lo retiró"),
    "contribution.undone": gettext_noop("lo deshizo porque estaba mal digitado"),
    "contribution.hidden": gettext_noop("lo ocultó"),
    "contribution.restored": gettext_noop("volvió a mostrarlo"),
    "contribution.kept": gettext_noop("revisó los avisos y lo mantuvo"),
    "contribution.reported": gettext_noop("avisó que rompe las reglas"),
}


@dataclass(frozen=True)
class Event:
    """One line of the history: when, who, what happened."""

    at: datetime
    who: str
    what: str


@dataclass(frozen=True)
class Dossier:
    """One contribution whole."""

    contribution: Contribution
    place: str
    answers: Sequence[Answer]
    links: Sequence[Link]
    photos: Sequence[Attachment]
    originals: Sequence[Contribution]
    comments: Sequence[Contribution]
    similar: Sequence[Similar]
    history: Sequence[Event]


def get_desk_contribution(process: Process, number: int) -> Contribution:
    """The contribution of this process with this number, or 404."""
    found = Contribution.objects.select_related("activity", "assignee", "recorded_by", "merged_into", "answer")
    contribution = found.defer("search").filter(process=process, pk=number).first()
    if contribution is None:
        raise Http404
    contribution.process = process
    return contribution


def dossier_of(contribution: Contribution) -> Dossier:
    """The contribution with its answers, originals, comments, similar ones and history."""
    similar = similar_contributions(activity=contribution.activity, text=_words(contribution), limit=SIMILAR_SHOWN + 1)
    around = Contribution.objects.defer("search").order_by("pk")
    return Dossier(
        contribution=contribution,
        place=place_names().get(contribution.place_code, "") if contribution.place_code else "",
        answers=list(Answer.objects.filter(covered__contribution=contribution).order_by("-pk")),
        links=list(Link.objects.filter(source=contribution.ref).order_by("pk")),
        photos=list(contribution.attachments.order_by("pk")),
        originals=list(around.filter(merged_into=contribution)),
        comments=list(around.filter(parent=contribution)[:LATEST_EVENTS]),
        similar=[each for each in similar if each.contribution.pk != contribution.pk][:SIMILAR_SHOWN],
        history=history_of(contribution),
    )


def history_of(contribution: Contribution) -> list[Event]:
    """What the audit trail holds of it, newest first, with the names of those who work at the site."""
    entries = list(AuditEntry.objects.filter(subject=contribution.ref).order_by("-pk")[:LATEST_EVENTS])
    keys = {entry.actor for entry in entries} | {str(entry.changes.get("to") or "") for entry in entries}
    numbers = [int(key.removeprefix("person:")) for key in keys if key.startswith("person:")]
    names = {each.actor_key: str(each) for each in Person.objects.filter(pk__in=numbers)}
    return [Event(entry.at, _who(entry.actor, names), _what(entry, names)) for entry in entries]


def _words(contribution: Contribution) -> str:
    return f"{contribution.title} {contribution.text}".strip()


def _who(actor: str, names: dict[str, str]) -> str:
    if actor.startswith("person:"):
        return names.get(actor, _("una persona que ya no está"))
    return _("quien participa") if actor.startswith("participant:") else _("la plataforma")


def _what(entry: AuditEntry, names: dict[str, str]) -> str:
    changes = entry.changes
    if entry.action == "contribution.assigned":
        person, office = names.get(str(changes.get("to"))), changes.get("office")
        to = " · ".join(str(part) for part in (person, office) if part) or pgettext("encargado a", "nadie")
        return _("lo encargó a %(to)s") % {"to": to}
    if entry.action == "contribution.answered":
        fate = dict(Answer.Fate.choices).get(str(changes.get("fate")), "")
        return _("respondió: %(fate)s") % {"fate": fate}
    if entry.action in MERGES:
        into, numbers = changes.get("into"), changes.get("originals") or []
        words = MERGES[entry.action][0 if into else 1]
        return _(words) % {"others": ", ".join(f"n.º {number}" for number in ([into] if into else numbers))}
    return _(WORDS[entry.action]) if entry.action in WORDS else entry.action
