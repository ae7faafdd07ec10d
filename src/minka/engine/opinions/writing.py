"""Files of votes and statements with the columns of Pol.is: what was read is written again, and read the same."""

import csv
import io
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import ArrayLike

from minka.engine.opinions.columns import COMMENT_COLUMNS, MOMENT_COLUMNS, VOTE_COLUMNS, spoken
from minka.engine.opinions.comments import Comment, guarded

ROWS = 1 << 15  # written at once


def write_votes(
    people: ArrayLike, statements: ArrayLike, values: ArrayLike, moments: ArrayLike | None = None
) -> Iterator[str]:
    """A file of votes, piece by piece, one row for each vote in the order given.

    Args:
        people: numbers of voters, (n,).
        statements: numbers of statements, (n,).
        values: 1 agree, 0 pass, -1 disagree, (n,).
        moments: milliseconds since 1970, (n,); without them the file has no columns for the time.

    >>> print(*write_votes([1, 2], [7, 7], [1, -1]), sep="")
    comment-id,voter-id,vote
    7,1,1
    7,2,-1
    <BLANKLINE>
    >>> print(list(write_votes([0], [0], [0], [1500232652930]))[1])
    1500232652930,Sun Jul 16 19:17:32 UTC 2017,0,0,0
    <BLANKLINE>
    """
    who, what, said = np.asarray(people), np.asarray(statements), np.asarray(values)
    when = None if moments is None else np.asarray(moments)
    yield ",".join((() if when is None else MOMENT_COLUMNS) + VOTE_COLUMNS) + "\n"
    for start in range(0, len(said), ROWS):
        part = slice(start, start + ROWS)
        columns = [each[part].tolist() for each in (what, who, said)]
        if when is not None:
            at = when[part].tolist()
            columns = [at, [spoken(moment) for moment in at], *columns]
        yield "".join(",".join(map(str, row)) + "\n" for row in zip(*columns, strict=True))


def write_comments(comments: Iterable[Comment]) -> Iterator[str]:
    """A file of statements, row by row. No text can begin a formula in a spreadsheet.

    >>> print(*write_comments([Comment(4, 'El "agua" de todos', moderated=1)]), sep="")
    timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
    ,,4,,,,1,"El ""agua"" de todos"
    <BLANKLINE>
    """
    yield ",".join(COMMENT_COLUMNS) + "\n"
    for each in comments:
        when = ("", "") if each.moment is None else (each.moment, spoken(each.moment))
        yield _row(*when, each.number, each.author, each.agrees, each.disagrees, each.moderated, guarded(each.text))


def _row(*cells: str | int | None) -> str:
    held = io.StringIO()
    csv.writer(held, lineterminator="\n").writerow(cells)
    return held.getvalue()
