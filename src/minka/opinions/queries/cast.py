"""The votes of an activity as arrays. Only the worker and the commands import this module: it brings numpy along."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from minka.engine.opinions.votes import Votes, make_votes, without
from minka.opinions.models import Statement, Voter
from minka.opinions.queries.copying import EPOCH, copy_out, row_of
from minka.processes.models import Activity

ROW: Final = row_of(voter="i8", statement="i4", value="i2", moment="i8")
CAST = """
copy (
    select voter.number::bigint, statement.number::int, vote.value::smallint, vote.at
    from opinions_vote vote
    join opinions_voter voter on voter.id = vote.voter_id
    join opinions_statement statement on statement.id = vote.statement_id
    where vote.activity_id = %s and vote.at >= %s
    order by vote.at, voter.number, statement.number
) to stdout (format binary)
"""
ALWAYS: Final = dt.datetime(1, 1, 2, tzinfo=dt.UTC)


@dataclass(frozen=True, eq=False)
class Cast:
    """Votes as they were cast, the earliest first: whose, on what, what, and when (microseconds since 2000)."""

    people: NDArray[np.int64]
    statements: NDArray[np.int64]
    values: NDArray[np.int8]
    moments: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.people)

    @property
    def last(self) -> dt.datetime:
        """When the newest of them was cast."""
        return EPOCH + dt.timedelta(microseconds=int(self.moments[-1]))


def read_cast(activity: Activity, *, since: dt.datetime = ALWAYS) -> Cast:
    """All votes of the activity that were cast or changed since then, the earliest first."""
    rows = copy_out(CAST, [activity.pk, since], ROW)
    return Cast(
        people=rows["voter"].astype(np.int64),
        statements=rows["statement"].astype(np.int64),
        values=rows["value"].astype(np.int8),
        moments=rows["moment"].astype(np.int64),
    )


def counted(activity: Activity, votes: Votes) -> Votes:
    """Only what a map may count: statements that can be voted on, and people who are not excluded."""
    shown = set(votable(activity))
    return without(
        votes,
        people=Voter.objects.filter(activity=activity, is_excluded=True).values_list("number", flat=True),
        statements=[number for number in votes.statements.tolist() if number not in shown],
    )


def votable(activity: Activity) -> list[int]:
    """The numbers of the statements that anybody may vote on now."""
    found = Statement.objects.filter(activity=activity, contribution__visibility="visible")
    return list(found.exclude(contribution__state="merged").values_list("number", flat=True))


def counted_votes(activity: Activity) -> Votes:
    """The votes of which the activity's map is made, read anew."""
    cast = read_cast(activity)
    return counted(activity, make_votes(cast.people, cast.statements, cast.values))
