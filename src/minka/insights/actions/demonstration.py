"""Filling an empty installation with the demonstration, through the same actions as anybody's."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from minka.contributions.actions.imports import (
    LocalFile,
    Origin,
    check_file,
    choose_columns,
    keep_file,
    run_import,
    start_import,
)
from minka.contributions.models import Import
from minka.contributions.queries.imports.mapping import guess_mapping
from minka.contributions.queries.imports.tables import read_table
from minka.insights.actions.demonstration_services import load_services
from minka.opinions.actions.bringing import Conversation, keep_conversation, start_conversation
from minka.people.models import Person
from minka.processes.actions import Basics, edit_activity, open_from_template, publish_process
from minka.processes.models import Process
from minka.records.actions import SYSTEM, write_audit, write_record
from minka.reference.queries import process_templates
from minka.sites.models import Membership, Site

DATA = Path(settings.ROOT) / "data"
type Plan = dict[str, Any]


class ReferenceMissing(RuntimeError):  # noqa: N818 - a state
    """The process templates are not loaded yet."""


def load_demonstration(*, today: dt.date) -> None:
    """Open what the demonstration's plan names and is not there yet. Repeating it changes nothing.

    The accounts that publish its services hold their roles only where ``MINKA_DEMONSTRATION`` is set.
    """
    plan = json.loads((DATA / "demonstration" / "demonstration.json").read_text(encoding="utf-8"))
    with transaction.atomic():
        sites = {each["slug"]: _site(each) for each in plan["sites"]}
        for each in plan["accounts"]:
            _account(each, sites[each["site"]])
    for each in plan["processes"]:
        process = _process(each, sites[each["site"]], today)
        if "import" in each:
            _bring(each["import"], process)
        if "conversation" in each:
            _bring_conversation(each["conversation"], process)
    load_services(plan["services"], today=today)


def _site(plan: Plan) -> Site:
    parent = Site.objects.get(slug=plan["parent"]) if plan["parent"] else None
    names = ("level", "name", "about", "place_code", "languages")
    site, made = Site.objects.get_or_create(
        slug=plan["slug"], defaults={"parent": parent, **{name: plan[name] for name in names}}
    )
    if made:
        body = {"name": site.name, "level": site.level, "parent": plan["parent"]}
        write_record(site=site.slug, kind="site.opened", subject=site.slug, body=body)
        write_audit(site=site.slug, by=SYSTEM, action="site.opened", subject=site.slug)
    return site


def _account(plan: Plan, site: Site) -> None:
    """A role with a sign-in that no password opens and no mail reaches."""
    person = Person.objects.filter(email=plan["email"]).first()
    if person is None:
        person = Person.objects.create_user(plan["email"], name=plan["name"])
    Membership.objects.get_or_create(site=site, person=person, role=plan["role"], defaults={"office": plan["office"]})


def _process(plan: Plan, site: Site, today: dt.date) -> Process:
    """A published process whose open phase begins today."""
    template = next((each for each in process_templates() if each.key == plan["template"]), None)
    if template is None:
        raise ReferenceMissing(plan["template"])
    before = 0
    for phase in template.phases:
        if phase["key"] == plan["open_phase"]:
            break
        before += phase["days"]
    names = ("title", "question", "summary", "promise_decides", "promise_by_whom", "promise_then", "attribution")
    process = open_from_template(
        site=site,
        template=template,
        basics=Basics(**{name: plan[name] for name in names}, is_demonstration=True),
        first_day=today - dt.timedelta(days=before),
        by=SYSTEM,
        idempotency_key=f"demonstration:{plan.get('key', plan['template'])}",
    )
    _ask(plan.get("activities", {}), process)
    return publish_process(process=process, by=SYSTEM)


def _ask(plan: dict[str, Plan], process: Process) -> None:
    """Put the questions of this process where the template has those of any."""
    if process.status != Process.Status.DRAFT:
        return
    for activity in process.activities.select_related("process__site").filter(slug__in=plan):
        edit_activity(activity=activity, values=plan[activity.slug], by=SYSTEM)


def _bring(plan: Plan, process: Process) -> None:
    """The same steps as on the pages: keep the file, choose columns, look through, import."""
    path = DATA / plan["file"]
    activity = process.activities.select_related("process__site", "site", "phase").get(slug=plan["activity"])
    file = keep_file(
        activity=activity,
        file=LocalFile(path),
        origin=Origin(plan["source"], plan["licence"]),
        idempotency_key=f"demonstration:{plan['file']}",
        by=SYSTEM,
    )
    if file.status not in {Import.Status.RUNNING, Import.Status.DONE}:
        choose_columns(file=file, mapping=guess_mapping(read_table(path).header), by=SYSTEM)
        check_file(file=file)
        file.refresh_from_db()
        start_import(file=file, by=SYSTEM)
    run_import(file=file, by=SYSTEM)


def _bring_conversation(plan: Plan, process: Process) -> None:
    """The same steps as on the pages, and the first map of what came in."""
    from minka.opinions.actions import conversation  # noqa: PLC0415 - it brings numpy, which is not for pages
    from minka.opinions.actions.mapping import refresh_map  # noqa: PLC0415

    activity = process.activities.select_related("process__site", "site", "phase").get(slug=plan["activity"])
    votes, comments = (LocalFile(DATA / plan["folder"] / f"{name}.csv.gz") for name in ("votes", "comments"))
    file = keep_conversation(
        activity=activity,
        brought=Conversation(votes, comments, plan["source"], plan["licence"], plan["language"]),
        idempotency_key=f"demonstration:{plan['folder']}",
        by=SYSTEM,
    )
    if file.status == Import.Status.CHECKING:
        conversation.check_conversation(file=file)
        file.refresh_from_db()
        start_conversation(file=file, by=SYSTEM)
    conversation.bring_conversation(file=file, by=SYSTEM)
    refresh_map(activity=activity)
