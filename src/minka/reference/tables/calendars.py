"""Whose days off, and which."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from minka.reference.models import Calendar, Holiday, Place
from minka.reference.tables.base import BadRow, Table, Values, csv_of


def prepare_calendars() -> Callable[[Values], Values]:
    places = {place.inei_code: place for place in Place.objects.filter(valid_to=None).exclude(inei_code="")}
    known: set[str] = {""}

    def clean(row: Values) -> Values:
        place = row.pop("place_inei")
        if row["extends"] not in known:
            raise BadRow(_("no existe el calendario «%s» en una línea anterior") % row["extends"])
        if place and place not in places:
            raise BadRow(_("no hay ningún lugar con el código INEI «%s»") % place)
        known.add(row["key"])
        return {**row, "place": places.get(place)}

    return clean


def prepare_holidays() -> Callable[[Values], Values]:
    calendars = {calendar.key: calendar for calendar in Calendar.objects.all()}

    def clean(row: Values) -> Values:
        key = row.pop("calendar")
        if key not in calendars:
            raise BadRow(_("no existe el calendario «%s»") % key)
        return {**row, "calendar": calendars[key]}

    return clean


CALENDARS = Table(
    name="calendars",
    model=Calendar,
    files=("calendars/calendars.csv",),
    read=csv_of("key", "name", "extends", "place_inei", "note"),
    prepare=prepare_calendars,
)
HOLIDAYS = Table(
    name="holidays",
    model=Holiday,
    files=("calendars/holidays/*.csv",),
    read=csv_of("calendar", "day", "kind", "name", "is_verified"),
    prepare=prepare_holidays,
)
