"""What a process still lacks before people can see it, and what is odd about its dates."""

from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from minka.processes.models import Phase, Process


@dataclass(frozen=True)
class Missing:
    """One thing to do before publishing; ``where`` names the page that does it."""

    words: str
    where: str  # "process", "phases" or "activities"


def what_is_missing(process: Process) -> list[Missing]:
    """All that stands between the draft and its publication, in the order of the page; nothing when it is ready."""
    promise = {
        _("Di qué se puede decidir con los aportes."): process.promise_decides,
        _("Di qué oficina o autoridad decide."): process.promise_by_whom,
        _("Di hasta qué día se responde."): process.promise_until,
        _("Di qué pasa después."): process.promise_then,
    }
    missing = [Missing(words, "process") for words, value in promise.items() if not value]
    phases = list(process.phases.all())
    if not phases:
        missing.append(Missing(_("Agrega al menos una fase."), "phases"))
    missing += [
        Missing(_("Pon el día en que empieza la fase «%(phase)s».") % {"phase": phase.name}, "phases")
        for phase in phases
        if phase.opens_on is None
    ]
    if not process.activities.all():
        missing.append(Missing(_("Agrega al menos una actividad: es lo que la gente puede hacer."), "activities"))
    return missing


def what_is_odd(process: Process) -> list[str]:
    """What may be meant and is worth a second look: phases at the same time, gaps, a promise before the end."""
    dated = sorted(
        (each for each in process.phases.all() if each.opens_on), key=lambda each: (each.opens_on, each.order)
    )
    odd = [words for first, second in pairwise(dated) if (words := _odd_between(first, second))]
    last = max((each.closes_on for each in dated if each.closes_on), default=None)
    if last and process.promise_until and process.promise_until < last:
        odd.append(_("La promesa vence antes de que termine la última fase."))
    return odd


def _odd_between(first: Phase, second: Phase) -> str:
    names = {"first": first.name, "second": second.name}
    if first.closes_on is None or (second.opens_on and second.opens_on <= first.closes_on):
        return _("«%(first)s» y «%(second)s» ocurren al mismo tiempo unos días.") % names
    if second.opens_on and (second.opens_on - first.closes_on).days > 1:
        return _("Entre «%(first)s» y «%(second)s» hay días sin ninguna fase.") % names
    return ""
