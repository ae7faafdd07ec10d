"""A filed application becomes a case: numbered, dated, with the requirements that apply and the regime it will keep."""

import datetime as dt
import secrets

from django.utils import timezone

from minka.cases.actions.firing import fire
from minka.cases.actions.keeping import Happened, add_event, move, restate
from minka.cases.models import Case, CaseSeries
from minka.cases.queries.applicants import applicant_of, home_of
from minka.cases.queries.calendars import calendar_of
from minka.cases.queries.regimes import pinned, rules_on
from minka.cases.queries.requirements import applying
from minka.cases.queries.workflows import workflow_of
from minka.engine.clocks import EventKind
from minka.engine.clocks.events import counts_from
from minka.engine.ledger.canonical import NONCE_BYTES, commit
from minka.records.actions import write_audit, write_record
from minka.services.models import Application
from minka.services.queries.definitions import context_of, definition_of


def open_case(*, application: Application, at: dt.datetime) -> Case:
    """Take a filed application in hand, inside the transaction that files it. An automatic approval decides at once."""
    definition = definition_of(application.version_id)
    local, home = timezone.localtime(at), home_of(definition, application.answers)
    day, organization = local.date(), application.service.organization
    rules = rules_on(application.site, organization, home, day)
    late = rules.desk.closes_at is not None and local.time() > rules.desk.closes_at
    case = Case(
        site=application.site,
        organization=organization,
        service=application.service,
        version=application.version,
        application=application,
        participant=application.participant,
        number=next_number(application, day),
        applicant=applicant_of(definition, application.answers),
        answers=application.answers,
        requirements=applying(definition, application.answers, context_of(application.service, definition)),
        place_code=home,
        distance_days=rules.distance.days if rules.distance else 0,
        regime=pinned(definition.procedure, rules),
        filed_on=day,
        received_on=counts_from(day, after_hours=late, calendar=calendar_of(application.service)),
        opened_at=at,
        seal=secrets.token_hex(NONCE_BYTES),
        is_made_up=application.is_made_up,
    )
    workflow = workflow_of(case)
    case.state = workflow.start
    case.save()
    _file(case, at)
    return case


def next_number(application: Application, day: dt.date) -> str:
    """The next number of the entity in the year. Its row is held until the filing is whole, so no number is lost."""
    series, _made = CaseSeries.objects.get_or_create(organization=application.service.organization, year=day.year)
    held = CaseSeries.objects.select_for_update().get(pk=series.pk)
    held.last += 1
    held.save(update_fields=["last"])
    return f"{day.year}-{held.last:06d}"


def _file(case: Case, at: dt.datetime) -> None:
    participant = case.participant
    hour: dict[str, object] = {"hour": f"{timezone.localtime(at):%H:%M:%S}"}
    filed = Happened(
        action="filed", by=participant, role="citizen", on=case.filed_on, clock_event=EventKind.HANDED_IN, data=hour
    )
    add_event(case, filed)
    workflow = workflow_of(case)
    start = workflow.state(workflow.start)
    assert start is not None, "a workflow that was read has its start"  # noqa: S101
    today = timezone.localdate()
    restate(move(case, start, today))
    write_record(
        site=case.site.slug,
        kind="case.filed",
        subject=case.ref,
        body={
            "service": case.service.ref,
            "version": case.version.number,
            "answers": commit(bytes.fromhex(case.seal), case.answers),
        },
        at=at,
    )
    write_audit(site=case.site.slug, by=participant, action="case.filed", subject=case.ref)
    if case.regime["silence"] == "automatic":
        fire(case, today)
