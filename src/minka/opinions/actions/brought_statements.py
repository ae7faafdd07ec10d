"""The statements of a conversation held elsewhere, with what our columns do not hold kept beside them."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import batched

from minka.contributions.actions.bulk import submit_many
from minka.contributions.actions.submission import Voice
from minka.contributions.models import Contribution, Import
from minka.engine.opinions.comments import Comment
from minka.engine.texts.cleaning import clean_text
from minka.opinions.models import Statement
from minka.opinions.queries.exporting import vote_counts
from minka.people.models import Participant
from minka.processes.models import Activity
from minka.records.actions import Actor

AT_A_TIME = 1000
LONGEST_KEPT = 20_000
NOBODY = -1  # no voter's number
ACCEPTED, WAITING, REJECTED = 1, 0, -1
Visibility = Contribution.Visibility


@dataclass(frozen=True)
class _Kept:
    """A statement of the file as it will stand here."""

    comment: Comment
    voice: Voice
    key: str

    @property
    def author(self) -> int:
        return NOBODY if self.comment.author is None else self.comment.author


def bring_statements(
    *, file: Import, comments: Sequence[Comment], authors: Mapping[int, Participant], by: Actor
) -> int:
    """Every statement of the file is here under its number, shown, held or hidden as there.

    What is here already stays as it is. The hidden ones name no rule: whoever rejected them named none of ours.

    Returns:
        How many came new.
    """
    kept = [_kept(file, each) for each in comments]
    made = 0
    for moderated in (ACCEPTED, WAITING, REJECTED):
        some = [each for each in kept if (1 if each.comment.moderated is None else each.comment.moderated) == moderated]
        for part in batched(some, AT_A_TIME):
            made += _receive(file, part, authors, by, moderated=moderated)
    return made


def _receive(
    file: Import, part: Sequence[_Kept], authors: Mapping[int, Participant], by: Actor, *, moderated: int
) -> int:
    by_key = {each.key: each for each in part}
    received = submit_many(
        activity=file.activity,
        voices={key: each.voice for key, each in by_key.items()},
        by=by,
        held=moderated != ACCEPTED,
        authors={key: author for key, each in by_key.items() if (author := authors.get(each.author)) is not None},
    )
    if moderated == REJECTED:
        Contribution.objects.filter(pk__in=[each.pk for each in received]).update(visibility=Visibility.HIDDEN)
    Statement.objects.bulk_create(
        [_statement(file, contribution, by_key[contribution.idempotency_key].comment) for contribution in received]
    )
    return len(received)


def _statement(file: Import, contribution: Contribution, comment: Comment) -> Statement:
    source: dict[str, object] = {
        "author": comment.author,
        "at": comment.moment,
        "agrees": comment.agrees,
        "disagrees": comment.disagrees,
        "moderated": comment.moderated,
    }
    if contribution.text != comment.text:
        source["text"] = comment.text
    return Statement(
        site=file.site,
        activity=file.activity,
        contribution=contribution,
        number=comment.number,
        source=source,
        created_at=contribution.handed_in_at,
    )


def _kept(file: Import, comment: Comment) -> _Kept:
    digest = hashlib.sha256(f"{file.activity_id}\n{file.source}\n{comment.number}".encode()).hexdigest()
    voice = Voice(
        text=clean_text(comment.text)[:LONGEST_KEPT] or "—",
        kind="statement",
        language=str(file.mapping.get("language", "es")),
        channel=Contribution.Channel.IMPORT,
        needs_answer=comment.moderated != REJECTED,
        handed_in_at=None if comment.moment is None else moment_of(comment.moment),
        source=file.source,
        source_key=str(comment.number),
    )
    return _Kept(comment, voice, f"statement:{digest}")


def note_difference(*, activity: Activity, source: str) -> None:
    """Keep by how much the file's counts differ from the votes it brought, so that an export says the same again."""
    counts = vote_counts(activity)
    found = Statement.objects.filter(activity=activity, contribution__source=source, source__apart__isnull=True)
    statements = list(found)
    for each in statements:
        told = (each.source["agrees"], each.source["disagrees"])
        here = (counts.get((each.pk, 1), 0), counts.get((each.pk, -1), 0))
        each.source["apart"] = [0 if said is None else said - own for said, own in zip(told, here, strict=True)]
    Statement.objects.bulk_update(statements, ["source"], batch_size=AT_A_TIME)


def moment_of(milliseconds: int) -> dt.datetime:
    """A moment to the very millisecond, which no float holds."""
    return dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(milliseconds=milliseconds)
