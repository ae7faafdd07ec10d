"""Counting a map again from the votes themselves. Asking changes nothing that the audit trail or the log would hold."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from minka.opinions.models import OpinionMap, Recount
from minka.opinions.queries.public_files import numbers_in, votes_file
from minka.opinions.queries.report_access import document_of

RECENT = dt.timedelta(minutes=1)  # an answer so new is given again
LOST = dt.timedelta(minutes=30)  # a question that waits longer is asked anew


def ask_recount(*, row: OpinionMap) -> tuple[Recount, bool]:
    """Note that somebody wants the map counted again; whether the worker has to be told.

    Whoever asks while another question waits, or right after an answer, gets that one.
    """
    now = timezone.now()
    with transaction.atomic():
        OpinionMap.objects.select_for_update(no_key=True).only("pk").get(pk=row.pk)
        newest = row.recounts.order_by("-pk").first()
        if newest is not None and _still_good(newest, now):
            return newest, False
        return Recount.objects.create(opinion_map=row, asked_at=now), True


def recount_map(*, recount: Recount) -> None:
    """Count the map again from the file that anybody can download, and note what came out."""
    from minka.engine.opinions.mapping import digest_of  # noqa: PLC0415 - only the worker holds numpy
    from minka.engine.opinions.reading import read_votes  # noqa: PLC0415
    from minka.engine.opinions.votes import digest  # noqa: PLC0415
    from minka.engine.opinions.whole import map_whole  # noqa: PLC0415

    row = recount.opinion_map
    stored = document_of(row)
    votes = read_votes(votes_file(row)).votes(numbers_in(row))
    if digest(votes) != row.votes_digest:
        _note(recount, Recount.Outcome.VOTES_CHANGED, "")
        return
    again = map_whole(votes, seed=row.seed, previous=stored)
    found = digest_of(again)
    _note(recount, Recount.Outcome.SAME if found == row.digest else Recount.Outcome.DIFFERENT, found)


def _still_good(recount: Recount, now: dt.datetime) -> bool:
    if recount.finished_at is None:
        return now - recount.asked_at < LOST
    return now - recount.finished_at < RECENT


def _note(recount: Recount, outcome: Recount.Outcome, digest: str) -> None:
    recount.outcome, recount.digest, recount.finished_at = outcome, digest, timezone.now()
    recount.save(update_fields=["outcome", "digest", "finished_at"])
