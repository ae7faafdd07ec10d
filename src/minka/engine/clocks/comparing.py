"""What a changed calendar does to an open case, so that nobody loses a day they were told they had."""

from dataclasses import dataclass
from datetime import date

from minka.engine.clocks.calendars import ONE_DAY
from minka.engine.clocks.cases import Clock, ClockState, Promised
from minka.engine.clocks.regimes import Silence
from minka.engine.clocks.words import spoken_day
from minka.engine.saying import phrase

NAMES = {
    "due_on": phrase("El último día de la entidad para decidir"),
    "notify_by": phrase("El último día para notificar"),
    "silence_on": phrase("El día en que el silencio surte efecto"),
    "correction_by": phrase("El último día de la persona para subsanar"),
    "document_by": phrase("El último día para entregar el documento"),
    "appeal_by": phrase("El último día de la persona para impugnar"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One date that another calendar moves: what was told, what the new calendar gives, and what holds now."""

    name: str
    before: date | None
    after: date | None
    holds: date | None

    @property
    def text(self) -> str:
        """The difference in Spanish."""
        none = phrase("no tenía fecha")
        was, now = (spoken_day(day) if day else none for day in (self.before, self.after))
        if self.holds == self.after:
            words = phrase("{which} era {was}; ahora es {now}.")
        else:
            words = phrase("{which} se dijo {was}, y así queda, aunque el calendario cambiado daría {now}.")
        return words.fill(which=NAMES[self.name], was=was, now=now)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What moved, and the promises to keep with the case so that later counts hold them."""

    changes: tuple[Change, ...]
    promised: Promised


def compare(before: Clock, after: Clock, *, by_norm: bool = False) -> Comparison:
    """Compare the clocks of one case under an earlier and a changed calendar, and say which dates hold.

    The person's own last days are the later of both: nobody loses a day to act. The day of silence stays as it was
    told when our calendar was merely wrong, in both directions: the person is not made to wait longer, and the entity
    does not lose a day it counted on. When ``by_norm`` a norm published before that day (art. 137) makes the change, it
    binds both sides and the new day holds. Silence that has fired stays. Store ``promised`` with the case.
    """
    holds = {
        "correction_by": _later(before.correction_by, after.correction_by),
        "appeal_by": _later(before.appeal_by, after.appeal_by),
        "silence_on": _silence(before, after, by_norm=by_norm),
    }
    told = {**holds, "notify_by": _notify_by(after, holds["silence_on"])}
    changes = tuple(
        Change(name, old, new, told.get(name, new))
        for name in NAMES
        if (old := getattr(before, name)) != (new := getattr(after, name))
    )
    return Comparison(changes, Promised(after.as_of, **holds))


def _notify_by(after: Clock, silence_on: date | None) -> date | None:
    """The last day to notify before silence: the day before the one that holds."""
    is_positive = after.case.regime.silence is Silence.POSITIVE
    return silence_on - ONE_DAY if is_positive and silence_on is not None else after.notify_by


def _later(before: date | None, after: date | None) -> date | None:
    return max((day for day in (before, after) if day is not None), default=None)


def _silence(before: Clock, after: Clock, *, by_norm: bool) -> date | None:
    if before.silence_on is None or after.silence_on is None:
        return after.silence_on
    if before.state is ClockState.POSITIVE_SILENCE:
        return before.silence_on
    if before.case.regime.silence is Silence.NEGATIVE:
        # It only opens a way for the person and takes nothing from the entity, which must decide all the same.
        return min(before.silence_on, after.silence_on)
    return after.silence_on if by_norm else before.silence_on
