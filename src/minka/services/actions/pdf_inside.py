"""What lies inside a PDF, read object by object: a paper may show, and must not run, carry, hide or swell.

``pyhanko`` reads it, within bounds on what its streams may unpack to. It takes a third of a second to load, so it is
loaded by whoever sends a PDF and by nobody else.
"""

import io
import threading
import time
import zipfile
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pyhanko.pdf_utils.generic import DictionaryObject, StreamObject
    from pyhanko.pdf_utils.reader import PdfFileReader

MOST_PAGES: Final = 500
MOST_OBJECTS: Final = 60_000
MOST_DOTS: Final = 150_000_000  # of one picture: a plan of size A0 at 300 dots an inch
MOST_UNPACKED, MOST_UNPACKED_AT_ONCE = 256 * 1024 * 1024, 64 * 1024 * 1024  # bytes of all streams, of one
MOST_SECONDS: Final = 10.0  # for one file: what takes longer was made to
MOST_AFTER_END: Final = 1024
HEAD: Final = 1024

RUNS: Final = {
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/Movie", "/Sound", "/GoToE",
    "/RichMediaExecute",
}  # fmt: skip
PLAYS: Final = {"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}
MARKUP: Final = (b"<html", b"<script", b"<!doctype", b"<svg", b"<?php")

_ONE_AT_A_TIME = threading.Lock()  # unpacking takes memory: one of them is enough


class Unfit(StrEnum):
    """Why a PDF cannot be taken."""

    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    RUNS = "runs"
    CARRIES = "carries"
    FORM = "form"
    PAGES = "pages"
    SWELLS = "swells"
    DOUBLE = "double"


class PdfUnfit(ValueError):  # noqa: N818 - a state of the input, not a mistake
    """The PDF cannot be taken; ``why`` says for which of the reasons."""

    def __init__(self, why: Unfit) -> None:
        super().__init__(why)
        self.why = why


def check_pdf(content: bytes) -> None:
    """Read every object of a PDF and pass only what is a paper and nothing else.

    Raises:
        PdfUnfit: it is broken, locked, runs something, carries files, is a form of one program, has too many pages,
            unpacks to too much, or is a file of another kind as well.
    """
    if _is_double(content):
        raise PdfUnfit(Unfit.DOUBLE)
    with _ONE_AT_A_TIME:
        try:
            _read(content)
        except PdfUnfit:
            raise
        except Exception as broken:  # whatever a reader stumbles over, another one may stumble into
            raise PdfUnfit(_swells_or_broken(broken)) from broken


def _is_double(content: bytes) -> bool:
    """Whether other programs would open it as something else: a page, an archive, or what follows after its end."""
    head = content[:HEAD].lower()
    end = content.rfind(b"%%EOF")
    rest = content[end + len(b"%%EOF") :].strip(b"\0\r\n\t ")
    return any(mark in head for mark in MARKUP) or len(rest) > MOST_AFTER_END or zipfile.is_zipfile(io.BytesIO(content))


def _swells_or_broken(broken: Exception) -> Unfit:
    from pyhanko.pdf_utils.misc import PdfDecodeLimitError  # noqa: PLC0415 - see above

    return Unfit.SWELLS if isinstance(broken, PdfDecodeLimitError | MemoryError) else Unfit.BROKEN


def _read(content: bytes) -> None:
    from pyhanko.pdf_utils.decode_limits import (  # noqa: PLC0415 - see above
        DecodeLimits,
        DocumentDecodeBudget,
        StreamDecodeLimits,
    )
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 - see above

    limits = DecodeLimits(
        per_stream=StreamDecodeLimits(max_output_size=MOST_UNPACKED_AT_ONCE),
        document_budget=DocumentDecodeBudget(base_allowance=MOST_UNPACKED, max_ratio=1),
    )
    reader = PdfFileReader(io.BytesIO(content), strict=False, decode_limits=limits)
    if reader.encrypt_dict is not None:
        raise PdfUnfit(Unfit.ENCRYPTED)
    if _pages(reader) > MOST_PAGES:
        raise PdfUnfit(Unfit.PAGES)
    for found in _dictionaries(reader):
        _check(found)


def _pages(reader: "PdfFileReader") -> int:
    """How many pages a reader would show; counting stops where there are too many. A tree that bites itself is one."""
    from pyhanko.pdf_utils.generic import DictionaryObject  # noqa: PLC0415 - see above

    waiting, count, seen = [reader.root["/Pages"]], 0, 0
    while waiting and count <= MOST_PAGES:
        node, seen = waiting.pop(), seen + 1
        if not isinstance(node, DictionaryObject):
            raise PdfUnfit(Unfit.BROKEN)
        kids = node.get("/Kids", None)
        if kids is None:
            count += 1
            continue
        if len(kids) > MOST_PAGES or seen > MOST_PAGES:
            raise PdfUnfit(Unfit.PAGES)
        waiting += [kids[at] for at in range(len(kids))]
    if not count:
        raise PdfUnfit(Unfit.BROKEN)
    return count


def _dictionaries(reader: "PdfFileReader") -> Iterator["DictionaryObject"]:
    """Every dictionary and stream of the file, whether or not its pages lead there."""
    from pyhanko.pdf_utils import generic  # noqa: PLC0415 - see above

    end = time.monotonic() + MOST_SECONDS
    refs = [
        ref for revision in range(reader.total_revisions) for ref in reader.xrefs.explicit_refs_in_revision(revision)
    ]
    waiting: list[object] = list(refs)
    seen: set[tuple[int, int]] = set()
    steps = 0
    while waiting:
        steps += 1
        if steps > MOST_OBJECTS * 20 or len(seen) > MOST_OBJECTS or time.monotonic() > end:
            raise PdfUnfit(Unfit.SWELLS)
        found = waiting.pop()
        if isinstance(found, generic.IndirectObject):
            found = found.reference
        if isinstance(found, generic.Reference):
            place = (found.idnum, found.generation)
            waiting += [] if place in seen else [found.get_object()]
            seen.add(place)
        elif isinstance(found, generic.DictionaryObject):
            yield found
            waiting += [found.raw_get(key) for key in found]
        elif isinstance(found, generic.ArrayObject):
            waiting += list.__iter__(found)


def _check(found: "DictionaryObject") -> None:
    from pyhanko.pdf_utils.generic import StreamObject  # noqa: PLC0415 - see above

    name = _name(found, "/S")
    is_action = name in RUNS and _name(found, "/Type") in {"", "/Action"}
    if is_action or "/JS" in found or "/JavaScript" in found or _name(found, "/Subtype") in PLAYS:
        raise PdfUnfit(Unfit.RUNS)
    if "/XFA" in found:
        raise PdfUnfit(Unfit.FORM)
    carried = {_name(found, "/Type"), _name(found, "/Subtype")} & {"/EmbeddedFile", "/FileAttachment"}
    if carried or "/EF" in found or "/EmbeddedFiles" in found:
        raise PdfUnfit(Unfit.CARRIES)
    if isinstance(found, StreamObject):
        _check_stream(found)


def _check_stream(found: "StreamObject") -> None:
    """A picture by the dots it says it has; anything else by what it unpacks to."""
    if _name(found, "/Subtype") == "/Image":
        if int(found["/Width"]) * int(found["/Height"]) > MOST_DOTS:
            raise PdfUnfit(Unfit.SWELLS)
        return
    try:
        _unpacked = found.data
    except NotImplementedError:
        return  # a packing that the library does not know: old papers have it, and it swells little


def _name(found: "DictionaryObject", key: str) -> str:
    value = found.get(key, "")
    return value if isinstance(value, str) else ""
