"""Changes to a process. After publication each one leaves in the public log what it was and what it became."""

import datetime as dt
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from minka.people.models import Person
from minka.processes.kinds import activity_slug
from minka.processes.models import Activity, Phase, Process
from minka.records.actions import Actor, write_audit, write_record
from minka.sites.access import require

type Values = dict[str, Any]


class ProcessClosed(Exception):  # noqa: N818 - a state
    """A closed process keeps what it was."""


class PhaseInUse(Exception):  # noqa: N818 - a state
    """Activities hang on the phase; they must move first."""


class ActivityHasVoices(Exception):  # noqa: N818 - a state
    """What people answered to stays."""


def edit_process(*, process: Process, values: Values, by: Person) -> None:
    """Change what the process asks and promises."""
    with transaction.atomic():
        held = _held(process, by)
        _change(held, process=held, values=values, by=by, name="process")


def add_phase(*, process: Process, values: Values, by: Person) -> Phase:
    """Add a phase at the end."""
    with transaction.atomic():
        held = _held(process, by)
        last = held.phases.aggregate(models.Max("order"))["order__max"] or 0
        phase = Phase.objects.create(process=held, order=last + 1, **values)
        _tell(held, by, f"phase:{phase.pk}", {"name": [None, phase.name]}, action="phase.added")
    return phase


def edit_phase(*, phase: Phase, values: Values, by: Person) -> None:
    """Change a phase; with ``order`` it takes that place and the others move up or down."""
    with transaction.atomic():
        held = _held(phase.process, by)
        changes = {field: value for field, value in values.items() if field != "order"}
        _change(Phase.objects.get(pk=phase.pk), process=held, values=changes, by=by, name=f"phase:{phase.pk}")
        if values.get("order"):
            _move(held, phase.pk, values["order"])


def remove_phase(*, phase: Phase, by: Person) -> None:
    """Take away a phase that holds nothing.

    Raises:
        PhaseInUse: it has activities.
    """
    with transaction.atomic():
        held = _held(phase.process, by)
        if phase.activities.exists():
            raise PhaseInUse
        _tell(held, by, f"phase:{phase.pk}", {"name": [phase.name, None]}, action="phase.removed")
        phase.delete()
        _move(held, None, 0)


def state_exit(*, phase: Phase, criteria: list[dict[str, Any]], by: Person) -> None:
    """State which exit criteria are met, since when and on what evidence."""
    with transaction.atomic():
        held = _held(phase.process, by)
        current = Phase.objects.get(pk=phase.pk)
        _change(current, process=held, values={"exit_criteria": criteria}, by=by, name=f"phase:{phase.pk}")


def add_activity(*, phase: Phase, kind: str, values: Values, by: Person) -> Activity:
    """Give people something to do in the phase."""
    with transaction.atomic():
        held = _held(phase.process, by)
        activity = Activity.objects.create(
            site=held.site,
            process=held,
            phase=phase,
            kind=kind,
            slug=activity_slug(kind, values["title"], taken=held.activities.values_list("slug", flat=True)),
            order=phase.activities.count() + 1,
            **values,
        )
        _tell(held, by, f"activity:{activity.slug}", {"title": [None, activity.title]}, action="activity.added")
    return activity


def edit_activity(*, activity: Activity, values: Values, by: Actor) -> None:
    """Change what an activity asks, its phase or its settings."""
    with transaction.atomic():
        held = _held(activity.process, by)
        current = Activity.objects.get(pk=activity.pk)
        _change(current, process=held, values=values, by=by, name=f"activity:{activity.slug}")


def pause_activity(*, activity: Activity, paused: bool, by: Person) -> None:
    """Stop taking voices for a while, or go on."""
    edit_activity(activity=activity, values={"is_paused": paused}, by=by)


def _held(process: Process, by: Actor) -> Process:
    """The process, locked, for somebody who may change it while it is not closed."""
    if isinstance(by, Person):
        require(by, "edit_process", process.site)
    held = Process.objects.select_for_update(of=("self",)).select_related("site").get(pk=process.pk)
    if held.status == Process.Status.CLOSED:
        raise ProcessClosed(_("Este proceso está cerrado y queda como fue."))
    return held


def _change(thing: models.Model, *, process: Process, values: Values, by: Actor, name: str) -> None:
    """Set the fields that differ, and tell the trail and, once published, the public log."""
    changes = {
        field: [_plain(getattr(thing, field)), _plain(value)]
        for field, value in values.items()
        if _plain(getattr(thing, field)) != _plain(value)
    }
    if not changes:
        return
    for field in changes:
        setattr(thing, field, values[field])
    thing.save(update_fields=list(changes))
    _tell(process, by, name, changes, action=f"{name.partition(':')[0]}.changed")


def _tell(process: Process, by: Actor, name: str, changes: Values, *, action: str) -> None:
    write_audit(
        site=process.site.slug, by=by, action=action, subject=process.ref, changes={"what": name, "fields": [*changes]}
    )
    if process.status == Process.Status.OPEN:
        body: Values = {"what": name, "changes": {key: {"from": old, "to": new} for key, (old, new) in changes.items()}}
        write_record(site=process.site.slug, kind="process.changed", subject=process.ref, body=body)


def _move(process: Process, phase_id: int | None, place: int) -> None:
    """Number the phases from 1 without gaps, the given one at its place."""
    order = [pk for pk in process.phases.order_by("order").values_list("pk", flat=True) if pk != phase_id]
    if phase_id is not None:
        order.insert(max(0, place - 1), phase_id)
    for number, pk in enumerate(order, start=1):
        Phase.objects.filter(pk=pk).exclude(order=number).update(order=number)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any field's value
    """A value as the log keeps it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, models.Model) else value
