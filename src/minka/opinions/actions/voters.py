"""Leaving a voter out of every map from now on, and letting them back in; who they are is never asked."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from minka.opinions.models import Voter
from minka.people.models import Person
from minka.records.actions import write_audit
from minka.sites.access import require

WITHDRAWN = "withdrawn"  # the person asked to be forgotten: there are no votes to let back in


class Exclusion(models.TextChoices):
    """Why somebody's votes are not counted. The codes never change."""

    BRIGADE = "brigade", _("votó en grupo, con los mismos votos a la misma hora")
    TWICE = "twice", _("la misma persona votó más de una vez")
    TRIAL = "trial", _("son votos de prueba del equipo")
    ASKED = "asked", _("quien votó lo pidió")


class CannotReturn(Exception):  # noqa: N818 - a state, not a mistake
    """The person asked to be forgotten, and their votes are gone."""


def exclude_voter(*, voter: Voter, reason: str, by: Person) -> None:
    """The votes stay as they are and are counted in no map made from now on. Repeating it changes nothing."""
    require(by, "edit_process", voter.site)
    with transaction.atomic():
        held = Voter.objects.select_for_update().get(pk=voter.pk)
        if held.is_excluded:
            return
        held.is_excluded, held.excluded_reason = True, Exclusion(reason)
        held.save(update_fields=["is_excluded", "excluded_reason"])
        _note(held, by, "voter.excluded", reason)


def include_voter(*, voter: Voter, by: Person) -> None:
    """The votes count again from the next map on.

    Raises:
        CannotReturn: the person asked to be forgotten.
    """
    require(by, "edit_process", voter.site)
    with transaction.atomic():
        held = Voter.objects.select_for_update().get(pk=voter.pk)
        if held.excluded_reason == WITHDRAWN:
            raise CannotReturn
        if not held.is_excluded:
            return
        was = held.excluded_reason
        held.is_excluded, held.excluded_reason = False, ""
        held.save(update_fields=["is_excluded", "excluded_reason"])
        _note(held, by, "voter.included", was)


def _note(voter: Voter, by: Person, action: str, reason: str) -> None:
    write_audit(
        site=voter.site.slug,
        by=by,
        action=action,
        subject=f"voter:{voter.pk}",
        changes={"activity": voter.activity_id, "reason": str(reason)},
    )
