"""Opinions of the tests: an activity, its statements, who votes and what."""

import hashlib
import json
import secrets

from minka.contributions.models import Contribution
from minka.engine.ledger.codes import make_code
from minka.opinions.models import OpinionMap, Statement, Vote, Voter
from minka.people.models import Participant
from minka.processes.models import Activity, Process
from tests.make.contributions import make_contribution
from tests.make.map_documents import STATEMENTS, make_document
from tests.make.processes import make_activity

WORDS = "El agua de riego debe repartirse por turnos que todos conozcan de antemano."


def make_opinions(process: Process, *, slug: str = "", **settings: object) -> Activity:
    """An open activity of opinions; ``settings`` are those of its form."""
    activity = make_activity(process, kind="opinions", slug=slug, title="Mapa", prompt="¿Qué hacemos con el agua?")
    activity.settings = settings
    activity.save(update_fields=["settings"])
    return activity


def make_statement(
    activity: Activity, text: str = WORDS, *, participant: Participant | None = None, held: bool = False
) -> Statement:
    """The next statement of the activity; by the team when nobody is named."""
    contribution: Contribution = make_contribution(
        activity, participant=participant, title="", text=text, held=held, kind="statement"
    )
    return Statement.objects.create(
        site=activity.site,
        activity=activity,
        contribution=contribution,
        number=activity.statements.count() + 1,
        is_seed=participant is None,
    )


def make_voter(activity: Activity, participant: Participant | None = None, **fields: object) -> Voter:
    participant = participant or Participant.objects.create()
    found = Voter.objects.filter(activity=activity, participant=participant).first()
    return found or Voter.objects.create(
        site=activity.site,
        activity=activity,
        participant=participant,
        number=secrets.randbelow(10**8),
        code=make_code(secrets.token_bytes(16)),
        **fields,
    )


def make_vote(statement: Statement, participant: Participant | None, value: int) -> Vote:
    voter = make_voter(statement.activity, participant)
    return Vote.objects.create(activity=statement.activity, voter=voter, statement=statement, value=value)


def make_map(activity: Activity, *, verdict: str = "groups", **fields: object) -> OpinionMap:
    """The newest map of the activity, about its first twelve statements, which are written where they are missing.

    ``verdict`` is ``groups`` (A, B and C), ``one_crowd`` or ``too_few``; ``fields`` are those of the row.
    """
    for text, _ in STATEMENTS[activity.statements.count() :]:
        make_statement(activity, text)
    document = make_document(list(activity.statements.values_list("number", flat=True)), verdict=verdict)
    values = {
        "method_version": str(document["method"]["version"]),
        "votes_digest": document["votes"]["digest"],
        "digest": hashlib.sha256(json.dumps(document, sort_keys=True, separators=(",", ":")).encode()).hexdigest(),
        "vote_count": document["votes"]["votes"],
        "voter_count": document["votes"]["people"],
        "document": document,
    }
    return OpinionMap.objects.create(site=activity.site, activity=activity, **(values | fields))
