"""What the set-up pages read."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from minka.processes.kinds import find_kind
from minka.processes.models import Activity, Phase, Process
from minka.processes.queries.readiness import what_is_missing, what_is_odd
from minka.reference.models import ProcessTemplate, in_language
from minka.sites.access import may
from minka.sites.models import Site


@dataclass(frozen=True)
class TemplateCard:
    """A template as the page of choice shows it."""

    key: str
    name: str
    summary: str
    phases: list[str]
    days: int


def opening_steps() -> list[str]:
    """The way from nothing to a public process."""
    return [_("Elegir una plantilla"), _("Pregunta y promesa"), _("Revisar y publicar")]


def templates_in_force() -> list[TemplateCard]:
    """The newest version of each template, in their own order."""
    return [
        TemplateCard(
            key=each.key,
            name=in_language(each.name),
            summary=in_language(each.summary),
            phases=[in_language(phase["name"]) for phase in each.phases],
            days=sum(phase["days"] for phase in each.phases),
        )
        for each in _newest().values()
    ]


def template_in_force(key: str) -> ProcessTemplate | None:
    return _newest().get(key)


def _newest() -> dict[str, ProcessTemplate]:
    valid = ProcessTemplate.objects.valid_on().order_by("version")
    newest = {each.key: each for each in valid}
    return dict(sorted(newest.items(), key=lambda pair: pair[1].position))


def processes_of(site: Site) -> list[tuple[str, list[Process]]]:
    """The site's processes by where they stand: drafts first, for they wait for somebody."""
    titles = {
        Process.Status.DRAFT: _("Borradores: solo los ve tu equipo"),
        Process.Status.OPEN: _("Abiertos"),
        Process.Status.CLOSED: _("Cerrados"),
    }
    processes = list(Process.objects.filter(site=site).order_by("-created_at"))
    groups = [(title, [each for each in processes if each.status == status]) for status, title in titles.items()]
    return [(title, rows) for title, rows in groups if rows]


@dataclass(frozen=True)
class PhaseRow:
    """A phase on the set-up page: its activities, how many criteria are met, whether it is on."""

    phase: Phase
    activities: list[tuple[Activity, str]]
    met: int
    is_now: bool


def setup_of(process: Process, person: object, day: dt.date) -> dict[str, object]:
    """Everything the set-up page shows."""
    activities = list(process.activities.all())
    rows = [
        PhaseRow(
            phase=phase,
            activities=[(each, _kind_name(each)) for each in activities if each.phase_id == phase.pk],
            met=sum(1 for criterion in phase.exit_criteria if criterion.get("met_on")),
            is_now=process.status == Process.Status.OPEN and phase.is_open(day),
        )
        for phase in process.phases.all()
    ]
    return {
        "site": process.site,
        "process": process,
        "choose_steps": opening_steps(),
        "rows": rows,
        "missing": what_is_missing(process) if process.status == Process.Status.DRAFT else [],
        "odd": what_is_odd(process),
        "may_edit": may(person, "edit_process", process.site) and process.status != Process.Status.CLOSED,
        "is_draft": process.status == Process.Status.DRAFT,
    }


def _kind_name(activity: Activity) -> str:
    kind = find_kind(activity.kind)
    return str(kind.name) if kind else activity.kind
