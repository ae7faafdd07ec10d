"""The drawn icons: 24 × 24 strokes in the current colour, written into the page, so they cost no request."""

from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

PATHS: Final[dict[str, str]] = {
    "alert": "M12 3 2.5 20h19L12 3zM12 10v4.5M12 17.2v.3",
    "arrow-left": "M20 12H4m6-6-6 6 6 6",
    "arrow-right": "M4 12h16m-6-6 6 6-6 6",
    "bell": "M6 16V11a6 6 0 0 1 12 0v5l2 2H4l2-2zM10 21h4",
    "calendar": "M4 6h16v14H4zM4 10.5h16M8 3v4m8-4v4",
    "camera": "M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM12 16.5a3.25 3.25 0 1 0 0-6.5 3.25 3.25 0 0 0 0 6.5z",
    "check": "m4.5 12.5 5 5L19.5 7",
    "chevron-down": "m5 9 7 7 7-7",
    "clock": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.2l3.5 2",
    "copy": "M9 9h11v11H9zM15 9V4H4v11h5",
    "cross": "m6 6 12 12M18 6 6 18",
    "download": "M12 4v11m-5-4.5 5 5 5-5M4 20h16",
    "exit": "M14 4H5v16h9M10 12h11m-4-4 4 4-4 4",
    "file": "M6 3h8l4 4v14H6zM14 3v5h4M9 13h6m-6 4h6",
    "filter": "M3 5h18l-7 8v6l-4 2v-8z",
    "flag": "M5 21V4h13l-2.5 4.5L18 13H5",
    "globe": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c-5 5.5-5 12.5 0 18 5-5.5 5-12.5 0-18z",
    "hand": "M7 12V6.5a1.5 1.5 0 0 1 3 0V11m0-5.5v-1a1.5 1.5 0 0 1 3 0V11m0-5.5a1.5 1.5 0 0 1 3 0V12"
    "m0-3.5a1.5 1.5 0 0 1 3 0V15a6 6 0 0 1-6 6h-1.5a6 6 0 0 1-4.8-2.5L4 14.5a1.6 1.6 0 0 1 2.5-2L8 14",
    "help": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.7v.3",
    "info": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.5v.3",
    "link": "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1",
    "list": "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
    "lock": "M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11",
    "map": "m3 6 6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14m6-12v14",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "pencil": "M4 20l1-4.5L16.5 4l3.5 3.5L8.5 19zM14 6.5l3.5 3.5",
    "pin": "M12 21.5c4.5-5 7-8.2 7-11.5a7 7 0 0 0-14 0c0 3.3 2.5 6.5 7 11.5z"
    "M12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
    "plus": "M12 5v14M5 12h14",
    "print": "M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z",
    "reply": "M10 6 4 12l6 6M4 12h10a6 6 0 0 1 6 6v1",
    "search": "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM20 20l-4.8-4.8",
    "user": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0",
    "users": "M9 12a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 13 0M15.5 5.3a3.5 3.5 0 0 1 0 6.4"
    "M18 14.5a6.5 6.5 0 0 1 3.5 5.5",
    "voice": "M4 5h16v11h-8l-5 4.5V16H4z",
}


def icon(name: str, *, label: str = "") -> SafeString:
    """Draw an icon. Without a label it is decoration, and a reader of the page by ear does not meet it."""
    naming = format_html(' role="img" aria-label="{}"', label) if label else mark_safe(' aria-hidden="true"')
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" focusable="false"{}><path d="{}"/></svg>',
        naming,
        PATHS[name],
    )
