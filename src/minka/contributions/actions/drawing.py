"""A photo as it arrives from a phone, judged by its content and drawn anew, so that nothing else travels with it."""

import io
import threading
import warnings
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LARGE, SMALL = 1600, 480  # longest side in pixels: to read, to recognise
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
ANIMATED = ("PNG", "WEBP")  # several pictures in a JPEG or HEIF are those that phones keep beside the first

_ONE_AT_A_TIME = threading.Lock()  # a decoded photo may take 120 MB: one of them is enough

register_heif_opener()


@dataclass(frozen=True)
class Photo:
    """A photo as we made it: two JPEGs without any data of the phone that took it."""

    large: bytes
    small: bytes
    width: int
    height: int


class PhotoRefused(ValueError):  # noqa: N818 - a state of the input, not a mistake
    """What was sent is no photo we can take; the text says why, to the person who sent it."""


def read_photo(file: IO[bytes], *, size: int) -> Photo:
    """Decode one photo and draw it anew, upright, at most ``LARGE`` pixels long.

    Raises:
        PhotoRefused: too heavy, too many pixels, not a photo by its content, or broken.
    """
    if size > MOST_BYTES:
        raise PhotoRefused(_("pesa más de 10 MB."))
    try:
        with _ONE_AT_A_TIME:
            return _drawn(file)
    except PhotoRefused:
        raise
    except Exception as broken:
        raise PhotoRefused(_("el archivo está incompleto o no es una foto.")) from broken


def _drawn(file: IO[bytes]) -> Photo:
    with _opened(file) as image:
        if image.width * image.height > MOST_PIXELS:
            raise PhotoRefused(_("es demasiado grande: tiene más de 40 millones de puntos."))
        if image.format in ANIMATED and getattr(image, "is_animated", False):
            raise PhotoRefused(_("es una imagen que se mueve. Envía una foto quieta."))
        image.thumbnail((LARGE, LARGE))
        dots = ImageOps.exif_transpose(image).convert("RGBA")
    # A new picture takes the dots and nothing else: no place, no date, no phone, no comment.
    large = Image.new("RGB", dots.size, "white")
    large.paste(dots, mask=dots.getchannel("A"))
    small = large.copy()
    small.thumbnail((SMALL, SMALL))
    return Photo(_jpeg(large), _jpeg(small), large.width, large.height)


def _opened(file: IO[bytes]) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we count the dots ourselves, and lower
        try:
            return Image.open(file, formats=FORMATS)
        except Image.DecompressionBombError as bomb:
            raise PhotoRefused(_("es demasiado grande: tiene más de 40 millones de puntos.")) from bomb
        except UnidentifiedImageError as other:
            raise PhotoRefused(_("no es una foto. Podemos recibir JPEG, PNG, WebP o HEIC.")) from other


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80, optimize=True, progressive=True)
    return out.getvalue()
