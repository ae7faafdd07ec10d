"""Who sees which process, and whether an activity is open at this moment."""

import datetime as dt

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone

from minka.processes.models import Activity, Phase, Process
from minka.sites.access import may, require, require_sign_in


def may_see_process(person: object, process: Process) -> bool:
    return process.status != Process.Status.DRAFT or may(person, "see_work", process.site)


def get_process(request: HttpRequest, site: str, process: str) -> Process:
    """The process with its phases and activities, or 404 alike for hidden and absent."""
    processes = (
        Process.objects.select_related("site__parent", "lead")
        .prefetch_related(Prefetch("phases", Phase.objects.order_by("order")), "activities")
        .filter(site__slug=site, slug=process, site__closed_at__isnull=True)
    )
    found = _only(processes)
    if found is None or not may_see_process(request.user, found):
        raise Http404
    return found


def get_process_for(request: HttpRequest, site: str, process: str, right: str) -> Process:
    """The process, for someone who holds the right at its site; 403 to members without it, 404 to the rest."""
    require_sign_in(request.user)
    found = get_process(request, site, process)
    require(request.user, right, found.site)
    return found


def get_activity(request: HttpRequest, site: str, process: str, activity: str, kind: str = "") -> Activity:
    """The activity with its phase, process and site, or 404 alike for hidden and absent."""
    found = _only(
        Activity.objects.select_related("process__site__parent", "phase")
        .filter(Q(kind=kind) if kind else Q(), process__site__slug=site, process__slug=process, slug=activity)
        .filter(process__site__closed_at__isnull=True)
    )
    if found is None or not may_see_process(request.user, found.process):
        raise Http404
    found.site = found.process.site
    return found


def today() -> dt.date:
    """The calendar day at the sites; read here, at the edge, and passed on."""
    return timezone.localdate()


def is_open(activity: Activity, day: dt.date) -> bool:
    """Whether people may take part in the activity on this day."""
    return activity.process.status == Process.Status.OPEN and not activity.is_paused and activity.phase.is_open(day)


def stays_unclosed(process: Process) -> bool:
    """Whether the process is not closed, held so until the transaction ends: closing waits and then counts who came.

    What was read earlier in the request may be old. Those who hand in do not wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute("select status from processes_process where id = %s for key share", [process.pk])
        (status,) = cursor.fetchone()
    return bool(status != Process.Status.CLOSED)


def _only[Row: (Process, Activity)](rows: QuerySet[Row]) -> Row | None:
    """The one row of a unique name, if there is one. ``first`` would sort it, which doubles the work of asking."""
    return next(iter(rows.order_by()[:1]), None)
