"""QR codes as pictures for pages; `pdf` draws the same modules on paper."""

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


def _path(modules: tuple[tuple[bool, ...], ...]) -> str:
    """Join neighbouring dark modules of a row into one run, which halves the page's bytes."""
    parts: list[str] = []
    for y, row in enumerate(modules):
        start: int | None = None
        for x, dark in enumerate((*row, False)):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                parts.append(f"M{start + QUIET_ZONE} {y + QUIET_ZONE}h{x - start}v1h-{x - start}z")
                start = None
    return "".join(parts)
