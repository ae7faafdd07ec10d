"""Keeping the files of an application: under random names, out of everybody's reach, gone when nothing names them."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from minka.engine.forms import Question
from minka.services.actions.inspecting import MEGABYTE, UploadRefused, inspect
from minka.services.actions.scanning import CLEAN, INFECTED, UNKNOWN, scan
from minka.services.models import Application, Upload

MOST_TOGETHER = 200  # megabytes of one application: more than any procedure asks for, less than fills a disk
SCANNED_AT_ONCE = 200
_SCANS = {CLEAN: Upload.Scan.CLEAN, INFECTED: Upload.Scan.INFECTED, UNKNOWN: Upload.Scan.UNSCANNED}


def keep_upload(*, application: Application, question: Question, file: IO[bytes], name: str, size: int) -> Upload:
    """Check a file by its content and store it. It belongs to no answer yet; one that never does is dropped.

    Raises:
        UploadRefused: the file cannot be taken.
    """
    limits = question.limits
    kinds = limits.kinds or (("jpg", "jpeg", "png", "webp", "heic") if question.type == "photo" else ())
    good = inspect(file, name=name, size=size, kinds=kinds, most=limits.max_megabytes)
    _make_room(application, len(good.content))
    found = scan(good.content)
    if found == INFECTED:
        raise UploadRefused(_("El archivo tiene un virus. No lo guardamos. Envía otro, desde otro equipo si puedes."))
    stored = secrets.token_hex(16)
    path = upload_path(stored)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(good.content)
    return Upload.objects.create(
        site=application.site,
        application=application,
        question=own_id(question),
        name=stored,
        original_name=good.name,
        kind=good.kind,
        size=len(good.content),
        digest=good.digest,
        scan=_SCANS[found],
    )


def _make_room(application: Application, size: int) -> None:
    """Let one application not fill the disk: what no answer names goes first, and then nothing more is taken.

    Raises:
        UploadRefused: its files are too many together.
    """
    most = MOST_TOGETHER * MEGABYTE - size
    if _weight(application) > most and application.state == Application.State.FILLING:
        drop_stray(application=application)
    if _weight(application) > most:
        words = _("Los archivos de esta solicitud pasan juntos de %(most)s MB. Quita alguno, o envíalos más livianos.")
        raise UploadRefused(words % {"most": MOST_TOGETHER})


def _weight(application: Application) -> int:
    return application.uploads.aggregate(total=Sum("size"))["total"] or 0


def own_id(question: Question) -> str:
    """The id of a question wherever it is asked: in a row it bears the name of its place there."""
    return question.id.rpartition("-")[2]


def scan_again(*, limit: int = SCANNED_AT_ONCE) -> int:
    """Ask about the files that came while no scanner answered; how many it has seen now.

    A file with a virus loses its bytes and keeps its row, so that whoever looks for it is told what became of it.
    """
    done = 0
    for upload in Upload.objects.filter(scan=Upload.Scan.UNSCANNED).order_by("pk")[:limit]:
        path = upload_path(upload.name)
        found = scan(path.read_bytes()) if path.exists() else CLEAN
        if found == UNKNOWN:
            break
        Upload.objects.filter(pk=upload.pk).update(scan=_SCANS[found])
        if found == INFECTED:
            path.unlink(missing_ok=True)
        done += 1
    return done


def as_answer(upload: Upload) -> dict[str, object]:
    """A stored file as the answer to a question names it."""
    return {"key": upload.name, "name": upload.original_name, "type": upload.kind, "size": upload.size}


def drop_unused(*, application: Application, answers: Mapping[str, object]) -> None:
    """Delete the files that the answers named and name no more: their rows now, their bytes when that is certain."""
    gone = named_in(application.answers) - named_in(answers)
    if gone:
        _drop(Upload.objects.filter(application=application, name__in=gone))


def drop_all(*, application: Application) -> None:
    """Delete every file of an application."""
    _drop(Upload.objects.filter(application=application))


def drop_stray(*, application: Application, also: object = None) -> None:
    """Delete what was sent and never became part of an answer, nor of what ``also`` names."""
    named = named_in(application.answers) | named_in(also)
    _drop(Upload.objects.filter(application=application).exclude(name__in=named))


def _drop(uploads: QuerySet[Upload]) -> None:
    names = list(uploads.values_list("name", flat=True))
    if names:
        uploads.delete()
        transaction.on_commit(lambda: _unlink(names))


def upload_path(name: str) -> Path:
    """Where a file lies. Names are random hexadecimal of ours, so no name leads elsewhere."""
    if not (name.isascii() and name.isalnum()):
        raise UploadRefused
    return Path(settings.MEDIA_ROOT) / "applications" / name[:2] / name


def named_in(value: object) -> set[str]:
    """The names of the files that answers hold."""
    return set(_names_in(value))


def _names_in(value: object) -> Iterator[str]:
    """The names of files in answers, those in the rows of groups too."""
    if isinstance(value, Mapping):
        if {"key", "size"} <= value.keys():
            yield str(value["key"])
        else:
            for each in value.values():
                yield from _names_in(each)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for each in value:
            yield from _names_in(each)


def _unlink(names: Sequence[str]) -> None:
    for name in names:
        upload_path(name).unlink(missing_ok=True)
