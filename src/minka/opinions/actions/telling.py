"""Telling everyone who voted on a statement what was decided on its grounds, each once."""

from dataclasses import dataclass
from itertools import batched

from django.db import transaction
from django.utils.translation import gettext as _

from minka.contributions.models import Link
from minka.notices.actions import Message, notify_all
from minka.opinions.models import Statement, Vote
from minka.people.models import Person
from minka.records.actions import write_audit
from minka.sites.access import require
from minka.web.language import for_everybody

AT_A_TIME = 1000
UNREACHABLE = "import"  # nobody holds the code of a voter who came in a file


@dataclass(frozen=True)
class Decision:
    """What was decided, and where it can be read."""

    title: str
    target: str


def link_decision(*, statement: Statement, decision: Decision, by: Person) -> Link:
    """The statement leads to the decision that rests on it. The same decision again is the first link.

    Telling the voters is for ``tell_voters``, which may take its time.
    """
    require(by, "answer", statement.site)
    with transaction.atomic():
        link, is_new = Link.objects.get_or_create(
            source=statement.contribution.ref,
            relation=Link.Relation.SUPPORTS,
            target=decision.target,
            defaults={"site": statement.site, "title": decision.title, "created_by": by},
        )
        if is_new:
            write_audit(
                site=statement.site.slug,
                by=by,
                action="statement.linked",
                subject=statement.contribution.ref,
                changes={"link": link.pk},
            )
    return link


def tell_voters(*, statement: Statement, link: Link) -> int:
    """Tell all whose vote on the statement counts; those who wrote it are told by their answer. Safe to run twice.

    Returns:
        How many were told, now or before.
    """
    told = 0
    with for_everybody():
        for some in batched(_participants(statement), AT_A_TIME):
            notify_all(site=statement.site, messages=[_message(statement, link, each) for each in some])
            told += len(some)
    return told


def _participants(statement: Statement) -> list[int]:
    votes = Vote.objects.filter(
        statement=statement, voter__is_excluded=False, voter__participant__erased_at__isnull=True
    ).exclude(voter__channel=UNREACHABLE)
    others = votes.exclude(voter__participant=statement.contribution.participant_id)
    return list(others.order_by("voter_id").values_list("voter__participant", flat=True))


def _message(statement: Statement, link: Link, participant: int) -> Message:
    return Message(
        participant_id=participant,
        kind="statement.decided",
        title=_("Lo que votaste sustenta una decisión: %(title)s") % {"title": link.title},
        body=_body(statement, link),
        link="/mi-voz/",
        key=f"statement:{statement.pk}:link:{link.pk}:{participant}",
    )


def _body(statement: Statement, link: Link) -> str:
    """A statement that is not shown any more is named by its number: a message cannot be taken back."""
    said = statement.contribution
    words = f"«{said.text}»" if said.visibility == said.Visibility.VISIBLE else _name(statement)
    return _("Votaste sobre %(statement)s. Mira la decisión en %(where)s") % {"statement": words, "where": link.target}


def _name(statement: Statement) -> str:
    return _("la afirmación %(number)d") % {"number": statement.number}
