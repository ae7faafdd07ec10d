"""Published services of all sites, to begin from: what others made is found, and its source is named."""

from django.db.models import F, OuterRef, QuerySet, Subquery

from minka.engine.texts.normalise import fold
from minka.services.models import Service, Version

ORIGIN = "version"  # what the origin of a copy begins with


def newest_versions() -> QuerySet[Version]:
    """The newest version of each service that is in use at an open site, by title."""
    newest = Version.objects.filter(service=OuterRef("service")).order_by("-number").values("pk")[:1]
    shown = (Service.Status.LIVE, Service.Status.PAUSED)
    return (
        Version.objects.filter(service__status__in=shown, service__site__closed_at__isnull=True)
        .annotate(newest=Subquery(newest))
        .filter(pk=F("newest"))
        .select_related("service__site", "service__organization")
        .defer("document", "differences")
        .order_by("service__title", "pk")
    )


def found_in_gallery(words: str) -> list[Version]:
    """Those whose title, summary, entity or site has all the words; accents and capitals do not matter."""
    wanted = fold(words).split()
    return [each for each in newest_versions() if all(word in _told(each) for word in wanted)]


def version_copied(service: Service) -> Version | None:
    """The version that a service began as a copy of."""
    kind, _colon, number = service.origin.partition(":")
    if kind != ORIGIN or not number.isdecimal():
        return None
    return Version.objects.filter(pk=number).select_related("service__site").defer("document", "differences").first()


def _told(version: Version) -> str:
    service = version.service
    return fold(f"{service.title} {service.summary} {service.organization} {service.site}")
