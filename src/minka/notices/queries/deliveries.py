"""What left a site and what did not: counts and the newest troubles, without a name or an address."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from minka.notices.models import Delivery, SimulatedMessage
from minka.sites.models import Site

Status = Delivery.Status
TROUBLES = 50
SHOWN = 100


@dataclass(frozen=True)
class Outgoing:
    """How many deliveries stand where, by channel, and the newest that failed or of which nobody knows."""

    counts: Sequence[tuple[str, str, int]]
    troubles: Sequence[Delivery]


def outgoing_of(site: Site) -> Outgoing:
    rows = (
        Delivery.objects.filter(notice__site=site)
        .values_list("channel", "status")
        .annotate(count=Count("pk"))
        .order_by("channel", "status")
    )
    troubles = Delivery.objects.filter(notice__site=site, status__in=[Status.FAILED, Status.UNKNOWN])
    return Outgoing(
        counts=[(str(Delivery.Channel(row[0]).label), str(Status(row[1]).label), row[2]) for row in rows],
        troubles=list(troubles.select_related("notice").order_by("-pk")[:TROUBLES]),
    )


def newest_simulated() -> list[SimulatedMessage]:
    """What the simulator kept, newest first."""
    return list(SimulatedMessage.objects.order_by("-pk")[:SHOWN])
