"""The letters of a text file whose maker did not say how they are written."""

import re

from django.utils.translation import gettext as _

from minka.contributions.queries.imports.rows import FileRefused

# Bytes that are not UTF-8 come through as these, so that only their own line is broken.
DAMAGED = re.compile("[\udc80-\udcff\ufffd]")
BEYOND_ASCII = re.compile("[^\x00-\x7f]")
BINARY_LOOK = 4096
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f]")
MOST_CONTROLS = 2  # one or two are a fault of a line, more are another kind of file
UTF16_SHARE = 0.3  # of NUL bytes on one side of the pairs: Western text in UTF-16 has nearly half


def decode(data: bytes) -> tuple[str, str]:
    """The text of the bytes, and the name of the encoding.

    Raises:
        FileRefused: these are not the bytes of a text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), "UTF-16"
    start = data[:BINARY_LOOK]
    if CONTROLS.search(start):
        return _decode_doubtful(data, start)
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    return _decode_eight_bits(data)


def _decode_doubtful(data: bytes, start: bytes) -> tuple[str, str]:
    half = max(1, len(start) // 2)
    if start[1::2].count(0) / half > UTF16_SHARE:
        return data.decode("utf-16-le", "replace"), "UTF-16"
    if start[0::2].count(0) / half > UTF16_SHARE:
        return data.decode("utf-16-be", "replace"), "UTF-16"
    if len(CONTROLS.findall(start)) > MOST_CONTROLS:
        raise FileRefused(
            _("Este archivo no es un CSV ni un Excel. Ábrelo con el programa que lo hizo y guárdalo como CSV o XLSX.")
        )
    return _decode_eight_bits(data)


def _decode_eight_bits(data: bytes) -> tuple[str, str]:
    """UTF-8, also with some broken lines; otherwise what Windows and old exports write."""
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        text = data.decode("utf-8", "surrogateescape")
    broken = len(DAMAGED.findall(text))
    if len(BEYOND_ASCII.findall(text)) > 2 * broken:  # the broken are among them
        return text, "UTF-8"
    try:
        return data.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "Latin-1"
