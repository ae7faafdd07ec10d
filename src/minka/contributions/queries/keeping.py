"""What an account keeps, and what a phone holds that it could keep: enough to tell whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from minka.contributions.models import Contribution
from minka.people.models import Participant

TITLES_SHOWN = 5


@dataclass(frozen=True)
class Said:
    """What one participant said and supported."""

    participant: Participant
    voices: int
    supports: int
    titles: Sequence[str]

    @property
    def since(self) -> datetime:
        return self.participant.created_at


def said_by(participants: Sequence[Participant]) -> list[Said]:
    """One summary for each, in the order given. Three statements, however many there are."""
    keys = [each.pk for each in participants]
    voices = dict(_count("contributions", keys))
    supports = dict(_count("supports", keys))
    titles: dict[int, list[str]] = {}
    for each in _latest(keys):
        titles.setdefault(each.participant_id, []).append(each.title or each.text[:90])
    return [
        Said(each, voices.get(each.pk, 0), supports.get(each.pk, 0), titles.get(each.pk, [])[:TITLES_SHOWN])
        for each in participants
    ]


def _count(what: str, keys: Sequence[int]) -> list[tuple[int, int]]:
    rows = Participant.objects.filter(pk__in=keys).annotate(count=Count(what))
    return list(rows.values_list("pk", "count"))


def _latest(keys: Sequence[int]) -> list[Contribution]:
    """The newest words of them, some for each; what was withdrawn has none."""
    shown = Contribution.objects.exclude(visibility=Contribution.Visibility.WITHDRAWN).only(
        "participant", "title", "text"
    )
    some = [shown.filter(participant=key).order_by("-pk")[:TITLES_SHOWN] for key in keys]
    return list(some[0].union(*some[1:], all=True)) if some else []
