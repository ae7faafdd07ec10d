"""The team's side of an activity of opinions: all members read it, those who lead the process change it."""

from minka.contributions.models import Import
from minka.opinions.actions.bringing import FORMAT
from tests.house.rights import ANALYST, COORDINATOR, FACILITATOR, MEMBERS, OFFICIAL, Row, staff
from tests.house.rights.opinions import opinions
from tests.house.world import World

THOSE_WHO_LEAD = (COORDINATOR, FACILITATOR)
THOSE_WHO_ANSWER = (COORDINATOR, FACILITATOR, OFFICIAL)
THOSE_WHO_EXPORT = (COORDINATOR, FACILITATOR, ANALYST)


def numbered(world: World) -> dict[str, object]:
    """The team names a statement by its number in the activity."""
    return {**opinions(world), "number": 1}


def voter(world: World) -> dict[str, object]:
    number = world.cast.rosa.voters.get(activity=world.opinions).number
    return {**opinions(world), "number": number}


def brought(world: World) -> dict[str, object]:
    file, _made = Import.objects.get_or_create(
        stored_as="b" * 64,
        defaults={"site": world.cast.cajamarca, "activity": world.opinions, "mapping": {"format": FORMAT}},
    )
    return {**opinions(world), "number": file.pk}


def export(world: World) -> dict[str, object]:
    return {**opinions(world), "name": "votes"}


RIGHTS = {
    "opinions:team": Row(staff(*MEMBERS), at=opinions),
    "opinions:team-publish": Row(staff(*THOSE_WHO_LEAD, status=302), at=opinions, method="post"),
    "opinions:team-statements": Row(staff(*MEMBERS), at=opinions),
    "opinions:team-statement": Row(staff(*MEMBERS), at=numbered),
    "opinions:team-decide": Row(staff(*THOSE_WHO_ANSWER, status=422), at=numbered, method="post"),
    "opinions:team-seeds": Row(staff(*THOSE_WHO_LEAD), at=opinions),
    "opinions:team-groups": Row(staff(*THOSE_WHO_LEAD), at=opinions),
    "opinions:team-voters": Row(staff(*THOSE_WHO_LEAD), at=opinions),
    "opinions:team-voter-find": Row(staff(*THOSE_WHO_LEAD, status=422), at=opinions, method="post"),
    "opinions:team-voter-exclude": Row(staff(*THOSE_WHO_LEAD, status=422), at=voter, method="post"),
    "opinions:team-imports": Row(staff(*THOSE_WHO_LEAD), at=opinions),
    "opinions:team-import": Row(staff(*THOSE_WHO_LEAD), at=brought),
    "opinions:team-import-start": Row(staff(*THOSE_WHO_LEAD, status=302), at=brought, method="post"),
    "opinions:team-exports": Row(staff(*THOSE_WHO_EXPORT), at=opinions),
    "opinions:team-export": Row(staff(*THOSE_WHO_EXPORT), at=export),
    "opinions:team-voter-include": Row(staff(*THOSE_WHO_LEAD, status=302), at=voter, method="post"),
}
