"""The workflow of a service drawn, with the same as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from minka.engine.workflows import Workflow, table_rows, to_svg


@dataclass(frozen=True)
class Picture:
    """What the component for pictures takes."""

    svg: SafeString
    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


def draw_casework(workflow: Workflow, title: str) -> Picture:
    """Draw a workflow in the language of the page. ``title`` is the name of its service."""
    language = get_language() or "es"
    rows = [
        (f"{row.number}. {row.action}", ", ".join(row.sources), row.target, ", ".join(row.roles))
        for row in table_rows(workflow, language)
    ]
    svg = SafeString(to_svg(workflow, title, language))  # the engine escapes every word in it
    return Picture(svg, _("Estados y acciones del trámite"), (_("Acción"), _("Desde"), _("Hasta"), _("Quién")), rows)
