"""Reading reference data. A place code is only ever looked up together with its coding."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db import connection
from django.db.models import Q
from django.utils.timezone import localdate

from minka.reference.models import (
    Calendar,
    Coding,
    ConsentText,
    Holiday,
    Place,
    PolicyObjective,
    ProcessTemplate,
    Sector,
)
from minka.web.memory import memory

SECONDS = 10
LEVEL_OF_LENGTH = {2: Place.Level.DEPARTMENT, 4: Place.Level.PROVINCE, 6: Place.Level.DISTRICT}

STAMP = "select coalesce(max(id), 0), count(*), (select max(loaded_at) from reference_tableload) from reference_place"

type Stamp = tuple[int, int, datetime | None]


def find_place(*, code: str, coding: Coding, on: date | None = None) -> Place | None:
    """The place that a code names in its coding, as it was on a day; None when there is none."""
    level = LEVEL_OF_LENGTH.get(len(code))
    if level is None:
        return None
    named = Q(inei_code=code) if coding is Coding.INEI else Q(reniec_code=code)
    return Place.objects.valid_on(on).filter(named, level=level).select_related("parent").first()


@dataclass(frozen=True)
class PlaceOption:
    """One district as people name it; ``label`` is what a form offers and takes back."""

    pk: int
    inei_code: str
    district: str
    province: str
    department: str
    label: str


def place_options(department: str = "") -> Sequence[PlaceOption]:
    """Today's districts of a department (INEI code) or of the country, by name. One query, the rest is in memory."""
    return _options(department, places_stamp())


def places_stamp() -> Stamp:
    """A value that changes whenever places or outlines do, so that what is kept in memory knows it is stale."""
    with connection.cursor() as cursor:
        cursor.execute(STAMP)
        last, rows, loaded = cursor.fetchone()
    return last, rows, loaded


@lru_cache(maxsize=32)
def _options(department: str, _stamp: Stamp) -> Sequence[PlaceOption]:
    # What people choose is kept by its INEI code, so a district that only RENIEC lists cannot be offered.
    districts = Place.objects.valid_on().filter(level=Place.Level.DISTRICT, inei_code__startswith=department)
    districts = districts.exclude(inei_code="")
    return tuple(
        PlaceOption(
            pk=place.pk,
            inei_code=place.inei_code,
            district=place.name,
            province=place.parent.name,
            department=place.parent.parent.name,
            label=", ".join([place.name, place.parent.name] + ([] if department else [place.parent.parent.name])),
        )
        for place in districts.select_related("parent__parent").order_by("name", "parent__name")
        if place.parent is not None and place.parent.parent is not None
    )


def days_off(calendar: str, first: date, last: date) -> frozenset[date]:
    """Every day from ``first`` to ``last`` that a calendar, or one it extends, takes out of the business days."""
    keys: set[str] = set()
    extends = dict(Calendar.objects.values_list("key", "extends"))
    while calendar and calendar not in keys:
        keys.add(calendar)
        calendar = extends.get(calendar, "")
    days = Holiday.objects.filter(calendar__key__in=keys, day__range=(first, last), valid_from__lte=last)
    return frozenset(days.filter(Q(valid_to=None) | Q(valid_to__gt=first)).values_list("day", flat=True))


def process_templates() -> list[ProcessTemplate]:
    """The newest version of each template in force, in the order in which they are offered."""
    newest = ProcessTemplate.objects.valid_on().order_by("key", "-version").distinct("key")
    return sorted(newest, key=lambda template: (template.position, template.key))


def sectors() -> list[Sector]:
    return list(Sector.objects.valid_on())


def policy_objectives() -> list[PolicyObjective]:
    """Objectives in force with their frameworks, by framework and code."""
    return list(PolicyObjective.objects.valid_on().select_related("framework").order_by("framework__key", "code"))


def consent_text(purpose: ConsentText.Purpose | str, language: str) -> ConsentText | None:
    """The newest text in force in the language, else in Spanish: compare ``language`` to tell a reader which.

    Each process keeps it for some seconds: texts change once in years, and every voice that comes in notes its version.
    """
    key = f"reference.consent.{purpose}.{language}.{localdate()}"
    kept: list[ConsentText] | None = memory.get(key)
    if kept is None:
        found = _consent_text(purpose, language)
        kept = [found] if found else []
        memory.set(key, kept, SECONDS)
    return kept[0] if kept else None


def _consent_text(purpose: ConsentText.Purpose | str, language: str) -> ConsentText | None:
    texts = ConsentText.objects.valid_on().filter(purpose=purpose, language__in={language, "es"}).order_by("version")
    by_language = {text.language: text for text in texts}
    return by_language.get(language) or by_language.get("es")
