"""A file as it arrives, judged by its content and never by what it says of itself."""

import hashlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from minka.contributions.actions.drawing import PhotoRefused, read_photo
from minka.services.actions.pdf_inside import MOST_PAGES, PdfUnfit, Unfit, check_pdf

MEGABYTE = 1_000_000
MOST_MEGABYTES = 10
HEAD = 1024
LONGEST_NAME = 120
PDF, JPEG = "application/pdf", "image/jpeg"
# What other programs would open, run or unpack: told apart only to say it by its name.
REFUSED = {
    b"PK\x03\x04": "ZIP",
    b"PK\x05\x06": "ZIP",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "GZIP",
    b"MZ": "EXE",
    b"\x7fELF": "EXE",
    b"\xd0\xcf\x11\xe0": "DOC",
}
# What a person can do about a PDF that cannot be taken. Printing it into a new PDF leaves only what is to be seen.
UNFIT = {
    Unfit.BROKEN: gettext_noop("El PDF está dañado por dentro. Ábrelo, guárdalo otra vez como PDF y envía esa copia."),
    Unfit.ENCRYPTED: gettext_noop("El PDF tiene contraseña o candado. Guárdalo sin contraseña y envíalo otra vez."),
    Unfit.RUNS: gettext_noop("El PDF trae algo que se ejecuta al abrirlo. Imprímelo como PDF y envía esa copia."),
    Unfit.CARRIES: gettext_noop("El PDF trae otro archivo adentro. Envía cada archivo por separado."),
    Unfit.FORM: gettext_noop(
        "El PDF es un formulario que solo abre un programa. Llénalo, imprímelo como PDF y envía esa copia."
    ),
    Unfit.PAGES: gettext_noop("El PDF tiene más de %(pages)d páginas. Envía solo las que hacen falta."),
    Unfit.SWELLS: gettext_noop(
        "El PDF es demasiado pesado por dentro. Imprímelo como PDF, más liviano, y envía esa copia."
    ),
    Unfit.DOUBLE: gettext_noop("El archivo es un PDF y otra cosa a la vez. Imprímelo como PDF y envía esa copia."),
}


@dataclass(frozen=True)
class Inspected:
    """A file that can be kept: its bytes as they will be, what it is, and a name that says so."""

    content: bytes
    kind: str
    name: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


class UploadRefused(ValueError):  # noqa: N818 - a state of the input, not a mistake
    """The file cannot be taken; the text says why and what to do, to the person who sent it."""


def inspect(
    file: IO[bytes], *, name: str, size: int, kinds: tuple[str, ...] = (), most: int | None = None
) -> Inspected:
    """Tell what a file is, and draw a photo anew so that nothing else travels with it.

    Raises:
        UploadRefused: empty, too heavy, of a kind that is not asked for, broken, or not what it says it is.
    """
    megabytes = most or MOST_MEGABYTES
    if not size:
        raise UploadRefused(_("El archivo está vacío. Elige otro."))
    if size > megabytes * MEGABYTE:
        raise UploadRefused(_("El archivo pesa más de %(most)s MB. Elige uno más liviano.") % {"most": megabytes})
    head = file.read(HEAD)
    file.seek(0)
    if head.startswith(b"%PDF-"):
        return _pdf(file.read(), name, kinds)
    for mark, kind in REFUSED.items():
        if head.startswith(mark):
            words = _("El archivo es de tipo %(kind)s y no lo podemos recibir. Envía un PDF o una foto.")
            raise UploadRefused(words % {"kind": kind})
    return _photo(file, name, size, kinds)


def _pdf(content: bytes, name: str, kinds: tuple[str, ...]) -> Inspected:
    if kinds and "pdf" not in kinds:
        raise UploadRefused(_("Aquí va una foto, no un PDF."))
    if b"%%EOF" not in content[-2 * HEAD :]:
        raise UploadRefused(_("El PDF está incompleto. Vuelve a guardarlo y envíalo otra vez."))
    try:
        check_pdf(content)
    except PdfUnfit as unfit:
        raise UploadRefused(_(UNFIT[unfit.why]) % {"pages": MOST_PAGES}) from unfit
    return Inspected(content, PDF, _named(name, "pdf"))


def _photo(file: IO[bytes], name: str, size: int, kinds: tuple[str, ...]) -> Inspected:
    if kinds and not {"jpg", "jpeg", "png", "webp", "heic"} & set(kinds):
        raise UploadRefused(_("Aquí va un PDF, y este archivo no lo es."))
    try:
        photo = read_photo(file, size=size)
    except PhotoRefused as refused:
        words = _("No pudimos recibir el archivo: %(why)s Tus respuestas están guardadas. Elige otro.")
        raise UploadRefused(words % {"why": refused}) from refused
    return Inspected(photo.large, JPEG, _named(name, _ending(kinds)))


def _ending(kinds: tuple[str, ...]) -> str:
    return next((kind for kind in ("jpg", "jpeg") if kind in kinds), "jpg" if not kinds else _first_photo(kinds))


def _first_photo(kinds: tuple[str, ...]) -> str:
    return next(kind for kind in kinds if kind in {"png", "webp", "heic"})


def _named(name: str, ending: str) -> str:
    """What the person called it, without folders and signs that only machines read, ending as what it is."""
    stem = "".join(sign for sign in PurePath(name.replace("\\", "/")).stem if sign.isprintable() and sign not in '"<>/')
    return f"{stem.strip()[:LONGEST_NAME] or 'archivo'}.{ending}"
