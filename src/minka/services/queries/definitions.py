"""Reading the published definitions, each once in a process: they are frozen."""

import datetime as dt
import json
from functools import lru_cache

from django.db.models import Max
from django.http import Http404
from django.utils import timezone

from minka.engine.forms import Context, Definition, QuestionType, read_definition
from minka.law.models import CalendarDay
from minka.law.queries.days import calendar_days, in_force
from minka.reference.queries import Stamp, days_off, place_options, places_stamp
from minka.services.models import Service, Version
from minka.web.memory import memory

KEPT = 64
DAYS_AHEAD, DAYS_BEHIND = 400, 400
SECONDS, NEWEST_SECONDS = 60, 10


def definition_of(version_id: int) -> Definition:
    """The definition of a published version."""
    return _definition(version_id)


@lru_cache(maxsize=KEPT)
def _definition(version_id: int) -> Definition:
    document = Version.objects.values_list("document", flat=True).get(pk=version_id)
    return read_definition(json.dumps(document))


def newest_version(service: Service) -> Version:
    """The version with which somebody begins now, without its document; 404 before the first is published."""
    found = Version.objects.defer("document", "differences").filter(service=service).order_by("-number").first()
    if found is None:
        raise Http404
    return found


def newest_number(service_id: int) -> int:
    """The number of the newest version, remembered for a few seconds: each page of filling in asks for it."""
    key = f"services-newest:{service_id}"
    found: int | None = memory.get(key)
    if found is None:
        found = Version.objects.filter(service=service_id).aggregate(newest=Max("number"))["newest"] or 0
        memory.set(key, found, NEWEST_SECONDS)
    return found


def context_of(service: Service, definition: Definition) -> Context:
    """The day it is, the days off of the service's calendar, and the districts there are, if one is asked for."""
    today = timezone.localdate()
    asks_place = any(each.type == QuestionType.PLACE for each in definition.by_id.values())
    places = _districts(places_stamp()) if asks_place else None
    return Context(today=today, holidays=_holidays(service, today), places=places)


def _holidays(service: Service, today: dt.date) -> frozenset[dt.date]:
    key = f"services-days-off:{service.calendar}:{service.site_id}:{service.organization_id}:{today}"
    found: frozenset[dt.date] | None = memory.get(key)
    if found is None:
        first, last = today - dt.timedelta(days=DAYS_BEHIND), today + dt.timedelta(days=DAYS_AHEAD)
        noted = in_force(calendar_days(service.site, service.organization, service.site.place_code))
        own = {each.day for each in noted if each.kind != CalendarDay.Kind.CLOSED}
        found = days_off(service.calendar, first, last) | own
        memory.set(key, found, SECONDS)
    return found


@lru_cache(maxsize=2)
def _districts(_stamp: Stamp) -> frozenset[str]:
    return frozenset(option.inei_code for option in place_options())
