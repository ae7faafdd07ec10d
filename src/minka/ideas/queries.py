"""What the pages of ideas read: a page of the list, and one idea with all that belongs to it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from minka.contributions.models import Attachment, Contribution
from minka.contributions.queries.fate import Fate, fate_of
from minka.contributions.queries.search import MOST_RANKED, search_contributions
from minka.contributions.queries.similar import similar_contributions
from minka.contributions.queries.states import Mark, mark_of
from minka.processes.kinds import kind_of
from minka.processes.models import Activity
from minka.reference.models import Place
from minka.reference.queries import place_options
from minka.web.memory import memory

PER_PAGE = 20
COMMENTS_SHOWN = 50
SECONDS = 60
KIND = "idea"
SHOWN = ("title", "text", "state", "visibility", "needs_answer", "support_count", "source_support_count")
SHOWN_TOO = ("comment_count", "received_at", "place_code", "answered_at")


@dataclass(frozen=True)
class Look:
    """How a reader looks through the ideas; ``since`` is where the page before ended."""

    words: str = ""
    order: str = "recientes"
    district: Place | None = None
    since: str = ""


@dataclass(frozen=True)
class Row:
    """One idea in a list."""

    idea: Contribution
    address: str
    mark: Mark | None
    place: str

    @property
    def supports(self) -> int:
        return self.idea.support_count + self.idea.source_support_count


@dataclass(frozen=True)
class IdeasPage:
    """One page of the list, where the next begins, and the words as the search understood them."""

    rows: Sequence[Row]
    more: str
    understood: str


@dataclass(frozen=True)
class IdeaPage:
    """One idea with what became of it, its photos and comments."""

    fate: Fate
    photos: Sequence[Attachment]
    comments: Sequence[Contribution]
    more_comments: int | None
    place: str


def ideas_page(activity: Activity, look: Look) -> IdeasPage:
    """One page of the activity's ideas. No row is counted; the next page begins where this one ends."""
    ideas = _chosen(activity, look)
    if look.words:
        return _found_page(activity, ideas, look)
    found = list(_after(ideas, look)[: PER_PAGE + 1])
    more = _cursor(found[PER_PAGE - 1], look.order) if len(found) > PER_PAGE else ""
    return IdeasPage(_rows(activity, found[:PER_PAGE]), more, "")


def similar_ideas(activity: Activity, text: str, limit: int = 3) -> list[Row]:
    """Ideas of the activity that say nearly the same, best first."""
    return _rows(
        activity, [each.contribution for each in similar_contributions(activity=activity, text=text, limit=limit)]
    )


def idea_page(idea: Contribution, *, see_all_photos: bool, comments_after: int = 0) -> IdeaPage:
    """All that the page of one idea shows, in a fixed number of queries."""
    comments = list(
        Contribution.objects.filter(parent=idea, pk__gt=comments_after)
        .exclude(visibility=Contribution.Visibility.HELD)
        .defer("search")
        .order_by("pk")[: COMMENTS_SHOWN + 1]
    )
    shown = comments[:COMMENTS_SHOWN]
    photos = idea.attachments.all() if see_all_photos else idea.attachments.filter(is_public=True)
    return IdeaPage(
        fate=fate_of(idea),
        photos=list(photos),
        comments=shown,
        more_comments=shown[-1].pk if len(comments) > COMMENTS_SHOWN else None,
        place=_places(idea.site.place_code, [idea]).get(idea.place_code, ""),
    )


def _chosen(activity: Activity, look: Look) -> QuerySet[Contribution]:
    ideas = Contribution.objects.listed().filter(activity=activity, kind=KIND).only(*SHOWN, *SHOWN_TOO)
    if look.order == "por-responder":
        ideas = ideas.filter(state__in=Contribution.WAITING)
    elif look.order == "respondidas":
        ideas = ideas.filter(answered_at__isnull=False)
    return ideas.filter(place_code=look.district.inei_code) if look.district else ideas


def _found_page(activity: Activity, ideas: QuerySet[Contribution], look: Look) -> IdeasPage:
    start = min(_numbers(look.since)[0], MOST_RANKED)
    found = search_contributions(ideas, look.words)
    rows = list(found.contributions[start : start + PER_PAGE + 1])
    more = str(start + PER_PAGE) if len(rows) > PER_PAGE and start + PER_PAGE < MOST_RANKED else ""
    return IdeasPage(_rows(activity, rows[:PER_PAGE]), more, found.understood)


def _after(ideas: QuerySet[Contribution], look: Look) -> QuerySet[Contribution]:
    first, second = _numbers(look.since)
    if look.order == "apoyadas":
        # The first condition says nothing new, but lets the index begin there.
        rest = Q(support_count__lte=first) & (Q(support_count__lt=first) | Q(pk__lt=second))
        return (ideas.filter(rest) if look.since else ideas).order_by("-support_count", "-id")
    if look.order == "respondidas":
        moment = dt.datetime.fromtimestamp(first / 1_000_000, dt.UTC)
        rest = Q(answered_at__lte=moment) & (Q(answered_at__lt=moment) | Q(pk__lt=second))
        return (ideas.filter(rest) if look.since else ideas).order_by("-answered_at", "-id")
    return (ideas.filter(pk__lt=first) if look.since else ideas).order_by("-id")


def _cursor(last: Contribution, order: str) -> str:
    if order == "apoyadas":
        return f"{last.support_count}-{last.pk}"
    if order == "respondidas" and last.answered_at:
        return f"{round(last.answered_at.timestamp() * 1_000_000)}-{last.pk}"
    return str(last.pk)


def _numbers(since: str) -> tuple[int, int]:
    first, _, second = since.partition("-")
    return int(first or 0), int(second or 0)


def _rows(activity: Activity, ideas: Sequence[Contribution]) -> list[Row]:
    page = kind_of(activity).page(activity)
    places = _places(activity.process.site.place_code, ideas)
    return [Row(idea, f"{page}{idea.pk}/", mark_of(idea), places.get(idea.place_code, "")) for idea in ideas]


def _places(department: str, ideas: Sequence[Contribution]) -> dict[str, str]:
    """The districts' names; the codes of contributions are INEI's."""
    codes = {idea.place_code for idea in ideas} - {""}
    if not codes:
        return {}
    near = _labels(department[:2])
    return near if codes <= near.keys() else near | _labels("")


def _labels(department: str) -> dict[str, str]:
    """The names of a department's districts, or of all, by INEI code; asked for at most once a minute."""
    key = f"ideas.places.{department}"
    labels: dict[str, str] | None = memory.get(key)
    if labels is None:
        labels = {place.inei_code: place.label for place in place_options(department)}
        memory.set(key, labels, SECONDS)
    return labels
