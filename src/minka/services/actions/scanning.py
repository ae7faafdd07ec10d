"""Asking ClamAV about a file, where an installation has it; its protocol needs nothing but a socket."""

import socket
import struct

from django.conf import settings

PATIENCE = 20.0
CHUNK = 64 * 1024
CLEAN, INFECTED, UNKNOWN = "clean", "infected", "unknown"


def scan(content: bytes) -> str:
    """What the scanner says: ``clean``, ``infected``, or ``unknown`` when there is none or it does not answer.

    Speaks INSTREAM: chunks with their length before them, an empty one at the end.
    """
    address = settings.CLAMAV
    if not address:
        return UNKNOWN
    try:
        with _connected(address) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK):
                chunk = content[start : start + CHUNK]
                line.sendall(struct.pack("!L", len(chunk)) + chunk)
            line.sendall(struct.pack("!L", 0))
            return _verdict(_answer(line))
    except OSError:
        return UNKNOWN


def _connected(address: str) -> socket.socket:
    host, colon, port = address.rpartition(":")
    if colon and port.isdecimal():
        return socket.create_connection((host, int(port)), timeout=PATIENCE)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(PATIENCE)
    line.connect(address)
    return line


def _answer(line: socket.socket) -> bytes:
    received = b""
    while b"\0" not in received and len(received) < CHUNK:
        part = line.recv(1024)
        if not part:
            break
        received += part
    return received.rstrip(b"\0\n")


def _verdict(answer: bytes) -> str:
    if answer.endswith(b" OK"):
        return CLEAN
    return INFECTED if answer.endswith(b" FOUND") else UNKNOWN
