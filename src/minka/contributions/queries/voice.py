"""What "mi voz" shows: everything one reader said, where each thing stands, and what it changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from minka.contributions.models import Contribution, Link, Support
from minka.contributions.queries.addresses import page_of
from minka.contributions.queries.states import Mark, Step, mark_of, steps_of
from minka.notices.models import Notice
from minka.people.codes import Deed, deeds_of
from minka.people.models import Participant

PER_PAGE = 20
SUPPORTS_SHOWN = 50
NOTICES_SHOWN = 5


@dataclass(frozen=True)
class Followed:
    """One own contribution with its page, its mark and its way so far."""

    contribution: Contribution
    page: str
    mark: Mark | None
    steps: Sequence[Step]

    @property
    def is_withdrawn(self) -> bool:
        return self.contribution.visibility == Contribution.Visibility.WITHDRAWN


@dataclass(frozen=True)
class Supported:
    contribution: Contribution
    page: str
    mark: Mark | None


@dataclass(frozen=True)
class MyVoice:
    """One page of "mi voz"; ``more`` is where the next page begins, or nothing."""

    voices: Sequence[Followed]
    more: int | None
    supports: Sequence[Supported]
    notices: Sequence[Notice]
    deeds: Sequence[Deed]


def voice_of(own: Sequence[Participant], *, before: int | None = None) -> MyVoice:
    """The page of one reader's own voice, newest first; the same number of queries however much they said."""
    said = Contribution.objects.filter(participant__in=own).select_related(
        "activity__process__site", "process", "site", "answer", "parent"
    )
    if before is not None:
        said = said.filter(pk__lt=before)
    rows = list(said.defer("search").order_by("-pk")[: PER_PAGE + 1])
    shown = rows[:PER_PAGE]
    links = links_of(shown)
    return MyVoice(
        voices=[_followed(each, links.get(each.ref, [])) for each in shown],
        more=shown[-1].pk if len(rows) > PER_PAGE else None,
        supports=[] if before else _supports(own),
        notices=[] if before else _notices(own),
        deeds=[] if before else deeds_of(own),
    )


def links_of(contributions: Sequence[Contribution]) -> dict[str, list[Link]]:
    """What each contribution changed, also through the one it was merged into. One query."""
    own = {each.ref: [each.ref] for each in contributions}
    for each in contributions:
        if each.merged_into_id is not None:
            own[each.ref].append(f"contribution:{each.merged_into_id}")
    by_source: dict[str, list[Link]] = {}
    sources = {source for refs in own.values() for source in refs}
    for link in Link.objects.filter(source__in=sources, relation=Link.Relation.CHANGED).order_by("pk"):
        by_source.setdefault(link.source, []).append(link)
    return {ref: [link for source in refs for link in by_source.get(source, [])] for ref, refs in own.items()}


def _followed(contribution: Contribution, links: Sequence[Link]) -> Followed:
    return Followed(contribution, page_of(contribution), mark_of(contribution), steps_of(contribution, links))


def _supports(own: Sequence[Participant]) -> list[Supported]:
    given = (
        Support.objects.filter(participant__in=own, contribution__visibility=Contribution.Visibility.VISIBLE)
        .select_related("contribution__activity__process__site")
        .defer("contribution__search", "contribution__text")
        .order_by("-pk")[:SUPPORTS_SHOWN]
    )
    return [Supported(each.contribution, page_of(each.contribution), mark_of(each.contribution)) for each in given]


def _notices(own: Sequence[Participant]) -> list[Notice]:
    return list(Notice.objects.filter(participant__in=own, read_at__isnull=True)[:NOTICES_SHOWN])
