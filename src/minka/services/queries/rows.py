"""The rows of a repeatable group, as the page of the group lists them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from minka.engine.forms import Page, Question, rows_of
from minka.services.queries.filling import Filling
from minka.services.queries.words import name_of, row_words

MOST_ROWS = 50

type Row = Mapping[str, object]


@dataclass(frozen=True)
class GroupRows:
    """A group with its rows in words; ``add_url`` is empty when there is no room for another."""

    id: str
    name: str
    hint: str
    rows: Sequence[tuple[str, str, str]]  # words, address to change it, address to take it out
    add_url: str


def told_rows(filling: Filling, page: Page, group: Question) -> GroupRows:
    """What was added so far."""
    rows = rows_in(filling, group)
    return GroupRows(
        id=group.id,
        name=name_of(group, filling.language),
        hint=filling.say(group.hint),
        rows=[
            (
                row_words(group, row, filling.language),
                filling.address("row", page.id, group.id, number),
                filling.address("row-remove", page.id, group.id, number),
            )
            for number, row in enumerate(rows, start=1)
        ],
        add_url=filling.address("row-new", page.id, group.id) if len(rows) < most_rows(group) else "",
    )


def most_rows(group: Question) -> int:
    """How many rows there is room for."""
    return min(int(group.limits.max), MOST_ROWS) if group.limits.max is not None else MOST_ROWS


def rows_in(filling: Filling, group: Question) -> list[Row]:
    """The rows of a group as they are kept."""
    return list(rows_of(filling.application.answers, group))


def asked_in_row(filling: Filling, group: Question, row: Row) -> list[Question]:
    """The questions of a group that a row is asked, given what it holds. As many rows stand there as there must be."""
    least = max(int(group.limits.min or 0), 1)
    now = filling.journey_with({**filling.application.answers, group.id: [row] * least})
    kept = cast("Sequence[Row]", now.answered.get(group.id) or [{}])
    return [question for question in group.questions if question.id in kept[0]]
