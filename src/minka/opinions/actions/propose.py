"""Writing a statement: a contribution like any other, and its number in the activity, in one transaction."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from minka.contributions.actions.submission import Submitted, Voice
from minka.contributions.actions.voice import Agreed, hand_in
from minka.contributions.models import Contribution
from minka.opinions.access import rules_of
from minka.opinions.models import Statement
from minka.people.models import Participant
from minka.processes.models import Activity

KIND = "statement"


class WritingReserved(Exception):  # noqa: N818 - a state, not a mistake
    """In this activity only the team writes statements."""


def propose_statement(
    *,
    activity: Activity,
    text: str,
    language: str,
    idempotency_key: str,
    by: Participant | None,
    agreed: Sequence[Agreed] = (),
) -> Submitted:
    """Receive a statement once, with its receipt, record and number; what its author thinks of it is asked next.

    Raises:
        WritingReserved: only the team writes here.
        PhaseClosed: the activity is not open.
    """
    rules = rules_of(activity)
    if rules.who_writes != "everyone":
        raise WritingReserved
    with transaction.atomic():
        submitted = hand_in(
            activity=activity,
            voice=Voice(text=text, kind=KIND, language=language),
            idempotency_key=idempotency_key,
            by=by,
            agreed=agreed,
            held=rules.moderated_first,
        )
        if submitted.is_new:
            number_statements(activity=activity, contributions=[submitted.contribution])
    return submitted


def number_statements(
    *, activity: Activity, contributions: Sequence[Contribution], is_seed: bool = False
) -> list[Statement]:
    """Give contributions the next numbers of the activity, in their order. Who writes at the same moment waits."""
    with transaction.atomic():
        Activity.objects.select_for_update(no_key=True).only("pk").get(pk=activity.pk)
        last = Statement.objects.filter(activity=activity).aggregate(last=Max("number"))["last"] or 0
        return Statement.objects.bulk_create(
            Statement(site=activity.site, activity=activity, contribution=contribution, number=number, is_seed=is_seed)
            for number, contribution in enumerate(contributions, start=last + 1)
        )
