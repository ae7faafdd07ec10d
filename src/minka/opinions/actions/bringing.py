"""Bringing a conversation that was held elsewhere: two files are kept, looked through, and brought in once.

What reads numbers is in ``actions.conversation``, which only the worker and the commands import.
"""

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from minka.contributions.actions.imports import ImportNotReady, Upload, file_of
from minka.contributions.models import Import
from minka.contributions.queries.imports.rows import FileRefused
from minka.people.models import Person
from minka.processes.models import Activity, Process
from minka.records.actions import Actor
from minka.sites.access import require

FORMAT = "conversation"  # in the mapping of an import: not a table whose columns somebody chooses
MOST_BYTES = 30 * 1024 * 1024  # of each file as it arrives
MOST_UNPACKED = 1024**3
PIECE = 1 << 20
GZIP = b"\x1f\x8b"
Status = Import.Status


@dataclass(frozen=True)
class Conversation:
    """The two files of a conversation and what has to be said of them."""

    votes: Upload
    comments: Upload
    source: str
    licence: str
    language: str


def keep_conversation(*, activity: Activity, brought: Conversation, idempotency_key: str, by: Actor) -> Import:
    """Keep the two files until they are looked through. The same form again gives back the first.

    Raises:
        FileRefused: one of them is too large; then nothing is kept.
    """
    if isinstance(by, Person):
        require(by, "import", activity.site)
    key = f"{by.actor_key}:{activity.pk}:{FORMAT}:{idempotency_key}"
    stored_as = hashlib.sha256(key.encode()).hexdigest()
    earlier = Import.objects.filter(stored_as=stored_as).first()
    if earlier is not None:
        return earlier
    digest = hashlib.sha256()
    try:
        for path, file in ((votes_of(stored_as), brought.votes), (comments_of(stored_as), brought.comments)):
            _store(path, file.chunks(), digest)
    except FileRefused:
        forget_files(stored_as)
        raise
    kept, _made = Import.objects.get_or_create(
        stored_as=stored_as,
        defaults={
            "site": activity.site,
            "activity": activity,
            "by": by if isinstance(by, Person) else None,
            "file_name": (brought.votes.name or "")[-200:],
            "digest": digest.hexdigest(),
            "source": brought.source,
            "licence": brought.licence,
            "mapping": {"format": FORMAT, "comments": brought.comments.name or "", "language": brought.language},
            "status": Status.CHECKING,
        },
    )
    return kept


def start_conversation(*, file: Import, by: Actor) -> None:
    """Let it begin.

    Raises:
        ImportNotReady: it was not looked through, or its process is not open.
    """
    if isinstance(by, Person):
        require(by, "import", file.site)
    if file.activity.process.status != Process.Status.OPEN:
        raise ImportNotReady
    if not Import.objects.filter(pk=file.pk, status=Status.CHECKED).update(status=Status.RUNNING):
        raise ImportNotReady
    file.refresh_from_db(fields=["status"])


def votes_of(stored_as: str) -> Path:
    return file_of(stored_as)


def comments_of(stored_as: str) -> Path:
    return file_of(stored_as).with_suffix(".statements")


def forget_files(stored_as: str) -> None:
    """What was kept lives in the rows now, or nowhere."""
    votes_of(stored_as).unlink(missing_ok=True)
    comments_of(stored_as).unlink(missing_ok=True)


def pieces_of(path: Path) -> Iterator[bytes]:
    """The file in pieces, unpacked when it is packed.

    Raises:
        FileRefused: it is cut short, damaged, or unpacks to more than a small machine should read.
    """
    with path.open("rb") as opened:
        packed = opened.read(2) == GZIP
        opened.seek(0)
        source = gzip.GzipFile(fileobj=opened) if packed else opened
        read = 0
        try:
            while piece := source.read(PIECE):
                read += len(piece)
                if read > MOST_UNPACKED:
                    raise FileRefused(_("El archivo descomprimido pasa de 1 GB."))
                yield piece
        except (EOFError, OSError, zlib.error) as damaged:
            raise FileRefused(_("El archivo comprimido está cortado o dañado. Vuelve a descargarlo.")) from damaged


def _store(path: Path, chunks: Iterable[bytes], digest: "hashlib._Hash") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    with path.open("wb") as out:
        for chunk in chunks:
            size += len(chunk)
            if size > MOST_BYTES:
                raise FileRefused(_("El archivo pesa más de 30 MB. Comprímelo con gzip y súbelo así."))
            digest.update(chunk)
            out.write(chunk)
