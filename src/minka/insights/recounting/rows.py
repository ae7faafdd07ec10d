"""Every public row against its record, and every record against its row.

The log alone proves that the log is whole. This proves that what the pages show is what the log says: somebody who
changes a row in the database, and leaves the log alone, is found here.
"""

from collections.abc import Iterator, Sequence
from itertools import batched
from typing import Any

from django.db.models import Count, F

from minka.contributions.actions.submission import public_body
from minka.contributions.models import Answer, Contribution
from minka.engine.ledger.canonical import NotCanonical, canonical
from minka.processes.models import Process
from minka.records.models import Record
from minka.records.queries import Fault

CHUNK = 1000
RECEIVED, MERGED, UNMERGED = "contribution.received", "contribution.merged", "contribution.unmerged"
Visibility = Contribution.Visibility


def compare_rows() -> list[Fault]:
    """Name every row that does not say what its record says; an empty list means that all do."""
    return [*_contributions(), *_lost_contributions(), *_merges(), *_answers(), *_processes(), *_supports()]


def _contributions() -> Iterator[Fault]:
    rows = Contribution.objects.select_related("site", "process", "activity", "parent").defer(
        "search", "parent__search"
    )
    for chunk in batched(rows.order_by("pk").iterator(CHUNK), CHUNK):
        records = _records(RECEIVED, [row.ref for row in chunk])
        for row in chunk:
            text = _odd_contribution(row, records.get(row.ref))
            if text:
                yield Fault(row.ref, text)


def _odd_contribution(row: Contribution, record: Record | None) -> str:
    if record is None:
        return "Esta voz no tiene registro: se agregó sin pasar por la plataforma."
    if record.blank_reason:
        return "" if not row.text else "Su registro está en blanco, pero la fila conserva palabras."
    if row.visibility == Visibility.WITHDRAWN:
        return "La voz fue retirada, pero su registro conserva las palabras."
    if record.is_withheld != (row.visibility != Visibility.VISIBLE):
        return "La página y el registro no coinciden en si esta voz se muestra."
    is_same = record.site_key == row.site.slug and record.at == row.received_at.replace(microsecond=0)
    return "" if is_same and _same(record.body, public_body(row)) else "La fila no dice lo que dice su registro."


def _lost_contributions() -> Iterator[Fault]:
    """Records whose row is gone."""
    subjects = Record.objects.filter(kind=RECEIVED).order_by("pk").values_list("subject", flat=True)
    for chunk in batched(subjects.iterator(CHUNK), CHUNK):
        numbers = {_number(subject): subject for subject in chunk}
        present = set(Contribution.objects.filter(pk__in=numbers).values_list("pk", flat=True))
        for number in sorted(numbers.keys() - present):
            yield Fault(numbers[number], "La fila de este registro fue borrada.")


def _merges() -> Iterator[Fault]:
    """Where each merged voice went, according to the log and according to the rows."""
    into: dict[str, str | None] = {}
    for kind, body in _bodies(MERGED, UNMERGED):
        main = str(body["into"]) if kind == MERGED else None
        into.update({str(ref): main for ref in body["originals"]})
    merged = Contribution.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into_id")
    shown = {f"contribution:{row}": f"contribution:{main}" for row, main in merged.iterator(CHUNK)}
    blanked = set(Record.objects.filter(kind=MERGED).exclude(blank_reason="").values_list("subject", flat=True))
    for ref in sorted(into.keys() | shown.keys()):
        if into.get(ref) != shown.get(ref) and shown.get(ref) not in blanked:
            yield Fault(ref, "La página y el registro no coinciden en si esta voz se unió a otra.")


def _answers() -> Iterator[Fault]:
    rows = Answer.objects.select_related("process").prefetch_related("covered").order_by("pk")
    known = set()
    for chunk in batched(rows.iterator(CHUNK), CHUNK):
        records = _records("answer.published", [f"answer:{row.pk}" for row in chunk])
        known |= {f"answer:{row.pk}" for row in chunk}
        for row in chunk:
            text = _odd_answer(row, records.get(f"answer:{row.pk}"))
            if text:
                yield Fault(f"answer:{row.pk}", text)
    published = Record.objects.filter(kind="answer.published").order_by("pk").values_list("subject", flat=True)
    for subject in published.iterator(CHUNK):
        if subject not in known:
            yield Fault(subject, "La fila de esta respuesta fue borrada.")


def _odd_answer(row: Answer, record: Record | None) -> str:
    if record is None:
        return "Esta respuesta no tiene registro."
    if record.blank_reason or not isinstance(record.body, dict):
        return ""
    said = {name: record.body.get(name) for name in ("process", "fate", "reason", "office")}
    shown = {"process": row.process.slug, "fate": row.fate, "reason": row.reason, "office": row.office}
    covered = {f"contribution:{each.contribution_id}" for each in row.covered.all()}
    if not _same(said, shown):
        return "La respuesta no dice lo que dice su registro."
    is_whole = set(record.body.get("covers", [])) <= covered
    return "" if is_whole else "La respuesta ya no alcanza a todas las voces que alcanzaba."


def _processes() -> Iterator[Fault]:
    """A published process has its opening in the log; a closed one its closing, with the memory it shows."""
    opened = set(Record.objects.filter(kind="process.opened").values_list("subject", flat=True))
    closings = {record.subject: record for record in Record.objects.filter(kind="process.closed").order_by("pk")}
    for process in Process.objects.exclude(status=Process.Status.DRAFT).select_related("site").order_by("pk"):
        if process.ref not in opened:
            yield Fault(process.ref, "El proceso está publicado sin registro de su apertura.")
        closing = closings.get(process.ref)
        if process.status == Process.Status.CLOSED and (closing is None or not _same_memory(process, closing)):
            yield Fault(process.ref, "La memoria del proceso no dice lo que dice su registro.")
        if process.status == Process.Status.OPEN and closing is not None:
            yield Fault(process.ref, "El registro dice que este proceso cerró, y la página lo muestra abierto.")


def _same_memory(process: Process, closing: Record) -> bool:
    body = closing.body if isinstance(closing.body, dict) else {}
    shown = {
        "tried": process.memory_tried,
        "decided": process.memory_decided,
        "learned": process.memory_learned,
        "unanswered_reason": process.unanswered_reason,
    }
    return _same({name: body.get(name) for name in shown}, shown)


def _supports() -> Iterator[Fault]:
    counted = Contribution.objects.annotate(found=Count("supports")).exclude(found=F("support_count"))
    for row in counted.only("pk").order_by("pk"):
        yield Fault(row.ref, "El número de apoyos que se muestra no es el de los apoyos guardados.")


def _records(kind: str, subjects: Sequence[str]) -> dict[str, Record]:
    return {record.subject: record for record in Record.objects.filter(subject__in=subjects, kind=kind).order_by("-pk")}


def _bodies(*kinds: str) -> Iterator[tuple[str, Any]]:
    rows = Record.objects.filter(kind__in=kinds, blank_reason="").order_by("pk").values_list("kind", "body")
    return rows.iterator(CHUNK)


def _number(subject: str) -> int:
    tail = subject.rpartition(":")[2]
    return int(tail) if tail.isdecimal() else -1


def _same(said: object, shown: object) -> bool:
    """Compare as the log does: canonical text, in which é is é however it was typed."""
    try:
        return canonical(said) == canonical(shown)
    except NotCanonical:
        return False
