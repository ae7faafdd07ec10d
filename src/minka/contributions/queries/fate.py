"""What became of a contribution: its answers, what it changed, what it gathers, its place in the public log."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from minka.contributions.models import Answer, Contribution, Link
from minka.contributions.queries.imports.pages import licence_of
from minka.contributions.queries.states import Mark, mark_of_state
from minka.contributions.queries.voice import links_of
from minka.processes.kinds import kind_of
from minka.records.models import Record


@dataclass(frozen=True)
class Given:
    """One answer and its mark."""

    answer: Answer
    mark: Mark


@dataclass(frozen=True)
class Original:
    """One contribution that was merged into another, and where it is read."""

    contribution: Contribution
    page: str


@dataclass(frozen=True)
class Fate:
    """What became of one contribution."""

    answers: Sequence[Given]
    links: Sequence[Link]
    originals: Sequence[Original]
    main_page: str  # of the one it was merged into
    position: int | None
    licence: str  # of the platform it was imported from


def fate_of(contribution: Contribution) -> Fate:
    """Everything that happened to a contribution since it was received, in a fixed number of queries."""
    kind, activity, main = kind_of(contribution.activity), contribution.activity, contribution.merged_into_id
    return Fate(
        answers=_answers(contribution),
        links=links_of([contribution])[contribution.ref],
        originals=[Original(each, kind.page(activity, each.pk)) for each in _originals(contribution)],
        main_page=kind.page(activity, main) if main is not None else "",
        position=_position(contribution),
        licence=licence_of(contribution),
    )


def _answers(contribution: Contribution) -> list[Given]:
    """The answer in force first, then the earlier ones: a correction never hides what was said before."""
    answers = Answer.objects.filter(covered__contribution=contribution).order_by("-pk")
    in_force_first = sorted(answers, key=lambda answer: answer.pk != contribution.answer_id)
    return [Given(answer, mark_of_state(answer.fate)) for answer in in_force_first]


def _originals(contribution: Contribution) -> QuerySet[Contribution]:
    hidden = [Contribution.Visibility.HELD, Contribution.Visibility.HIDDEN]
    merged = Contribution.objects.filter(merged_into=contribution)
    return merged.exclude(visibility__in=hidden).defer("search").order_by("pk")


def _position(contribution: Contribution) -> int | None:
    placed = Record.objects.filter(subject=contribution.ref, kind="contribution.received")
    return placed.values_list("position", flat=True).first()
