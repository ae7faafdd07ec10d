"""The files from which anybody counts a map again: its votes without a name or a moment, its statements, its bytes."""

from collections.abc import Iterator, Sequence

import orjson
from django.db import connection
from django.utils.translation import gettext as _

from minka.contributions.models import Contribution
from minka.contributions.queries.tables import csv_lines
from minka.opinions.models import OpinionMap, Statement
from minka.opinions.queries.report_access import document_of

BLOCK = 1 << 16  # bytes sent at once

# Votes as they stood when the map was made: what changed since is what it was before the change.
VOTES = """
copy (
    select voter.number as "voter-id", statement.number as "comment-id", stood.value as vote
    from opinions_vote cast_vote
    join opinions_voter voter on voter.id = cast_vote.voter_id and not voter.is_excluded
    join opinions_statement statement on statement.id = cast_vote.statement_id
    cross join lateral (
        select cast_vote.value where cast_vote.at <= %(moment)s
        union all
        (
            select earlier.value from opinions_earliervote earlier
            where cast_vote.at > %(moment)s and earlier.voter_id = cast_vote.voter_id
              and earlier.statement_id = cast_vote.statement_id and earlier.at <= %(moment)s
            order by earlier.at desc, earlier.id desc limit 1
        )
    ) stood
    where cast_vote.activity_id = %(activity)s and statement.number = any(%(numbers)s::int[])
    order by voter.number, statement.number
) to stdout (format csv, header)
"""
COLUMNS = ("comment-id", "comment-body", "agrees", "disagrees", "passes")


def votes_file(row: OpinionMap) -> Iterator[bytes]:
    """The votes of the map as CSV, a block at a time, in an order that says nothing of who came first."""
    values = {"activity": row.activity_id, "moment": row.computed_at, "numbers": numbers_in(row)}
    held = bytearray()
    with connection.cursor() as cursor, cursor.copy(VOTES, values) as lines:
        for line in lines:
            held += line
            if len(held) >= BLOCK:
                yield bytes(held)
                held.clear()
    yield bytes(held)


def statements_file(row: OpinionMap) -> Iterator[bytes]:
    """Every statement of the map with its votes; the words of one that is not shown any more stay out."""
    texts = _texts(row)
    rows = (
        (
            str(each["number"]),
            texts.get(each["number"], _("(ya no se muestra)")),
            *(str(each["all"][answer]) for answer in ("agrees", "disagrees", "passes")),
        )
        for each in document_of(row)["statements"]
    )
    return csv_lines(COLUMNS, rows)


def map_file(row: OpinionMap) -> bytes:
    """The document in the very bytes whose digest stands in the map and in the public log."""
    return orjson.dumps(row.document, option=orjson.OPT_SORT_KEYS)


def numbers_in(row: OpinionMap) -> Sequence[int]:
    return [each["number"] for each in document_of(row)["statements"]]


def _texts(row: OpinionMap) -> dict[int, str]:
    shown = Statement.objects.filter(activity=row.activity_id, contribution__visibility=Contribution.Visibility.VISIBLE)
    return {number: " ".join(text.split()) for number, text in shown.values_list("number", "contribution__text")}
