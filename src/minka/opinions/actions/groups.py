"""Naming an opinion group: only after its evidence was shown, and never without saying which evidence."""

from django.db import transaction
from django.utils import timezone

from minka.opinions.models import GroupName, OpinionMap
from minka.people.models import Person
from minka.records.actions import write_audit
from minka.sites.access import require


class NoSuchGroup(Exception):  # noqa: N818 - a state, not a mistake
    """The map that was shown has no group with this letter, or the map is kept no longer."""


def name_group(*, opinion_map: OpinionMap, letter: str, name: str, by: Person) -> None:
    """The group is called so wherever it is shown from now on; an empty name leaves it with its letter.

    Raises:
        NoSuchGroup: the map that was shown has no such group.
    """
    site = opinion_map.site
    require(by, "edit_process", site)
    if letter not in {group["letter"] for group in opinion_map.document["groups"]}:
        raise NoSuchGroup
    with transaction.atomic():
        named = GroupName.objects.filter(activity=opinion_map.activity, letter=letter)
        if name:
            given = {"name": name, "opinion_map": opinion_map, "by": by, "at": timezone.now()}
            GroupName.objects.update_or_create(
                activity=opinion_map.activity, letter=letter, defaults=given, create_defaults={**given, "site": site}
            )
        elif not named.delete()[0]:
            return
        write_audit(
            site=site.slug,
            by=by,
            action="opinion-group.named" if name else "opinion-group.unnamed",
            subject=opinion_map.ref,
            changes={"activity": opinion_map.activity_id, "letter": letter},
        )
