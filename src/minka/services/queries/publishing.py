"""Whether a draft can be published, what waits for approval, and the versions that were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from minka.engine.forms import read_definition
from minka.engine.forms.definition import SPANISH
from minka.engine.forms.differences import differences
from minka.services.models import PublicationRequest, Service, Version
from minka.services.queries.definitions import definition_of as published
from minka.services.queries.designing import Found, definition_of, findings_of, found_in
from minka.services.queries.testing import Result, results_of

FEWEST_LETTERS = 3


@dataclass(frozen=True)
class Readiness:
    """What stands between a draft and its publication."""

    digest: str
    errors: tuple[Found, ...]
    warnings: tuple[Found, ...]
    hints: tuple[Found, ...]
    failing: tuple[Result, ...]  # saved cases that do not give what they should
    is_changed: bool  # from the newest version

    @property
    def blocking(self) -> tuple[Found | Result, ...]:
        return (*self.errors, *self.failing)

    @property
    def told(self) -> tuple[Found, ...]:
        return (*self.errors, *self.warnings, *self.hints)

    def unexplained(self, accepted: Mapping[str, str]) -> list[Found]:
        """The warnings that nobody gave a reason for."""
        return [each for each in self.warnings if len(accepted.get(each.key, "").strip()) < FEWEST_LETTERS]


def readiness_of(service: Service) -> Readiness:
    """Check the draft as it is now."""
    definition = definition_of(service)
    findings = findings_of(definition)
    newest = service.versions.order_by("-number").values_list("digest", flat=True).first()
    return Readiness(
        digest=definition.digest,
        errors=tuple(found_in(definition, findings.errors)),
        warnings=tuple(found_in(definition, findings.warnings)),
        hints=tuple(found_in(definition, findings.hints)),
        failing=tuple(each for each in results_of(service, definition) if not each.passes),
        is_changed=definition.digest != newest,
    )


def waiting_request(service: Service) -> PublicationRequest | None:
    """The proposal that waits for another person, if any."""
    return (
        service.publication_requests.filter(state=PublicationRequest.State.WAITING)
        .select_related("by", "service__site")
        .first()
    )


def last_returned(service: Service) -> PublicationRequest | None:
    """The newest proposal, when it was sent back."""
    newest = service.publication_requests.select_related("by", "decided_by").order_by("-pk").first()
    return newest if newest and newest.state == PublicationRequest.State.RETURNED else None


def accepted_in(request: PublicationRequest) -> list[tuple[str, str]]:
    """Each finding that a proposal is published with, and why; as the record has it where it is found no more."""
    definition = read_definition(request.document)
    now = {each.key: each.finding.text for each in found_in(definition, findings_of(definition).all)}
    return [
        (now.get(each["key"], each["text"]), request.accepted_findings[each["key"]])
        for each in request.findings
        if each["key"] in request.accepted_findings
    ]


def told_versions(service: Service) -> list[tuple[Version, Sequence[str]]]:
    """The versions in public, the newest first, each with what changed: as the record has it in Spanish, and looked
    up in the documents again for whoever reads another language.
    """
    found = list(service.versions.defer("document").order_by("-number"))
    if get_language() in {None, SPANISH}:
        return [(each, each.differences) for each in found]
    before = [*found[1:], None]
    return [(each, _changes(earlier, each)) for each, earlier in zip(found, before, strict=True)]


def _changes(before: Version | None, version: Version) -> Sequence[str]:
    if before is None:
        return ()
    changes = differences(published(before.pk), published(version.pk)).changes
    return [change.text for change in changes]
