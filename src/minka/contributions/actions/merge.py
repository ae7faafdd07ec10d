"""Merging: several that say the same become one, every original stays readable, and it can be undone."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from minka.contributions.actions.answer import cover
from minka.contributions.actions.standing import check_unchanged, lock
from minka.contributions.actions.trail import note_each
from minka.contributions.models import Contribution, Support
from minka.contributions.queries.standing import Seen
from minka.engine.ledger.canonical import Json
from minka.notices.actions import Message, notify_all
from minka.people.models import Person
from minka.processes.models import Process
from minka.records.actions import write_audit, write_record
from minka.records.models import Record
from minka.sites.access import require
from minka.web.language import for_everybody


class CannotBeMerged(Exception):  # noqa: N818 - a state, not a mistake
    """Its sentence says why these contributions cannot become one."""


class NotMerged(Exception):  # noqa: N818 - a state, not a mistake
    """The contribution stands alone already."""


def merge_contributions(*, process: Process, main_id: int, ids: Sequence[int], seen: Seen, by: Person) -> Contribution:
    """Make these part of the main one. Supports are united, authors told, an answer of the main one holds for all.

    What had been merged into one of them comes along. The same merge again changes nothing.

    Raises:
        CannotBeMerged: into itself, across processes, with a withdrawn one, or into one that is part of another.
        Outdated: one of them was answered, merged or withdrawn since it was shown.
    """
    require(by, "group", process.site)
    if not ids or main_id in ids:
        raise CannotBeMerged(_("Un aporte no se puede unir a sí mismo. Marca al menos otro."))
    with transaction.atomic():
        held = lock(process, [main_id, *ids])
        if not {main_id, *ids} <= held.keys():
            raise CannotBeMerged(_("Solo se unen aportes del mismo proceso."))
        main, chosen = held[main_id], [held[number] for number in sorted(set(ids))]
        if all(each.merged_into_id == main.pk for each in chosen):
            return main
        _check(main, chosen, seen)
        originals = [each for each in held.values() if each.pk in set(ids) or each.merged_into_id in set(ids)]
        _merge(main, originals, by)
    return main


def separate_contribution(*, process: Process, number: int, by: Person) -> Contribution:
    """Undo a merge: the original stands alone again and takes its supports back.

    Raises:
        NotMerged: it is not part of another.
    """
    require(by, "group", process.site)
    with transaction.atomic():
        main_id = Contribution.objects.filter(process=process, pk=number).values_list("merged_into", flat=True).first()
        held = lock(process, [number, *([main_id] if main_id else [])])
        original = held.get(number)
        if original is None or original.merged_into_id is None or original.merged_into_id not in held:
            raise NotMerged
        main = held[original.merged_into_id]
        original.state = _state_alone(original)
        original.merged_into = None
        original.save(update_fields=["state", "merged_into"])
        Support.objects.filter(contribution=main, brought_from=original).delete()
        _unite_supports(main)
        _leave_traces(main, [original], by, "contribution.unmerged")
    return original


def _check(main: Contribution, chosen: Sequence[Contribution], seen: Seen) -> None:
    if any(each.visibility == Contribution.Visibility.WITHDRAWN for each in [main, *chosen]):
        raise CannotBeMerged(_("Uno de los aportes fue retirado por quien lo escribió, así que ya no se puede unir."))
    if main.merged_into_id is not None:
        raise CannotBeMerged(_("El aporte principal ya es parte de otro. Elige ese otro como principal."))
    if main.parent_id is not None or any(each.parent_id is not None for each in chosen):
        raise CannotBeMerged(_("Los comentarios no se unen."))
    check_unchanged([main, *chosen], seen)


def _merge(main: Contribution, originals: Sequence[Contribution], by: Person) -> None:
    Contribution.objects.filter(pk__in=[each.pk for each in originals]).update(
        state=Contribution.State.MERGED, merged_into=main
    )
    _unite_supports(main)
    _leave_traces(main, originals, by, "contribution.merged")
    if main.answer is not None:
        unanswered = [each for each in originals if each.answer_id is None]
        cover(answer=main.answer, mains=[], originals=unanswered, by=by)


def _unite_supports(main: Contribution) -> None:
    """Let everybody who stands behind an original stand behind the main one, each of them once."""
    behind = Support.objects.filter(contribution__merged_into=main, brought_from__isnull=True)
    Support.objects.bulk_create(
        [
            Support(site_id=main.site_id, contribution=main, participant_id=participant, brought_from_id=original)
            for original, participant in behind.order_by("pk").values_list("contribution", "participant")
        ],
        ignore_conflicts=True,
    )
    counted = Support.objects.filter(contribution=OuterRef("pk")).order_by().values("contribution")
    Contribution.objects.filter(pk=main.pk).update(
        support_count=Coalesce(Subquery(counted.annotate(count=Count("pk")).values("count")), 0)
    )


def _leave_traces(main: Contribution, originals: Sequence[Contribution], by: Person, act: str) -> None:
    site = main.site
    body: dict[str, Json] = {"into": main.ref, "originals": [each.ref for each in originals]}
    record = write_record(site=site.slug, kind=act, subject=main.ref, body=body)
    write_audit(
        site=site.slug, by=by, action=act, subject=main.ref, changes={"originals": [each.pk for each in originals]}
    )
    note_each(site=site.slug, by=by, action=act, contributions=originals, changes={"into": main.pk})
    with for_everybody():
        notify_all(site=site, messages=[_message(each, record) for each in originals])


def _message(original: Contribution, record: Record) -> Message:
    merged = record.kind == "contribution.merged"
    return Message(
        participant_id=original.participant_id,
        kind=record.kind,
        title=_("Unimos tu aporte a otro que dice casi lo mismo")
        if merged
        else _("Tu aporte vuelve a estar por su cuenta"),
        body=_("Tu texto se conserva tal como lo escribiste. La respuesta valdrá también para ti.")
        if merged
        else _("Deshicimos la unión. Tu aporte recibirá su propia respuesta."),
        link="/mi-voz/",
        key=f"record:{record.pk}:{original.ref}",
    )


def _state_alone(original: Contribution) -> str:
    if original.answer is not None:
        return original.answer.fate
    return Contribution.State.READ if original.read_at else Contribution.State.RECEIVED
