"""Publishing: a draft is proposed with reasons; another person approves it as a frozen version, or returns it."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from minka.engine.forms import canonical_bytes, read_definition
from minka.engine.forms.differences import differences
from minka.people.models import Person
from minka.records.actions import write_audit, write_record
from minka.services.actions.designing import names_of
from minka.services.actions.origin import tell_origin
from minka.services.actions.telling import tell_approvers, tell_proposer
from minka.services.models import PublicationRequest, Service, Version
from minka.services.queries.approving import wrote_on
from minka.services.queries.publishing import Readiness, readiness_of
from minka.sites.access import require

State, Status = PublicationRequest.State, Service.Status


class NotPublishable(Exception):  # noqa: N818 - a state
    """Checks or saved cases keep the draft from being published, or a warning has no reason yet."""

    def __init__(self, readiness: Readiness) -> None:
        super().__init__(len(readiness.blocking))
        self.readiness = readiness


class RequestDecided(Exception):  # noqa: N818 - a state
    """Somebody decided this request before, or none waits."""


class OwnRequest(Exception):  # noqa: N818 - a state
    """Nobody approves what they proposed themselves."""


class OwnDraft(Exception):  # noqa: N818 - a state
    """Nobody approves a draft on which they wrote since the last version, whoever proposed it."""


class StandingOutdated(Exception):  # noqa: N818 - a state
    """A service that was never published, or was retired, cannot be paused or brought back."""


@dataclass(frozen=True)
class Proposal:
    """Why a draft is to be published: in public, and for each warning that it is published with."""

    reasons: str
    accepted: dict[str, str]  # key of a finding → why it is published all the same
    revision: int  # of the draft that the author saw


def ask_publication(*, service: Service, proposal: Proposal, by: Person) -> PublicationRequest:
    """Propose the draft. What was proposed is kept apart: the draft can go on.

    Raises:
        NotPublishable: an error stands in the way, a saved case fails, or a warning has no reason.
        RequestDecided: another request waits already.
        StandingOutdated: the service was retired.
    """
    require(by, "design_service", service.site)
    with transaction.atomic():
        held = Service.objects.select_for_update(of=("self",)).select_related("site").get(pk=service.pk)
        if held.status == Status.RETIRED:
            raise StandingOutdated
        if held.publication_requests.filter(state=State.WAITING).exists():
            raise RequestDecided
        readiness = readiness_of(held)
        if readiness.blocking or readiness.unexplained(proposal.accepted) or held.draft_revision != proposal.revision:
            raise NotPublishable(readiness)
        asked = PublicationRequest.objects.create(
            service=held,
            document=held.draft,
            digest=readiness.digest,
            revision=held.draft_revision,
            reasons=proposal.reasons,
            findings=[each.finding.to_json() | {"key": each.key} for each in readiness.told],
            accepted_findings={each.key: proposal.accepted[each.key] for each in readiness.warnings},
            by=by,
        )
        _audit(held, by, "service.proposed", {"request": asked.pk, "revision": held.draft_revision})
        tell_approvers(asked)
    return asked


def approve_publication(*, request: PublicationRequest, note: str, by: Person) -> Version:
    """Publish what was proposed as the next version, frozen; whoever said what it began with is told.

    Raises:
        OwnRequest: the one who proposed it may not approve it.
        OwnDraft: neither may those who wrote on it since the last version.
        RequestDecided: it was decided before.
    """
    with transaction.atomic():
        held = _decide(request, State.APPROVED, note, by)
        version = _freeze(held, by)
        _forget_editors(held)
        tell_proposer(held, version)
        tell_origin(service=held.service, by=by)
    return version


def return_publication(*, request: PublicationRequest, note: str, by: Person) -> None:
    """Send a proposal back with a note.

    Raises:
        OwnRequest, RequestDecided: as for approving.
    """
    with transaction.atomic():
        held = _decide(request, State.RETURNED, note, by)
        _audit(held.service, by, "service.returned", {"request": held.pk})
        tell_proposer(held)


def take_back_publication(*, request: PublicationRequest, by: Person) -> None:
    """Withdraw a proposal that waits; whoever made it, or a colleague who designs, may."""
    require(by, "design_service", request.service.site)
    with transaction.atomic():
        deleted, _models = PublicationRequest.objects.filter(pk=request.pk, state=State.WAITING).delete()
        if not deleted:
            raise RequestDecided
        _audit(request.service, by, "service.proposal-withdrawn", {"request": request.pk})


def set_standing(*, service: Service, status: str, reason: str, by: Person) -> None:
    """Pause a service, bring it back, or retire it for good, with a public reason.

    Raises:
        StandingOutdated: it was never published, was retired, or stands so already.
    """
    require(by, "approve_service", service.site)
    with transaction.atomic():
        held = Service.objects.select_for_update(of=("self",)).select_related("site").get(pk=service.pk)
        if held.status in {Status.DRAFT, Status.RETIRED, status} or status == Status.DRAFT:
            raise StandingOutdated
        held.status = status
        held.pause_reason = "" if status == Status.LIVE else reason
        held.save(update_fields=["status", "pause_reason"])
        kind = {Status.LIVE: "service.resumed", Status.PAUSED: "service.paused"}.get(Status(status), "service.retired")
        body: dict[str, Any] = {"service": held.slug, "title": held.title, "reason": reason}
        write_record(site=held.site.slug, kind=kind, subject=held.ref, body=body)
        _audit(held, by, kind, {"status": status})


def _decide(request: PublicationRequest, state: str, note: str, by: Person) -> PublicationRequest:
    held = (
        PublicationRequest.objects.select_for_update(of=("self",))
        .select_related("service__site", "by")
        .get(pk=request.pk)
    )
    require(by, "approve_service", held.service.site)
    if held.state != State.WAITING:
        raise RequestDecided
    if held.by_id == by.pk:
        raise OwnRequest
    if state == State.APPROVED and wrote_on(held, by):
        raise OwnDraft
    held.state, held.note, held.decided_by, held.decided_at = state, note, by, timezone.now()
    held.save(update_fields=["state", "note", "decided_by", "decided_at"])
    return held


def _forget_editors(request: PublicationRequest) -> None:
    """What was published has its second person; those who went on writing meanwhile wrote on the next version."""
    editors = request.service.editors.all()
    editors.filter(last__lte=request.revision).delete()
    editors.filter(first__lte=request.revision).update(first=request.revision + 1)


def _freeze(request: PublicationRequest, by: Person) -> Version:
    service = Service.objects.select_for_update(of=("self",)).select_related("site").get(pk=request.service_id)
    definition = read_definition(request.document)
    digest = hashlib.sha256(canonical_bytes(definition)).hexdigest()
    before = service.versions.order_by("-number").first()
    version = Version.objects.create(
        service=service,
        number=before.number + 1 if before else 1,
        document=request.document,
        digest=digest,
        reasons=request.reasons,
        differences=told_differences(before, request.document),
        author=request.by,
        approver=by,
        author_name=str(request.by or ""),
        approver_name=str(by),
    )
    for field, words in names_of(request.document).items():
        setattr(service, field, words)
    if service.status == Status.DRAFT:
        service.status = Status.LIVE
    service.save(update_fields=["title", "summary", "status"])
    request.service = service
    _write_down(version, service, by)
    return version


def told_differences(before: Version | None, document: dict[str, Any]) -> list[str]:
    """What changed from the version before, in sentences."""
    if before is None:
        return []
    difference = differences(read_definition(before.document), read_definition(document))
    return [change.text for change in difference.changes]


def _write_down(version: Version, service: Service, by: Person) -> None:
    body: dict[str, Any] = {
        "service": service.slug,
        "title": service.title,
        "version": version.number,
        "digest": version.digest,
        "reason": version.reasons,
        "author": version.author_name,
        "approver": version.approver_name,
    }
    write_record(
        site=service.site.slug, kind="service.published", subject=service.ref, body=body, at=version.published_at
    )
    _audit(service, by, "service.published", {"version": version.number, "digest": version.digest})


def _audit(service: Service, by: Person, action: str, changes: dict[str, Any]) -> None:
    write_audit(site=service.site.slug, by=by, action=action, subject=service.ref, changes=changes)
