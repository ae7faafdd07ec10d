"""An import: a file is kept, looked through without touching anything, and received once, also when repeated."""

import csv
import datetime as dt
import hashlib
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import batched
from pathlib import Path
from typing import Final, Protocol

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from minka.contributions.access import rules_of
from minka.contributions.actions.bulk import submit_many
from minka.contributions.actions.import_lines import BATCH, BROKEN, OK, REPEATED, Checked, Checker
from minka.contributions.actions.submission import PhaseClosed, Voice
from minka.contributions.models import Import
from minka.contributions.queries.imports.mapping import NAMES, Mapping
from minka.contributions.queries.imports.rows import MOST_BYTES, FileRefused
from minka.contributions.queries.imports.tables import read_table
from minka.contributions.queries.tables import harmless
from minka.people.models import Person
from minka.processes.models import Activity, Process
from minka.records.actions import Actor, write_audit
from minka.sites.access import require
from minka.sites.models import Site

ABANDONED_AFTER = 30 * 24 * 3600  # seconds
ABANDONED = dt.timedelta(days=30)
SHOWN = 200  # lines of the report on the page; the rest is in its file
REPORT_HEADER = ("linea", "resultado", "motivo", "codigo")
RESULTS: Final = {OK: "correcta", REPEATED: "repetida", BROKEN: "no se puede leer"}
Status = Import.Status


class ImportNotReady(Exception):  # noqa: N818 - a state
    """The file was not looked through with these columns yet, the process is closed, or it runs already."""


class Upload(Protocol):
    """A file as it arrives."""

    @property
    def name(self) -> str | None: ...

    def chunks(self) -> Iterable[bytes]: ...


