"""Publishing a map: it is frozen, and the public log says which it was."""

from django.db import transaction
from django.utils import timezone

from minka.opinions.models import OpinionMap
from minka.people.models import Person
from minka.processes.models import Activity
from minka.records.actions import Actor, write_audit, write_record
from minka.sites.access import require


class NothingToPublish(Exception):  # noqa: N818 - a state, not a mistake
    """The activity has no map yet."""


def publish_map(*, activity: Activity, by: Actor) -> OpinionMap:
    """Freeze the newest map of the activity and write it into the public log. Publishing it twice is publishing once.

    Raises:
        NothingToPublish: nobody voted, so there is no map.
    """
    if isinstance(by, Person):
        require(by, "edit_process", activity.site)
    with transaction.atomic():
        newest = OpinionMap.objects.select_for_update().filter(activity=activity).order_by("-pk").first()
        if newest is None:
            raise NothingToPublish
        if newest.published_at is not None:
            return newest
        newest.published_at = timezone.now()
        newest.published_by = by if isinstance(by, Person) else None
        newest.save(update_fields=["published_at", "published_by"])
        _write_down(newest, activity, by)
    return newest


def _write_down(published: OpinionMap, activity: Activity, by: Actor) -> None:
    site = activity.process.site.slug
    write_record(
        site=site,
        kind="opinion-map.published",
        subject=published.ref,
        body={
            "process": activity.process.slug,
            "activity": activity.slug,
            "method": published.method,
            "version": published.method_version,
            "seed": published.seed,
            "votes": published.vote_count,
            "voters": published.voter_count,
            "votes_digest": published.votes_digest,
            "digest": published.digest,
        },
        at=published.published_at,
    )
    write_audit(
        site=site,
        by=by,
        action="opinion-map.published",
        subject=published.ref,
        changes={"activity": activity.pk, "digest": published.digest},
    )
