"""The key that signs heads, and this machine's own memory of the last head it signed."""

import json
import os
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings

from minka.engine.ledger.heads import Head, HeadInvalid, parse_head, public_key


class KeyUnusable(RuntimeError):  # noqa: N818 - a state, not a mistake
    """The file of the signing key holds something else."""


def private_key() -> bytes:
    """Read the 32 bytes of the signing key; the first to ask makes it, readable by its owner only."""
    path = Path(settings.LOG_KEY_FILE)
    if not path.exists():
        _make_key(path)
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyUnusable(str(path))
    return key.private_bytes_raw()


def own_public_key() -> str:
    return public_key(private_key())


def remembered_head() -> Head | None:
    """Read the last head this machine signed, kept outside the database so that a restored one is noticed.

    Raises:
        HeadInvalid: the file was damaged.
    """
    path = _memory()
    if path is None or not path.exists():
        return None
    try:
        return parse_head(json.loads(path.read_text("utf-8")))
    except ValueError as error:
        raise HeadInvalid(str(path)) from error


def remember_head(head: Head) -> None:
    """Keep a head after it was committed."""
    path = _memory()
    if path is not None:
        _write(path, json.dumps(head.as_dict()).encode())


def forget_head() -> None:
    path = _memory()
    if path is not None:
        path.unlink(missing_ok=True)


def _memory() -> Path | None:
    return Path(settings.LOG_HEAD_FILE) if settings.LOG_HEAD_FILE else None


def _make_key(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    unfinished = _unfinished(path)
    _write_bytes(unfinished, content)
    with suppress(FileExistsError):  # another process made it in the same moment, and that one is the key
        path.hardlink_to(unfinished)
    unfinished.unlink()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = _unfinished(path)
    _write_bytes(unfinished, content)
    unfinished.replace(path)


def _unfinished(path: Path) -> Path:
    return path.with_name(f"{path.name}.{os.getpid()}")


def _write_bytes(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        os.fsync(file.fileno())
