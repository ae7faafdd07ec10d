"""Reporting, deciding, appealing; and what the public reads about it."""

from minka.contributions.models import Appeal, Contribution, ModerationDecision
from tests.house.rights import COORDINATOR, MODERATOR, Row, everyone, holder, site, staff
from tests.house.world import World


def said(world: World) -> dict[str, object]:
    return {"number": world.contribution.pk}


def said_here(world: World) -> dict[str, object]:
    return {**site(world), **said(world)}


def appealed(world: World) -> dict[str, object]:
    """Rosa's voice, hidden by the moderator; she asks for a second person."""
    Contribution.objects.filter(pk=world.contribution.pk).update(visibility="hidden", hidden_reason="insult")
    decision = ModerationDecision.objects.create(
        site=world.cast.cajamarca,
        contribution=world.contribution,
        outcome="hidden",
        reason="insult",
        decided_by=world.cast.moderator,
    )
    appeal = Appeal.objects.create(
        site=world.cast.cajamarca, decision=decision, text="No insulto", first_by=world.cast.moderator
    )
    return {**site(world), "appeal": appeal.pk}


RIGHTS = {
    "contributions:report": Row(holder(302, otherwise=200), at=said_here, why="nobody reports their own"),
    "contributions:appeal": Row(holder(200), at=said),
    "contributions:moderation": Row(staff(COORDINATOR, MODERATOR), at=site),
    "contributions:moderation-item": Row(staff(COORDINATOR, MODERATOR), at=said_here),
    "contributions:appeal-decide": Row(staff(COORDINATOR, MODERATOR), at=appealed),
    "contributions:moderation-public": Row(everyone(200), at=site),
}
