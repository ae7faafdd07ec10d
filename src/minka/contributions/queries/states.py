"""Where a contribution stands, in words: as a mark beside it, as a sentence, and as the steps it has taken."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.contributions.models import Contribution, Link

Channel = Contribution.Channel
State = Contribution.State
Visibility = Contribution.Visibility

MARKS = {
    State.ACCEPTED: "good",
    State.PARTLY: "good",
    State.NOT_ACCEPTED: "neutral",
    State.FORWARDED: "accent",
    State.MERGED: "accent",
    State.RECEIVED: "neutral",
    State.READ: "neutral",
}
WORDS = {
    State.RECEIVED: gettext_lazy("Por responder"),
    State.READ: gettext_lazy("Por responder"),
    State.ACCEPTED: gettext_lazy("Aceptada"),
    State.PARTLY: gettext_lazy("Aceptada en parte"),
    State.NOT_ACCEPTED: gettext_lazy("No aceptada"),
    State.FORWARDED: gettext_lazy("Derivada a otra oficina"),
    State.MERGED: gettext_lazy("Unida a otra parecida"),
}


@dataclass(frozen=True)
class Mark:
    """A word or two, and the kind of badge that shows them."""

    words: str
    kind: str


@dataclass(frozen=True)
class Step:
    """One station on the way of a voice: taken on a day, or still ahead."""

    title: str
    state: str  # done, next
    at: dt.datetime | None = None
    text: str = ""
    links: Sequence[Link] = ()


def mark_of(contribution: Contribution) -> Mark | None:
    """The mark for lists; a comment that is simply there has none."""
    if contribution.visibility == Visibility.HELD:
        return Mark(_("En revisión"), "warm")
    if contribution.visibility == Visibility.HIDDEN:
        return Mark(_("Oculta"), "danger")
    if contribution.visibility == Visibility.WITHDRAWN:
        return Mark(_("Retirada"), "neutral")
    if not contribution.needs_answer:
        return None
    return mark_of_state(contribution.state)


def mark_of_state(state: str) -> Mark:
    """The mark of a state, or of an answer's fate."""
    return Mark(state_words(state), MARKS[State(state)])


def state_words(state: str) -> str:
    """The state of an idea as anyone says it."""
    return str(WORDS[State(state)])


def arrival_words(contribution: Contribution) -> str:
    """By which way a voice came, as one would tell it; nothing when it was written on this page."""
    if contribution.channel == Channel.IMPORT and contribution.source:
        return _("importado de %(source)s") % {"source": contribution.source}
    return {
        Channel.WEB: "",
        Channel.PAPER: _("llegó en papel"),
        Channel.DESK: _("lo escribió el equipo con quien lo dijo"),
        Channel.SMS: _("llegó por SMS"),
        Channel.CHAT: _("llegó por chat"),
        Channel.VOICE: _("llegó como nota de voz"),
        Channel.IMPORT: _("importado de otra plataforma"),
    }[Channel(contribution.channel)]


def steps_of(contribution: Contribution, links: Sequence[Link] = ()) -> list[Step]:
    """The way of one voice, as a parcel is followed: received, read, answered, what it changed."""
    steps = [Step(_("Recibida"), "done", contribution.received_at)]
    if contribution.visibility == Visibility.WITHDRAWN:
        return [*steps, Step(_("Retirada por ti"), "done")]
    if not contribution.needs_answer:
        return steps
    return [*steps, _read(contribution), _answered(contribution), _changed(links)]


def _read(contribution: Contribution) -> Step:
    at = contribution.read_at or contribution.answered_at
    if at is None:
        return Step(_("Leída"), "next", text=_("El equipo del proceso la leerá."))
    return Step(_("Leída"), "done", at)


def _answered(contribution: Contribution) -> Step:
    if contribution.answer is None:
        return Step(_("Respondida"), "next", text=_next_words(contribution))
    title = _("Respondida: %(state)s") % {"state": state_words(contribution.answer.fate).lower()}
    return Step(title, "done", contribution.answered_at, text=contribution.answer.reason)


def _next_words(contribution: Contribution) -> str:
    return _("Responde: %(who)s.") % {"who": contribution.process.promise_by_whom.rstrip(".")}


def _changed(links: Sequence[Link]) -> Step:
    if links:
        return Step(_("Lo que cambió"), "done", links[0].at, links=links)
    return Step(_("Lo que cambió"), "next", text=_("Aquí verás qué cambió con tu voz, o por qué no."))
