"""Looking through a conversation of elsewhere, and bringing it in: statements, voters, and every vote with its moment.

Only the worker and the commands import this module: it brings numpy along.
"""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from minka.contributions.actions.imports import SHOWN
from minka.contributions.actions.submission import PhaseClosed
from minka.contributions.models import Import
from minka.contributions.queries.imports.rows import FileRefused
from minka.engine.opinions.comments import Comment, ReadComments
from minka.engine.opinions.reading import FileInvalid, ReadVotes, read_comments, read_votes
from minka.opinions.actions.bringing import comments_of, forget_files, pieces_of, votes_of
from minka.opinions.actions.brought_statements import bring_statements, note_difference
from minka.opinions.actions.brought_votes import bring_voters, bring_votes
from minka.opinions.models import Statement, Vote
from minka.opinions.queries.faults import fault_words, problem_words
from minka.processes.access import stays_unclosed
from minka.records.actions import Actor, write_audit

LARGEST_STATEMENT = 2**31 - 1  # what a statement's number may be here
Status = Import.Status
type Whole = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Read:
    """Both files as they were understood; of the votes only those on a statement that is told."""

    comments: ReadComments
    votes: ReadVotes
    is_known: NDArray[np.bool_]  # of each row of votes

    @property
    def unknown(self) -> int:
        return int(len(self.is_known) - self.is_known.sum())


def check_conversation(*, file: Import) -> None:
    """Look through both files without bringing anything in, and write the report."""
    try:
        report = _report(file, _read(file))
    except (FileRefused, FileNotFoundError) as refused:
        _fail(file, refused)
        return
    Import.objects.filter(pk=file.pk, status=Status.CHECKING).update(status=Status.CHECKED, report=report)


def bring_conversation(*, file: Import, by: Actor) -> None:
    """Bring in all that is sound and not here yet, all or nothing. Brought in again, nothing more comes."""
    if file.status != Status.RUNNING:
        return
    try:
        read = _read(file)
        with transaction.atomic():
            row = Import.objects.select_for_update().get(pk=file.pk)
            if not stays_unclosed(file.activity.process):
                raise PhaseClosed
            _bring(row, read, by)
    except (FileRefused, FileNotFoundError) as refused:
        _fail(file, refused)
    except PhaseClosed:
        _fail(file, FileRefused(_("El proceso se cerró mientras se importaba el archivo.")))


def _bring(row: Import, read: Read, by: Actor) -> None:
    moment, before = timezone.now(), Vote.objects.filter(activity=row.activity_id).count()
    moments = _moments(read.votes, moment)[read.is_known]
    people, statements = read.votes.people[read.is_known], read.votes.statements[read.is_known]
    voters = bring_voters(activity=row.activity, people=people, moments=moments)
    made = bring_statements(file=row, comments=read.comments.comments, authors=voters, by=by)
    bring_votes(
        activity=row.activity,
        people=people,
        statements=statements,
        values=read.votes.values[read.is_known],
        moments=moments,
    )
    note_difference(activity=row.activity, source=row.source)
    row.report["new"] = Vote.objects.filter(activity=row.activity_id).count() - before
    row.report["new_statements"] = made
    row.status, row.finished_at = Status.DONE, moment
    row.save(update_fields=["report", "status", "finished_at"])
    write_audit(
        site=row.site.slug,
        by=by,
        action="import.done",
        subject=f"import:{row.pk}",
        changes={
            "activity": row.activity.slug,
            "source": row.source,
            "votes": row.report["new"],
            "statements": made,
            "voters": len(voters),
        },
    )
    transaction.on_commit(lambda: forget_files(row.stored_as))


def _read(file: Import) -> Read:
    """Both files, or why not, in words.

    Raises:
        FileRefused: one cannot be read at all, or the activity holds statements that are not of this conversation.
    """
    try:
        comments = read_comments(pieces_of(comments_of(file.stored_as)), report=SHOWN)
    except FileInvalid as wrong:
        raise FileRefused(problem_words(_("el de afirmaciones"), wrong)) from wrong
    try:
        votes = read_votes(pieces_of(votes_of(file.stored_as)), report=SHOWN)
    except FileInvalid as wrong:
        raise FileRefused(problem_words(_("el de votos"), wrong)) from wrong
    _check_place(file, comments.comments)
    told = np.array([each.number for each in comments.comments], np.int64)
    return Read(comments, votes, np.isin(votes.statements, told))


def _check_place(file: Import, comments: Sequence[Comment]) -> None:
    if any(each.number > LARGEST_STATEMENT for each in comments):
        raise FileRefused(_("Un número de afirmación es demasiado grande: no parece una exportación de votos."))
    others = Statement.objects.filter(activity=file.activity_id).exclude(contribution__source=file.source)
    if others.exists():
        words = _(
            "Esta actividad ya tiene afirmaciones propias y sus números chocarían. "
            "Agrega otra actividad para lo importado."
        )
        raise FileRefused(words)


def _moments(votes: ReadVotes, now: dt.datetime) -> Whole:
    """Milliseconds of each vote; where the file has none, now, in the order of the file."""
    if votes.moments is not None:
        return votes.moments
    first = int(now.timestamp() * 1000) - len(votes)
    return np.arange(first, first + len(votes), dtype=np.int64)


def _report(file: Import, read: Read) -> dict[str, Any]:
    moderated = Counter(1 if each.moderated is None else each.moderated for each in read.comments.comments)
    known = read.is_known
    return {
        "statements": len(read.comments.comments),
        "visible": moderated[1],
        "held": moderated[0],
        "hidden": moderated[-1],
        "votes": int(known.sum()),
        "earlier": int(read.votes.duplicates[known].sum()),
        "voters": len(np.unique(read.votes.people[known])),
        "unknown": read.unknown,
        "broken": read.comments.faults_found + read.votes.faults_found,
        "known": Vote.objects.filter(activity=file.activity_id).count(),
        "has_moments": read.votes.moments is not None,
        "shown": list(islice(fault_words(read.comments.faults, read.votes.faults), SHOWN)),
    }


def _fail(file: Import, problem: Exception) -> None:
    gone = _("El archivo ya no está guardado. Súbelo otra vez.")
    words = str(problem) if isinstance(problem, FileRefused) else gone
    Import.objects.filter(pk=file.pk).update(status=Status.FAILED, report={"problem": words})
