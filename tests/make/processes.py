"""Processes of the tests. Without arguments: open, with one phase of ideas around today."""

import datetime as dt

from django.utils import timezone

from minka.processes.kinds import kind_of
from minka.processes.models import Activity, Phase, Process
from minka.sites.models import Site


def make_process(
    site: Site, *, slug: str = "leche", status: str = Process.Status.OPEN, title: str = "Mejor leche", **fields: object
) -> Process:
    now = timezone.now()
    return Process.objects.create(
        site=site,
        slug=slug,
        status=status,
        title=title,
        question="¿Cómo logramos mejor leche en los caseríos?",
        promise_decides="En qué se gasta el fondo de innovación lechera",
        promise_by_whom="Dirección Regional de Agricultura",
        promise_then="Cada voz recibe una respuesta con su razón",
        opened_at=now if status != Process.Status.DRAFT else None,
        closed_at=now if status == Process.Status.CLOSED else None,
        **fields,
    )


def make_activity(
    process: Process, *, slug: str = "", kind: str = "ideas", begins: int = -5, ends: int | None = 5, **fields: object
) -> Activity:
    """An activity in a phase of its own; ``begins`` and ``ends`` are days from today, None is open-ended."""
    today = timezone.localdate()
    phase = Phase.objects.create(
        process=process,
        order=process.phases.count() + 1,
        name="Escuchar",
        opens_on=today + dt.timedelta(days=begins),
        closes_on=None if ends is None else today + dt.timedelta(days=ends),
    )
    word = kind_of(Activity(kind=kind)).word
    words = {"title": "Ideas", "prompt": "Cuenta tu idea en pocas palabras"}
    return Activity.objects.create(
        site=process.site,
        process=process,
        phase=phase,
        slug=slug if slug.startswith(word) else f"{word}-{slug}".rstrip("-"),
        kind=kind,
        **(words | fields),
    )
