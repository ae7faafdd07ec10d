"""Filters that turn moments, numbers and what the engine says into words."""

from datetime import date, datetime

from django.contrib.messages.storage.base import Message
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from minka.engine.equity import Days, Rate
from minka.web import dates
from minka.web.components.registry import register
from minka.web.language import language_of_page
from minka.web.saying import Sayable, marked, say

WHOLE_FROM = 10


@register.filter
def day_words(when: date | datetime | None, now: datetime | None = None) -> str:
    """Say a day: “viernes 12 de diciembre”, with the year when it is not this one."""
    return dates.day_in_words(_local_day(when), today=_local_day(now or timezone.now())) if when else ""


@register.filter
def deadline_words(when: date | datetime | None, now: datetime | None = None) -> str:
    """Say a deadline with the time left: “viernes 12 de diciembre, quedan 3 días”."""
    return dates.deadline_in_words(_local_day(when), today=_local_day(now or timezone.now())) if when else ""


@register.filter
def ago_words(when: date | datetime | None, now: datetime | None = None) -> str:
    """Say how long ago in days: “hoy”, “ayer”, “hace 12 días”."""
    return dates.ago_in_words(_local_day(when), today=_local_day(now or timezone.now())) if when else ""


@register.filter
def moment_words(when: datetime | None, now: datetime | None = None) -> str:
    """Say a day and an hour: “viernes 12 de diciembre, 16:05”."""
    return f"{day_words(when, now)}, {timezone.localtime(when):%H:%M}" if when else ""


def _local_day(when: date | datetime) -> date:
    """A moment belongs to the day it has in the site's own time zone."""
    return timezone.localtime(when).date() if isinstance(when, datetime) else when


@register.filter
def shown_count(count: int | None) -> str:
    """A count of people, or “pocas” where it is too small to be shown."""
    return _("pocas") if count is None else number_format(count, force_grouping=True)


@register.filter
def percent_words(share: float | None) -> str:
    """A share from 0 to 1 as “84 %”; a dash where there is none."""
    return "—" if share is None else f"{round(100 * share)} %"


@register.filter
def rate_words(share: Rate | None) -> str:
    """A share that has an interval, without it; a dash where there are too few to have one."""
    return percent_words(share.value if share else None)


@register.filter
def median_words(spread: Days | None) -> str:
    """The median of durations, with a decimal only where it needs one; a dash where there are too few."""
    if spread is None:
        return "—"
    decimals = 1 if spread.median < WHOLE_FROM else 0
    rounded = round(spread.median, decimals)
    return number_format(rounded, decimals if rounded % 1 else 0)


@register.filter
def unstopped(words: str) -> str:
    """Take the final full stop off what somebody typed, for a sentence that brings its own."""
    return words.rstrip().removesuffix(".")


@register.filter
def shortened(words: str, length: int) -> str:
    """Give the beginning of a text, with an ellipsis where it goes on. Django's own filter looks at every letter."""
    return words if len(words) <= length else f"{words[: length - 1].rstrip()}…"


@register.filter
def notice_kind(message: Message) -> str:
    """Say which notice shows a message of Django's."""
    return {"success": "good", "warning": "warm", "error": "danger"}.get(message.level_tag, "info")


@register.filter
def page_language(chosen: str) -> str:
    """The language that the words of a page are mostly in."""
    return language_of_page(chosen)


@register.filter
def said(text: str) -> str:
    """What the engine says in the language of the page, where no element may stand: titles and attributes."""
    return say(text)


@register.filter
def told(text: Sayable, written_in: str = "") -> SafeString:
    """What the engine says, or a text by language; marked with its language where that is not the page's.

    ``{{ service.title|told:"es" }}`` marks words that are always Spanish.
    """
    return marked(text, written_in)
