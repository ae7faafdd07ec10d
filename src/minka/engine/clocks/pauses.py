"""The stretches during which the entity's term does not run, and how long they are."""

from dataclasses import dataclass
from datetime import date

from minka.engine.clocks.articles import ARTICLES, Article
from minka.engine.clocks.calendars import Calendar
from minka.engine.clocks.events import ClockInvalid, Event, EventKind, Timeline
from minka.engine.clocks.regimes import LONGEST_COOPERATION, Days, Regime, Silence
from minka.engine.saying import phrase


@dataclass(frozen=True, slots=True)
class Pause:
    """The term stands still from the day after ``after`` up to and including ``until``.

    ``rule`` is ``observation``, ``cooperation`` or ``errand``. ``until`` is the day of the answer, or the last day the
    law lets the pause last; while it ``is_open``, it is the day of the count, and ``latest`` is when it ends by itself.
    """

    rule: str
    after: date
    until: date
    latest: date
    is_open: bool

    @property
    def article(self) -> Article:
        """The rule that stops the term."""
        return ARTICLES["stopped" if self.rule == "observation" else self.rule]


def suspensions(timeline: Timeline, regime: Regime, calendar: Calendar, as_of: date) -> list[Pause]:
    """The pauses for another entity's answer (art. 76.3) and for the person's own errand (art. 136.4).

    Both exist under positive silence only: elsewhere the term runs on.
    """
    if regime.silence is not Silence.POSITIVE:
        return []
    asked = timeline.days.get(EventKind.COOPERATION_ASKED, [])
    told = timeline.events.get(EventKind.COOPERATION_ASKED, [])
    ends: list[date | None] = [*timeline.days.get(EventKind.COOPERATION_ANSWERED, []), None]
    found = [
        _pause("cooperation", day, end, calendar.add(day, _cooperation(event, regime.days)), as_of)
        for day, event, end in zip(asked, told, ends, strict=False)
    ]
    started = timeline.first(EventKind.ERRAND_STARTED)
    if started is not None:
        latest = calendar.add(started, _errand(timeline.events[EventKind.ERRAND_STARTED][0], regime.days))
        found.append(_pause("errand", started, timeline.first(EventKind.ERRAND_ENDED), latest, as_of))
    return found


def _pause(rule: str, after: date, ended: date | None, latest: date, as_of: date) -> Pause:
    is_open = ended is None and as_of < latest
    until = min(latest, as_of if ended is None else ended)
    return Pause(rule, after, until, latest, is_open)


def _cooperation(event: Event, days: Days) -> int:
    if event.days is None:
        return days.cooperation
    if event.days > max(LONGEST_COOPERATION, days.cooperation):
        text = phrase(
            "La espera por otra entidad detiene el plazo hasta diez días hábiles (arts. 76.3 y 132.3 de la Ley 27444)."
        )
        raise ClockInvalid("cooperation_too_long", text)
    return event.days


def _errand(event: Event, days: Days) -> int:
    if event.days is not None and event.days > days.errand:
        text = phrase("Tu gestión puede detener el plazo hasta {days} días hábiles (art. 136.4 de la Ley 27444).").fill(
            days=days.errand
        )
        raise ClockInvalid("errand_too_long", text)
    return event.days or days.errand


def merged(pauses: list[Pause]) -> list[tuple[date, date]]:
    """The stretches without overlaps, earliest first, as (last day before, last day of it)."""
    stretches: list[tuple[date, date]] = []
    for after, until in sorted((each.after, each.until) for each in pauses if each.until > each.after):
        if stretches and after <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(until, stretches[-1][1]))
        else:
            stretches.append((after, until))
    return stretches
