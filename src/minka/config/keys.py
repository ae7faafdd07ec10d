"""The secrets of one installation: made at the first start, readable by their owner only, never in the repository."""

import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

SECRET, LOG, SETUP = "secret", "log-ed25519", "setup"


def make_keys(data: Path) -> None:
    folder = data / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write_once(folder / SECRET, secrets.token_urlsafe(64).encode())
    signing = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    _write_once(folder / LOG, signing)


def setup_key(data: Path) -> str:
    """Return the key that lets one person create the first site; whoever creates it removes the file."""
    path = data / "keys" / SETUP
    _write_once(path, secrets.token_urlsafe(18).encode())
    return path.read_text().strip()


def _write_once(path: Path, content: bytes) -> None:
    """Write beside and link into place: a start cut short must not leave an empty key behind."""
    if path.exists():
        return
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        os.fsync(file.fileno())
    unfinished.rename(path)
