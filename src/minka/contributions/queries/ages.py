"""How long contributions have waited, in business days: four bands, each between two days of arrival."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minka.engine.clocks.ages import earliest_day_of_age
from minka.reference.models import Calendar
from minka.reference.queries import days_off
from minka.sites.models import Site
from minka.web.memory import memory

NATIONAL = "peru"
KEPT_SECONDS = 300
LONGEST_MEMORY = dt.timedelta(days=800)
BANDS = (
    ("0-7", _("hasta 7 días hábiles"), _("hasta 7"), 0, 7),
    ("8-15", _("de 8 a 15 días hábiles"), _("de 8 a 15"), 8, 15),
    ("16-30", _("de 16 a 30 días hábiles"), _("de 16 a 30"), 16, 30),
    ("31", _("más de 30 días hábiles"), _("más de 30"), 31, None),
)


@dataclass(frozen=True)
class Band:
    """Those that arrived from ``since`` on and before ``until``; a missing end is open."""

    key: str
    name: str
    short: str  # the name without its unit, for a table that says it
    since: dt.datetime | None
    until: dt.datetime | None


def age_bands(site: Site) -> list[Band]:
    """The four bands as they are today at the site, youngest first."""
    today = timezone.localdate()
    holidays = holidays_of(site, today)

    def begins(age: int) -> dt.datetime:
        return _midnight(earliest_day_of_age(today, age, holidays))

    def band(key: str, name: str, short: str, first: int, last: int | None) -> Band:
        since = begins(last) if last is not None else None
        return Band(key, name, short, since, begins(first - 1) if first else None)

    return [band(key, str(name), str(short), *ages) for key, name, short, *ages in BANDS]


def holidays_of(site: Site, today: dt.date) -> frozenset[dt.date]:
    """The days off of the site's calendar that can matter to something that still waits."""
    department = site.place_code[:2]
    key = f"days-off:{department}:{today}"
    known: frozenset[dt.date] | None = memory.get(key)
    if known is None:
        regional = Calendar.objects.valid_on(today).filter(place__inei_code=department or None).first()
        known = days_off(regional.key if regional else NATIONAL, today - LONGEST_MEMORY, today)
        memory.set(key, known, KEPT_SECONDS)
    return known


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
