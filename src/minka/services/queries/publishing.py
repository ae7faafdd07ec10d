"""Whether a draft can be published, what waits for approval, and the versions that were."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from minka.services.models import PublicationRequest, Service, Version
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


def versions_of(service: Service) -> QuerySet[Version]:
    """The versions in public, the newest first, without their documents."""
    return service.versions.defer("document").order_by("-number")
