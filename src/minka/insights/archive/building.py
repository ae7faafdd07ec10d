"""Writing the archive of a process: pages, tables with their dictionary, its lines of the public log; in one file."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minka.contributions.actions.photo import photo_path
from minka.contributions.models import Contribution
from minka.contributions.queries.desk import place_names
from minka.contributions.queries.tables import COLUMNS, contribution_rows, csv_line, csv_lines
from minka.insights.archive.reading import (
    AT_A_TIME,
    Photos,
    answers_of,
    contributions_of,
    links_of,
    memory_of,
    photos_of,
    record_lines,
    stamp_of,
)
from minka.processes.models import Process
from minka.records.actions import LogDoubted, LogHalted, sequence_records
from minka.records.actions.sequencing import KeyChanged
from minka.web.language import for_everybody

ON_A_PAGE = 200
ANSWER_COLUMNS = {
    "respuesta": _("Número de la respuesta"),
    "resultado": _("Aceptado, aceptado en parte, no aceptado o derivado"),
    "razon": _("Por qué"),
    "oficina": _("Oficina que firma"),
    "publicada": _("Cuándo se publicó (hora de Perú)"),
    "aportes": _("Cuántos aportes responde"),
}
PHOTO_COLUMNS = {
    "aporte": _("Número del aporte con el que vino"),
    "foto": _("Archivo de la foto dentro de este archivo"),
    "ancho": _("Ancho en puntos"),
    "alto": _("Alto en puntos"),
    "bytes": _("Cuánto pesa"),
}
LINK_COLUMNS = {
    "aporte": _("Número del aporte"),
    "relacion": _("Qué relación tiene con lo que sigue"),
    "titulo": _("Qué cambió"),
    "direccion": _("Dónde se puede ver"),
}


@dataclass(frozen=True)
class StoredPhoto:
    """A photo in the archive. Its name says with which contribution it came, and nothing else."""

    name: str
    contribution: int
    width: int
    height: int
    size: int


def archive_path(process: Process) -> Path:
    """Where the archive of the process as it is now lies, or would lie."""
    return Path(settings.MEDIA_ROOT) / "archives" / f"{process.pk}-{stamp_of(process)}.zip"


def build_archive(process: Process) -> Path:
    """Write the archive unless it is there, and drop those it replaces. Half an archive is never found."""
    path = archive_path(process)
    if path.exists():
        return path
    _place_records()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(suffix=".tmp", dir=path.parent)
    try:
        with for_everybody(), os.fdopen(handle, "wb") as file, ZipFile(file, "w", ZIP_DEFLATED) as archive:
            _write(archive, process)
        for older in path.parent.glob(f"{process.pk}-*.zip"):
            older.unlink(missing_ok=True)
        Path(unfinished).replace(path)
    finally:
        Path(unfinished).unlink(missing_ok=True)
    return path


def drop_old_archives() -> int:
    """Delete the archives that say what is no longer so: nobody is given them, and withdrawn words must not stay."""
    dropped = 0
    for path in (Path(settings.MEDIA_ROOT) / "archives").glob("*.zip"):
        process = Process.objects.filter(pk=int(path.name.partition("-")[0])).first()
        if process is None or path != archive_path(process):
            path.unlink(missing_ok=True)
            dropped += 1
    return dropped


def _place_records() -> None:
    """Give the newest records their places in the log first; without, they would be missing from the archive."""
    try:
        sequence_records()
    except (LogDoubted, LogHalted, KeyChanged, OSError):
        return  # the archive says what is in the log; the log's own page says that it stopped


def _write(archive: ZipFile, process: Process) -> None:
    photos = _write_photos(archive, process)
    pages = _write_pages(archive, process, photos)
    around = {"memory": memory_of(process), "process": process, "made_at": timezone.now(), "pages": pages}
    around["photos"] = Photos(len(photos), sum(photo.size for photo in photos))
    archive.writestr("index.html", render_to_string("insights/archive/index.html", around))
    answers = render_to_string("insights/archive/answers.html", {**around, "answers": answers_of(process)})
    archive.writestr("respuestas.html", answers)
    archive.writestr("estilo.css", render_to_string("insights/archive/style.css"))
    archive.writestr("LEEME.txt", render_to_string("insights/archive/readme.txt", around))
    rows = contribution_rows(contributions_of(process).iterator(chunk_size=AT_A_TIME), public_only=True)
    _write_lines(archive, "datos/aportes.csv", csv_lines(list(COLUMNS), rows))
    _write_lines(archive, "datos/respuestas.csv", csv_lines(list(ANSWER_COLUMNS), _answer_rows(process)))
    _write_lines(archive, "datos/enlaces.csv", csv_lines(list(LINK_COLUMNS), _link_rows(process)))
    _write_lines(archive, "datos/fotos.csv", csv_lines(list(PHOTO_COLUMNS), _photo_rows(photos)))
    _write_lines(archive, "datos/diccionario.csv", _dictionary())
    _write_lines(archive, "registro/registro.jsonl", record_lines(process))


def _write_photos(archive: ZipFile, process: Process) -> list[StoredPhoto]:
    """Put the public photos in as they are. One whose file is lost or was just taken back is left out."""
    stored: list[StoredPhoto] = []
    for photo in photos_of(process).iterator(chunk_size=AT_A_TIME):
        name = f"fotos/aporte-{photo.contribution_id}-{photo.pk}.jpg"
        try:
            content = photo_path(photo.name).read_bytes()
        except FileNotFoundError:
            continue
        archive.writestr(name, content, ZIP_STORED)
        stored.append(StoredPhoto(name, photo.contribution_id, photo.width, photo.height, len(content)))
    return stored


def _write_pages(archive: ZipFile, process: Process, photos: Sequence[StoredPhoto]) -> list[str]:
    """Write the contributions, some on each page, and name the pages."""
    seen = _by_contribution(photos)
    names: list[str] = []
    places = place_names()
    rows = contributions_of(process).iterator(chunk_size=AT_A_TIME)
    for number, chunk in enumerate(batched(rows, ON_A_PAGE), start=1):
        names.append(f"aportes-{number:03}.html")
        shown = [(each, places.get(each.place_code, ""), _shows(each), seen.get(each.pk, ())) for each in chunk]
        context = {"process": process, "rows": shown, "number": number}
        archive.writestr(names[-1], render_to_string("insights/archive/contributions.html", context))
    return names


def _by_contribution(photos: Sequence[StoredPhoto]) -> Mapping[int, Sequence[StoredPhoto]]:
    found: dict[int, list[StoredPhoto]] = {}
    for photo in photos:
        found.setdefault(photo.contribution, []).append(photo)
    return found


def _shows(contribution: Contribution) -> bool:
    return contribution.visibility == Contribution.Visibility.VISIBLE


def _write_lines(archive: ZipFile, name: str, lines: Iterable[bytes]) -> None:
    with archive.open(name, "w") as file:
        for line in lines:
            file.write(line)


def _answer_rows(process: Process) -> Iterator[Sequence[str]]:
    for each in answers_of(process):
        at = timezone.localtime(each.at).strftime("%Y-%m-%d %H:%M")
        covers = str(each.covers)  # type: ignore[attr-defined]
        yield [str(each.pk), each.get_fate_display(), each.reason, each.office, at, covers]


def _photo_rows(photos: Sequence[StoredPhoto]) -> Iterator[Sequence[str]]:
    for photo in photos:
        yield [str(photo.contribution), photo.name, str(photo.width), str(photo.height), str(photo.size)]


def _link_rows(process: Process) -> Iterator[Sequence[str]]:
    for link in links_of(process):
        yield [link.source.partition(":")[2], link.get_relation_display(), link.title, link.target]


def _dictionary() -> Iterator[bytes]:
    yield "\ufeff".encode() + csv_line(["archivo", "columna", "significado"])
    tables = {"aportes": COLUMNS, "respuestas": ANSWER_COLUMNS, "enlaces": LINK_COLUMNS, "fotos": PHOTO_COLUMNS}
    for file, columns in tables.items():
        for name, meaning in columns.items():
            yield csv_line([f"{file}.csv", name, str(meaning)])