@dataclass(frozen=True)
class LocalFile:
    """A file of this machine in the shape of one that arrives."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    def chunks(self) -> Iterable[bytes]:
        yield self.path.read_bytes()


@dataclass(frozen=True)
class Origin:
    """Where the contributions come from, and on what terms they may be shown."""

    source: str
    licence: str = ""


def keep_file(*, activity: Activity, file: Upload, origin: Origin, idempotency_key: str, by: Actor) -> Import:
    """Keep a file until it is imported. The same form again gives back the first.

    Raises:
        FileRefused: too large, or no table can be read in it; then nothing is kept.
    """
    _permit(by, activity.site)
    stored_as = hashlib.sha256(f"{by.actor_key}:{activity.pk}:{idempotency_key}".encode()).hexdigest()
    earlier = Import.objects.filter(stored_as=stored_as).first()
    if earlier is not None:
        return earlier
    path = file_of(stored_as)
    try:
        digest = _store(path, file.chunks())
        read_table(path)
    except FileRefused:
        path.unlink(missing_ok=True)
        raise
    kept, _made = Import.objects.get_or_create(
        stored_as=stored_as,
        defaults={
            "site": activity.site,
            "activity": activity,
            "by": by if isinstance(by, Person) else None,
            "file_name": (file.name or "")[-200:],
            "digest": digest,
            "source": origin.source,
            "licence": origin.licence,
        },
    )
    return kept


def choose_columns(*, file: Import, mapping: Mapping, by: Actor) -> None:
    """Say which column means what; the file has to be looked through after that.

    Raises:
        ImportNotReady: it is being imported, or was.
    """
    _permit(by, file.site)
    chosen = {name: column for name, column in mapping.items() if name in NAMES}
    waiting = Import.objects.filter(
        pk=file.pk, status__in=[Status.UPLOADED, Status.CHECKING, Status.CHECKED, Status.FAILED]
    )
    if not waiting.update(mapping=chosen, status=Status.CHECKING, report={}):
        raise ImportNotReady
    file.refresh_from_db()


def check_file(*, file: Import) -> None:
    """Look through every line without receiving any, and write the report."""
    counts: Counter[str] = Counter()
    shown: list[list[str]] = []
    try:
        with report_of(file.stored_as).open("w", encoding="utf-8-sig", newline="") as out:
            report = csv.writer(out)
            report.writerow(REPORT_HEADER)
            for each in _checked(file):
                counts[each.status] += 1
                line = _line(each)
                report.writerow([harmless(cell) for cell in line])
                if each.status != OK and len(shown) < SHOWN:
                    shown.append(line)
    except (FileRefused, FileNotFoundError) as refused:
        _fail(file, refused)
        return
    facts = {"lines": counts.total(), "ok": counts[OK], "repeated": counts[REPEATED], "broken": counts[BROKEN]}
    Import.objects.filter(pk=file.pk, status=Status.CHECKING, mapping=file.mapping).update(
        status=Status.CHECKED, report={**facts, "shown": shown}
    )


def start_import(*, file: Import, by: Actor) -> None:
    """Let the import begin.

    Raises:
        ImportNotReady: it was not looked through, or its process takes nothing any more.
    """
    _permit(by, file.site)
    if file.activity.process.status == Process.Status.CLOSED:
        raise ImportNotReady
    begun = Import.objects.filter(pk=file.pk, status=Status.CHECKED).update(status=Status.RUNNING)
    if not begun:
        raise ImportNotReady
    file.refresh_from_db()


def run_import(*, file: Import, by: Actor) -> None:
    """Receive every line that can be; lines received before stay as they are. Cut short, it goes on when repeated."""
    if file.status != Status.RUNNING:
        return
    held = rules_of(file.activity).moderated_first
    try:
        sound = ((each.key, each.voice) for each in _checked(file) if each.voice is not None)
        for some in batched(sound, BATCH):
            _receive(file, dict(some), by, held=held)
    except (FileRefused, FileNotFoundError) as refused:
        _fail(file, refused)
        return
    except PhaseClosed:
        _fail(file, FileRefused(_("El proceso se cerró mientras se importaba el archivo.")))
        return
    _finish(file, by)


def forget_abandoned(*, now: dt.datetime) -> int:
    """Delete files that were brought and never imported: they hold what people said, and often who they are."""
    left = Import.objects.filter(status__in=[Status.UPLOADED, Status.CHECKED, Status.FAILED], at__lt=now - ABANDONED)
    names = list(left.values_list("stored_as", flat=True))
    for stored_as in names:
        for path in file_of(stored_as).parent.glob(f"{stored_as}*"):  # its report, and what a kind of activity keeps
            path.unlink(missing_ok=True)
    return len(names)


def file_of(stored_as: str) -> Path:
    """Where a file lies. Names are digests of ours, so no name leads elsewhere."""
    return Path(settings.MEDIA_ROOT) / "imports" / stored_as


def report_of(stored_as: str) -> Path:
    return file_of(stored_as).with_suffix(".csv")


def _permit(by: Actor, site: Site) -> None:
    if isinstance(by, Person):
        require(by, "import", site)


def _store(path: Path, chunks: Iterable[bytes]) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    _forget_abandoned(path.parent)
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as out:
        for chunk in chunks:
            size += len(chunk)
            if size > MOST_BYTES:
                raise FileRefused(_("El archivo pesa más de 20 MB. Repártelo en varios y súbelos uno por uno."))
            digest.update(chunk)
            out.write(chunk)
    return digest.hexdigest()


def _forget_abandoned(folder: Path) -> None:
    """Files that were looked through and never imported do not stay for ever."""
    limit = time.time() - ABANDONED_AFTER
    for path in folder.iterdir():
        if path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)


def _checked(file: Import) -> Iterable[Checked]:
    table = read_table(file_of(file.stored_as))
    return Checker(file.activity, file.source, file.mapping).check(table.rows)


def _receive(file: Import, voices: dict[str, Voice], by: Actor, *, held: bool) -> None:
    """One batch with its count, together: what the page says was received was."""
    keyed = {_key(file, key): voice for key, voice in voices.items()}
    with transaction.atomic():
        row = Import.objects.select_for_update().get(pk=file.pk)
        made = submit_many(activity=file.activity, voices=keyed, by=by, held=held)
        row.report["new"] = row.report.get("new", 0) + len(made)
        row.save(update_fields=["report"])


def _key(file: Import, source_key: str) -> str:
    return "import:" + hashlib.sha256(f"{file.activity_id}\n{file.source}\n{source_key}".encode()).hexdigest()


def _finish(file: Import, by: Actor) -> None:
    with transaction.atomic():
        row = Import.objects.select_for_update().get(pk=file.pk)
        row.report.setdefault("new", 0)
        row.status, row.finished_at = Status.DONE, timezone.now()
        row.save(update_fields=["report", "status", "finished_at"])
        counts = {name: row.report.get(name, 0) for name in ("lines", "new", "broken")}
        write_audit(
            site=file.site.slug,
            by=by,
            action="import.done",
            subject=f"import:{file.pk}",
            changes={"activity": file.activity.slug, "source": file.source, **counts},
        )
        transaction.on_commit(lambda: file_of(file.stored_as).unlink(missing_ok=True))  # its voices live here now


def _fail(file: Import, problem: Exception) -> None:
    gone = _("El archivo ya no está guardado. Súbelo otra vez.")
    words = str(problem) if isinstance(problem, FileRefused) else gone
    Import.objects.filter(pk=file.pk).update(status=Status.FAILED, report={"problem": words})


def _line(each: Checked) -> list[str]:
    """A line of the report. What people said is not in it: a voice that is withdrawn must not live on in a file."""
    return [str(each.line), RESULTS[each.status], each.reason, each.key]
