"""Votes of many voters in one statement and one commit. While a commit is under way, the next votes gather."""

import datetime as dt
import threading
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

import psycopg
from django.db import connection
from django.utils.timezone import localdate

MOST = 500  # votes in one commit
PATIENCE = 0.003  # seconds that a vote waits for others to share its commit

# The same conditions as ``actions.vote.CAST``, for many at once; of two presses for one pair the later one counts.
CAST_MANY = """
with asked as (
    select * from unnest(%(places)s::int[], %(activities)s::bigint[], %(keys)s::uuid[], %(epochs)s::int[],
        %(numbers)s::int[], %(values)s::smallint[]) as asked (place, activity, key, epoch, number, value)
), known as (
    select asked.place, asked.activity, asked.number, asked.value, participant.id as participant, voter.id as voter,
        voter.is_excluded
    from asked
    join people_participant participant
        on participant.key = asked.key and participant.epoch = asked.epoch and participant.erased_at is null
    join opinions_voter voter on voter.activity_id = asked.activity and voter.participant_id = participant.id
), here as (
    select known.place, known.activity, known.voter, statement.id as statement, known.value
    from known
    join processes_activity activity on activity.id = known.activity
    join processes_process process on process.id = activity.process_id
    join processes_phase phase on phase.id = activity.phase_id
    join opinions_statement statement on statement.activity_id = known.activity and statement.number = known.number
    join contributions_contribution said on said.id = statement.contribution_id
    where process.status = 'open' and not activity.is_paused
      and phase.opens_on <= %(today)s and (phase.closes_on is null or phase.closes_on >= %(today)s)
      and said.visibility = 'visible' and said.state <> 'merged'
    for key share of process
), kept as (
    insert into opinions_vote as earlier (activity_id, voter_id, statement_id, value, at)
    select distinct on (voter, statement) activity, voter, statement, value, now()
    from here order by voter, statement, place desc
    on conflict (activity_id, voter_id, statement_id) do update set value = excluded.value, at = excluded.at
    where earlier.value is distinct from excluded.value
)
select known.place, known.participant, said.statements, said.values
from known join here using (place)
cross join lateral (
    select array_agg(statement_id order by at, statement_id) as statements,
        array_agg(value order by at, statement_id) as values
    from opinions_vote where activity_id = known.activity and voter_id = known.voter
) said
where not known.is_excluded
"""


type Answer = Future[Kept | None]


@dataclass(frozen=True, slots=True)
class Press:
    """One press of one button: who, where, on which statement, what."""

    activity: int
    key: uuid.UUID
    epoch: int
    number: int
    value: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A vote that is committed: whose, and what they had said before it, by the key of the statement, oldest first."""

    participant: int
    earlier: Mapping[int, int] = field(default_factory=dict)


class Writer:
    """The one thread of this process that commits votes."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[tuple[Press, Answer] | None] = SimpleQueue()
        self._start = threading.Lock()
        self._thread: threading.Thread | None = None

    def cast(self, press: Press) -> Kept | None:
        """Wait until the vote is committed; nothing when it may not be kept, or must be looked at more closely.

        Raises:
            DatabaseError: it could not be kept.
        """
        self._begin()
        answer: Answer = Future()
        self._waiting.put((press, answer))
        return answer.result()

    def _begin(self) -> None:
        if self._thread is None:
            with self._start:
                if self._thread is None:
                    self._thread = threading.Thread(target=self._write_forever, name="votes", daemon=True)
                    self._thread.start()

    def close(self) -> None:
        """Commit what waits, then end the thread and its connection. Nothing may be cast afterwards."""
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()

    def _write_forever(self) -> None:
        while (first := self._waiting.get()) is not None:
            self._write([first, *self._gather(time.monotonic() + PATIENCE)])
        connection.close()

    def _gather(self, until: float) -> Iterator[tuple[Press, Answer]]:
        """The votes that come until a moment of the steady clock."""
        for _ in range(MOST - 1):
            try:
                following = self._waiting.get(timeout=max(0.0, until - time.monotonic()))
            except Empty:
                return
            if following is None:
                self._waiting.put(None)
                return
            yield following

    def _write(self, batch: Sequence[tuple[Press, Answer]]) -> None:
        try:
            kept = cast_many([press for press, _ in batch])
        except Exception as error:  # noqa: BLE001 - whatever it is, those who wait must hear of it
            connection.close()
            for _, answer in batch:
                answer.set_exception(error)
            return
        for place, (_, answer) in enumerate(batch):
            answer.set_result(kept.get(place))


def cast_many(presses: Sequence[Press]) -> dict[int, Kept]:
    """Keep those of the votes that may be kept, in one commit; by their place among the presses."""
    values: dict[str, list[int] | list[uuid.UUID] | dt.date] = {
        "places": list(range(len(presses))),
        "activities": [press.activity for press in presses],
        "keys": [press.key for press in presses],
        "epochs": [press.epoch for press in presses],
        "numbers": [press.number for press in presses],
        "values": [press.value for press in presses],
        "today": localdate(),
    }
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:  # planning it anew would cost more than running it
        cursor.execute(CAST_MANY, values, prepare=True)
        return {
            place: Kept(participant, dict(zip(statements or (), said or (), strict=True)))
            for place, participant, statements, said in cursor.fetchall()
        }
