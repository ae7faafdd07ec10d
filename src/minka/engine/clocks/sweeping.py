"""What to keep of a clock with a case, so that a sweep over many cases reads one date of each."""

from dataclasses import dataclass
from datetime import date

from minka.engine.clocks.cases import Clock


@dataclass(frozen=True, slots=True)
class Kept:
    """Two dates of a clock that stay true until something happens to the case or its calendar changes.

    ``silence_on`` is the first day on which silence has taken effect, None while nothing can fire; ``changes_on`` the
    next day on which the clock moves by itself. Both can be columns: a sweep is ``changes_on <= today``.
    """

    silence_on: date | None
    changes_on: date | None


def keep(clock: Clock) -> Kept:
    """The dates to keep with a case after each event."""
    return Kept(None if clock.has_ended and not clock.fires else clock.silence_on, clock.changes_on)


def has_fired(kept: Kept, as_of: date) -> bool:
    """Whether silence has taken effect by this day. However late the sweep comes, the day stays ``silence_on``."""
    return kept.silence_on is not None and kept.silence_on <= as_of


def must_count(kept: Kept, as_of: date) -> bool:
    """Whether the clock has moved by itself since it was kept, so that ``run_clock`` is due."""
    return kept.changes_on is not None and kept.changes_on <= as_of
