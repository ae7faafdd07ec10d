"""QR codes as pictures for pages; `pdf` draws the same modules on paper."""

from collections.abc import Iterator
from functools import lru_cache

import qrcode
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

QUIET_ZONE = 4


@lru_cache(maxsize=512)
def qr_modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Give the square of dark and light modules of a text, without its quiet zone (error correction M)."""
    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    code.make(fit=True)
    return tuple(tuple(bool(dark) for dark in row) for row in code.get_matrix())


def qr_svg(text: str, *, label: str = "") -> SafeString:
    """Draw a QR as one SVG path with its quiet zone; black on white in every theme, because cameras expect it."""
    modules = qr_modules(text)
    side = len(modules) + 2 * QUIET_ZONE
    return format_html(
        '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}" shape-rendering="crispEdges">'
        '<rect class="qr__paper" width="{0}" height="{0}"/><path class="qr__ink" d="{2}"/></svg>',
        side,
        label or _("Código QR con la dirección de tu recibo"),
        _path(modules),
    )


def dark_runs(modules: tuple[tuple[bool, ...], ...]) -> Iterator[tuple[int, int, int]]:
    """Join neighbouring dark modules of a row, which halves the bytes: column, row and length, quiet zone counted."""
    for y, row in enumerate(modules):
        start: int | None = None
        for x, dark in enumerate((*row, False)):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                yield start + QUIET_ZONE, y + QUIET_ZONE, x - start
                start = None


def _path(modules: tuple[tuple[bool, ...], ...]) -> str:
    return "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in dark_runs(modules))
