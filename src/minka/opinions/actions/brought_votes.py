"""Voters and votes of a conversation held elsewhere. The database sorts out which vote is the last one.

Only the worker and the commands import this module: it brings numpy along.
"""

import secrets
from itertools import batched

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from minka.contributions.models import Contribution
from minka.engine.ledger.codes import make_code
from minka.opinions.actions.brought_statements import moment_of
from minka.opinions.models import Voter
from minka.opinions.queries.copying import as_moments, copy_in, row_of
from minka.people.models import Participant
from minka.processes.models import Activity

AT_A_TIME = 5000
ROW = row_of(voter="i8", statement="i4", value="i2", moment="i8", place="i4")
MAKE_ROOM = """
create temporary table brought_cast (voter bigint, statement integer, value smallint, at timestamptz, place integer)
on commit drop
"""
FILL = "copy brought_cast from stdin (format binary)"
NAME = """
create temporary table brought_vote on commit drop as
select voter.id as voter_id, statement.id as statement_id, brought.value, brought.at, brought.place
from brought_cast brought
join opinions_voter voter on voter.activity_id = %(activity)s and voter.number = brought.voter
join opinions_statement statement on statement.activity_id = %(activity)s and statement.number = brought.statement
"""
LAST = """
insert into opinions_vote as kept (activity_id, voter_id, statement_id, value, at)
select distinct on (voter_id, statement_id) %(activity)s, voter_id, statement_id, value, at from brought_vote
order by voter_id, statement_id, at desc, place desc
on conflict (activity_id, voter_id, statement_id)
do update set value = excluded.value, at = excluded.at where excluded.at > kept.at
"""
EARLIER = """
insert into opinions_earliervote (activity_id, voter_id, statement_id, value, at)
select %(activity)s, voter_id, statement_id, value, at from brought_vote brought
where not exists (
    select from opinions_vote vote
    where vote.activity_id = %(activity)s and vote.voter_id = brought.voter_id
    and vote.statement_id = brought.statement_id and vote.at = brought.at and vote.value = brought.value
) and not exists (
    select from opinions_earliervote earlier
    where earlier.voter_id = brought.voter_id and earlier.statement_id = brought.statement_id
    and earlier.at = brought.at and earlier.value = brought.value
)
order by place
"""

type Whole = NDArray[np.integer]


def bring_voters(*, activity: Activity, people: Whole, moments: NDArray[np.int64]) -> dict[int, Participant]:
    """Everyone who voted is a voter here under their number, a participant without a name and with a code nobody holds.

    Returns:
        The participant of each number.
    """
    order = np.lexsort((moments, people))
    numbers, first = np.unique(people[order], return_index=True)
    began = moments[order][first]
    known = set(Voter.objects.filter(activity=activity).values_list("number", flat=True))
    new = [(number, at) for number, at in zip(numbers.tolist(), began.tolist(), strict=True) if number not in known]
    codes = iter(_codes(len(new)))
    for some in batched(new, AT_A_TIME):
        participants = Participant.objects.bulk_create([Participant() for _ in some])
        Voter.objects.bulk_create(
            [
                Voter(
                    site=activity.site,
                    activity=activity,
                    participant=participant,
                    number=number,
                    code=next(codes),
                    channel=Contribution.Channel.IMPORT,
                    joined_at=moment_of(at),
                )
                for (number, at), participant in zip(some, participants, strict=True)
            ]
        )
    voters = Voter.objects.filter(activity=activity).select_related("participant")
    return {voter.number: voter.participant for voter in voters}


def bring_votes(
    *, activity: Activity, people: Whole, statements: Whole, values: Whole, moments: NDArray[np.int64]
) -> None:
    """The last vote of each pair counts, those before it are kept as earlier ones; what is here already stays once."""
    columns = {
        "voter": people,
        "statement": statements,
        "value": values,
        "moment": as_moments(moments),
        "place": np.arange(len(people), dtype=np.int32),
    }
    with connection.cursor() as cursor:
        cursor.execute(MAKE_ROOM)
        copy_in(FILL, columns, ROW)
        cursor.execute("analyze brought_cast")
        for step in (NAME, LAST, EARLIER):
            cursor.execute(step, {"activity": activity.pk})
        cursor.execute("drop table brought_cast, brought_vote")
        cursor.execute("analyze opinions_vote, opinions_voter, opinions_statement, opinions_earliervote")


def _codes(count: int) -> list[str]:
    """So many codes that no voter and no contribution holds."""
    codes: set[str] = set()
    while len(codes) < count:
        made = {make_code(secrets.token_bytes(16)) for _ in range(count - len(codes))}
        for holders in (Voter.objects, Contribution.objects):
            made -= set(holders.filter(code__in=made).values_list("code", flat=True))
        codes |= made
    return list(codes)
