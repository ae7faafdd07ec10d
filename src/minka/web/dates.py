"""Dates as a person says them, in Spanish first. The caller brings today; nothing here looks at a clock."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

DAYS_SAID_AS_DAYS = 60
DAYS_OF_A_MONTH = 30


def day_in_words(day: date, *, today: date) -> str:
    """Say a day with its weekday, and with its year when it is another year."""
    pattern = "MONTH_DAY_FORMAT" if day.year == today.year else "DATE_FORMAT"
    return f"{date_format(day, 'l')} {date_format(day, pattern)}"


def deadline_in_words(day: date, *, today: date) -> str:
    """Say the last day of something and what is left of it, or that it is over."""
    return f"{day_in_words(day, today=today)}, {_left((day - today).days)}"


def ago_in_words(day: date, *, today: date) -> str:
    """Say how long ago a day was."""
    days = (today - day).days
    if days < 0:
        return day_in_words(day, today=today)
    if days <= 1:
        return gettext("ayer") if days else gettext("hoy")
    if days <= DAYS_SAID_AS_DAYS:
        return gettext("hace %(days)s días") % {"days": days}
    return gettext("hace %(months)s meses") % {"months": round(days / DAYS_OF_A_MONTH)}


def _left(days: int) -> str:
    if days < 0:
        return ngettext("cerró hace %(days)s día", "cerró hace %(days)s días", -days) % {"days": -days}
    if days == 0:
        return gettext("termina hoy")
    if days == 1:
        return gettext("queda 1 día")
    return gettext("quedan %(days)s días") % {"days": days}
