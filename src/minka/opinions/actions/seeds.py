"""Seeds: the statements with which a team begins, so that the first who come find something to vote on."""

from collections.abc import Sequence

from django.db import transaction

from minka.contributions.actions.bulk import submit_many
from minka.contributions.actions.submission import PhaseClosed, Voice
from minka.contributions.models import Contribution
from minka.opinions.actions.propose import number_statements
from minka.opinions.models import Statement
from minka.people.models import Person
from minka.processes.models import Activity, Process
from minka.sites.access import require

PREFIX = "seed:"  # keys made here, apart from those of a phone


def write_seeds(
    *, activity: Activity, texts: Sequence[str], language: str, idempotency_key: str, by: Person
) -> list[Statement]:
    """Every text is a statement that can be voted on, also before the phase begins. The same form again adds nothing.

    Raises:
        PhaseClosed: the process is a draft, whose words are not for the public log yet, or it is closed.
    """
    require(by, "edit_process", activity.site)
    if activity.process.status != Process.Status.OPEN:
        raise PhaseClosed
    voices = {
        f"{PREFIX}{activity.pk}:{idempotency_key}:{place}": Voice(
            text=text,
            kind="statement",
            language=language,
            channel=Contribution.Channel.DESK,
            needs_answer=False,
        )
        for place, text in enumerate(texts)
    }
    with transaction.atomic():
        made = submit_many(activity=activity, voices=voices, by=by, before_opening=True)
        return number_statements(activity=activity, contributions=made, is_seed=True)
