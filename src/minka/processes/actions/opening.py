"""From a template to a draft, and from a draft to the public."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from minka.people.models import Person
from minka.processes.kinds import activity_slug
from minka.processes.models import Activity, Phase, Process
from minka.processes.queries.readiness import what_is_missing
from minka.processes.slugs import free_slug
from minka.records.actions import Actor, write_audit, write_record
from minka.reference.models import ProcessTemplate, in_language
from minka.sites.access import require
from minka.sites.models import Site


@dataclass(frozen=True)
class Basics:
    """What only the people of the site can say: the question and the promise."""

    title: str
    question: str
    promise_decides: str = ""
    promise_by_whom: str = ""
    promise_then: str = ""
    summary: str = ""
    attribution: str = ""
    is_demonstration: bool = False


class NotReady(Exception):  # noqa: N818 - a state
    """The process cannot be published yet; ``missing`` says in sentences what it lacks."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(missing)
        self.missing = missing


def open_from_template(
    *, site: Site, template: ProcessTemplate, basics: Basics, first_day: dt.date, by: Actor, idempotency_key: str = ""
) -> Process:
    """Make a draft with the template's phases, exit criteria and activities, one phase after the other.

    A key seen before gives back the draft it made.
    """
    if isinstance(by, Person):
        require(by, "open_process", site)
    with transaction.atomic():
        Site.objects.select_for_update().get(pk=site.pk)  # one at a time: names stay free and keys count once
        earlier = Process.objects.filter(idempotency_key=idempotency_key).first() if idempotency_key else None
        if earlier is not None:
            return earlier
        process = Process.objects.create(
            site=site,
            slug=free_slug(basics.title, taken=site.processes.values_list("slug", flat=True), longest=80),
            kind=template.kind,
            template_key=template.key,
            template_version=str(template.version),
            idempotency_key=idempotency_key or None,
            **asdict(basics),
        )
        last_day = _add_phases(process, template, first_day, (site.languages or ["es"])[0])
        process.promise_until = last_day
        process.save(update_fields=["promise_until"])
        write_audit(
            site=site.slug, by=by, action="process.drafted", subject=process.ref, changes={"template": template.key}
        )
    return process


def publish_process(*, process: Process, by: Actor) -> Process:
    """Open the process to everybody, with its promise in the public log. Publishing twice is publishing once.

    Raises:
        NotReady: something that people need to know is missing.
    """
    if isinstance(by, Person):
        require(by, "edit_process", process.site)
    with transaction.atomic():
        held = Process.objects.select_for_update().select_related("site").get(pk=process.pk)
        if held.status != Process.Status.DRAFT:
            return held
        missing = what_is_missing(held)
        if missing:
            raise NotReady([each.words for each in missing])
        held.status = Process.Status.OPEN
        held.opened_at = timezone.now()
        held.save(update_fields=["status", "opened_at"])
        write_record(
            site=held.site.slug,
            kind="process.opened",
            subject=held.ref,
            body={
                "title": held.title,
                "question": held.question,
                "decides": held.promise_decides,
                "by_whom": held.promise_by_whom,
                "until": held.promise_until.isoformat() if held.promise_until else None,
                "then": held.promise_then,
                "phases": [
                    {"name": phase.name, "opens_on": _iso(phase.opens_on), "closes_on": _iso(phase.closes_on)}
                    for phase in held.phases.all()
                ],
            },
            at=held.opened_at,
        )
        write_audit(site=held.site.slug, by=by, action="process.opened", subject=held.ref)
    return held


def _add_phases(process: Process, template: ProcessTemplate, first_day: dt.date, language: str) -> dt.date:
    """Lay the template's phases end to end and return the last day of the last one."""
    opens, closes = first_day, first_day
    taken: list[str] = []
    for order, plan in enumerate(template.phases, start=1):
        closes = opens + dt.timedelta(days=plan["days"] - 1)
        phase = Phase.objects.create(
            process=process,
            order=order,
            name=in_language(plan["name"], language),
            purpose=in_language(plan["purpose"], language),
            opens_on=opens,
            closes_on=closes,
            exit_criteria=[
                {"text": in_language(text, language), "met_on": None, "evidence": ""} for text in plan["exit_criteria"]
            ],
        )
        for number, activity in enumerate(plan["activities"], start=1):
            taken.append(activity_slug(activity["kind"], activity["key"], taken=taken))
            Activity.objects.create(
                site=process.site,
                process=process,
                phase=phase,
                slug=taken[-1],
                kind=activity["kind"],
                order=number,
                title=in_language(activity["title"], language),
                prompt=in_language(activity["prompt"], language),
                settings=activity["settings"],
            )
        opens = closes + dt.timedelta(days=1)
    return closes


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
