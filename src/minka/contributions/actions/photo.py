"""Keeping photos: waiting from the check page until the voice is handed in, then its own, then gone with it."""

import secrets
import shutil
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.core import signing
from django.db import transaction

from minka.contributions.actions.drawing import Photo
from minka.contributions.models import Attachment, Contribution

SALT = "minka.contributions.photo"
WAIT = 24 * 3600  # seconds that a photo waits for its text to be sent


class PhotoGone(Exception):  # noqa: N818 - a state, not a mistake
    """The photo waited too long for its text, or its ticket is not ours."""


@dataclass(frozen=True)
class WaitingPhoto:
    """A stored photo that belongs to no contribution yet; its ticket travels in the form."""

    name: str
    width: int
    height: int
    size: int

    @property
    def ticket(self) -> str:
        return signing.dumps(asdict(self), salt=SALT)


def keep_photo(*, photo: Photo) -> WaitingPhoto:
    """Store a photo under a random name until its text is sent; forget those whose text never was."""
    name = secrets.token_hex(16)
    forget_unclaimed()
    for small, content in ((False, photo.large), (True, photo.small)):
        path = photo_path(name, small=small, waiting=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return WaitingPhoto(name, photo.width, photo.height, len(photo.large))


def read_ticket(ticket: str) -> WaitingPhoto:
    """The photo that a form carries.

    Raises:
        PhotoGone: the ticket is forged or old, or the files are no longer there.
    """
    try:
        photo = WaitingPhoto(**signing.loads(ticket, salt=SALT, max_age=WAIT))
    except (signing.BadSignature, TypeError) as refused:
        raise PhotoGone from refused
    if not any(photo_path(photo.name, waiting=waiting).exists() for waiting in (True, False)):
        raise PhotoGone
    return photo


def claim_photo(*, contribution: Contribution, photo: WaitingPhoto, is_public: bool) -> Attachment:
    """Give a waiting photo to its contribution, inside the transaction that hands the voice in.

    Somebody who went back after the receipt and wrote something else sends the same photo again: they get a copy.
    """
    is_taken = Attachment.objects.filter(name=photo.name).exists()
    name = secrets.token_hex(16) if is_taken else photo.name
    for small in (False, True):
        path = photo_path(name, small=small)
        path.parent.mkdir(parents=True, exist_ok=True)
        waiting = photo_path(photo.name, small=small, waiting=True)
        if is_taken:
            shutil.copyfile(photo_path(photo.name, small=small), path)
        elif waiting.exists():  # or an earlier try moved it and was then cut off
            waiting.rename(path)
    return Attachment.objects.create(
        site=contribution.site,
        contribution=contribution,
        name=name,
        width=photo.width,
        height=photo.height,
        size=photo.size,
        is_public=is_public,
    )


def remove_photos(*, contribution: Contribution) -> None:
    """Delete a contribution's photos: their rows now, their files when that is certain."""
    names = list(contribution.attachments.values_list("name", flat=True))
    contribution.attachments.all().delete()
    transaction.on_commit(lambda: _unlink(names))


def photo_path(name: str, *, small: bool = False, waiting: bool = False) -> Path:
    """Where a photo lies. Names are random hexadecimal of ours, so no name leads elsewhere."""
    if not (name.isascii() and name.isalnum()):
        raise PhotoGone
    folder = Path(settings.MEDIA_ROOT) / "photos" / ("waiting" if waiting else name[:2])
    return folder / f"{name}{'-small' if small else ''}.jpg"


def _unlink(names: Sequence[str]) -> None:
    for name in names:
        for small in (False, True):
            photo_path(name, small=small).unlink(missing_ok=True)


def forget_unclaimed() -> None:
    """Delete photos whose text was never sent."""
    folder = Path(settings.MEDIA_ROOT) / "photos" / "waiting"
    limit = time.time() - 2 * WAIT
    for path in folder.glob("*.jpg"):
        try:
            if path.stat().st_mtime < limit:
                path.unlink()
        except FileNotFoundError:
            continue  # another request forgot it first
