"""The votes and statements of an activity as files with the columns of Pol.is, row by row however many there are.

For research behind its own right: they hold moments, which public files do not. Excluded voters are in none of them.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import cast

from django.db.models import Count, F
from django.utils import timezone

from minka.contributions.models import Contribution
from minka.contributions.queries.tables import harmless
from minka.engine.opinions.columns import COMMENT_COLUMNS, MOMENT_COLUMNS, VOTE_COLUMNS, spoken
from minka.engine.opinions.document import LETTERS, MapDocument
from minka.engine.opinions.standing import stand
from minka.opinions.models import EarlierVote, OpinionMap, Statement, Vote, Voter
from minka.opinions.queries.live import live_map
from minka.processes.models import Activity

AT_A_TIME = 5000
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MILLISECOND = dt.timedelta(milliseconds=1)
MODERATED = {"visible": 1, "held": 0, "hidden": -1, "withdrawn": -1}
MATRIX_COLUMNS = ("participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")
Visibility = Contribution.Visibility


def vote_lines(activity: Activity) -> Iterator[str]:
    """Every vote that was ever cast, changed ones too, in the order in which they came."""
    yield _line(*MOMENT_COLUMNS, *VOTE_COLUMNS)
    columns = ("at", "statement__number", "voter__number", "value")
    last = Vote.objects.filter(activity=activity, voter__is_excluded=False).order_by().values_list(*columns)
    earlier = EarlierVote.objects.filter(activity=activity, voter__is_excluded=False).order_by().values_list(*columns)
    rows = last.union(earlier, all=True).order_by("at", "statement__number", "voter__number")
    for at, statement, voter, value in rows.iterator(AT_A_TIME):
        moment = milliseconds(at)
        yield f"{moment},{spoken(moment)},{statement},{voter},{value}\n"


def statement_lines(activity: Activity) -> Iterator[str]:
    """Every statement with its counts; what was withdrawn keeps its number and no words."""
    yield _line(*COMMENT_COLUMNS)
    authors = _authors(activity)
    counts = vote_counts(activity)
    found = Statement.objects.filter(activity=activity).select_related("contribution").defer("contribution__search")
    for each in found.order_by("number").iterator(AT_A_TIME):
        moment = each.source.get("at") or milliseconds(each.contribution.handed_in_at)
        apart = each.source.get("apart", [0, 0])
        yield _line(
            moment,
            spoken(moment),
            each.number,
            each.source.get("author", authors.get(each.contribution.participant_id, "")),
            counts.get((each.pk, 1), 0) + apart[0],
            counts.get((each.pk, -1), 0) + apart[1],
            MODERATED[each.contribution.visibility],
            harmless(_words(each)),
        )


def person_lines(activity: Activity) -> Iterator[str]:
    """A row for each voter, with the group of the newest map and a cell for each statement."""
    numbers = list(Statement.objects.filter(activity=activity).order_by("number").values_list("number", flat=True))
    yield _line(*MATRIX_COLUMNS, *numbers)
    document = _plain_document(live_map(activity))
    written = _written(activity)
    votes = Vote.objects.filter(activity=activity, voter__is_excluded=False).order_by("voter__number")
    rows = votes.values_list("voter__number", "voter__participant", "statement__number", "value").iterator(AT_A_TIME)
    for (number, participant), own in groupby(rows, key=lambda row: (row[0], row[1])):
        answers = {statement: value for _number, _participant, statement, value in own}
        said = list(answers.values())
        yield _line(
            number,
            _group(document, answers),
            written.get(participant, 0),
            len(said),
            said.count(1),
            said.count(-1),
            *(answers.get(each, "") for each in numbers),
        )


def summary_lines(activity: Activity, address: str) -> Iterator[str]:
    """One fact a row: what was asked, where, and how many took part."""
    newest = live_map(activity)
    voters = Voter.objects.filter(activity=activity, is_excluded=False).count()
    facts = {
        "topic": activity.prompt,
        "url": address,
        "voters": voters,
        "voters-in-conv": newest.document["people"]["in_map"] if newest else 0,
        "commenters": len(_written(activity)),
        "comments": Statement.objects.filter(activity=activity).count(),
        "groups": len(newest.document["groups"]) if newest else 0,
        "conversation-description": activity.process.summary,
        "exported": timezone.now().isoformat(timespec="seconds"),
    }
    for name, value in facts.items():
        yield _line(name, harmless(value) if isinstance(value, str) else value)


def vote_counts(activity: Activity) -> dict[tuple[int, int], int]:
    """How many said what, by row of the statement and vote."""
    votes = Vote.objects.filter(activity=activity, voter__is_excluded=False).order_by()
    rows = votes.values_list("statement_id", "value").annotate(count=Count("voter_id"))
    return {(statement, value): count for statement, value, count in rows}


def milliseconds(at: dt.datetime) -> int:
    """Since 1970, as these files count."""
    return (at - EPOCH) // MILLISECOND


def _plain_document(newest: OpinionMap | None) -> MapDocument | None:
    """The map without its second layer: groups are those of the picture, not of probabilities."""
    if newest is None:
        return None
    document: MapDocument = newest.document
    return cast("MapDocument", {name: part for name, part in document.items() if name != "factors"})


def _group(document: MapDocument | None, answers: Mapping[int, int]) -> int | str:
    standing = stand(document, answers) if document else None
    return LETTERS.index(standing.letter) if standing and standing.letter else ""


def _authors(activity: Activity) -> dict[int, int]:
    """The voter's number of each participant whose votes count, for the statements they wrote."""
    counted = Voter.objects.filter(activity=activity, is_excluded=False)
    return dict(counted.values_list("participant_id", "number"))


def _written(activity: Activity) -> dict[int, int]:
    """How many statements each participant wrote; those of the team are nobody's."""
    own = Statement.objects.filter(activity=activity, is_seed=False)
    rows = own.values(author=F("contribution__participant")).annotate(count=Count("pk"))
    return {row["author"]: row["count"] for row in rows}


def _words(statement: Statement) -> str:
    if statement.contribution.visibility == Visibility.WITHDRAWN:
        return ""
    return str(statement.source.get("text", statement.contribution.text))


def _line(*cells: object) -> str:
    held = io.StringIO()
    csv.writer(held, lineterminator="\n").writerow(cells)
    return held.getvalue()
