"""The ground of a question: the fields for its sources, and the ground from what was typed."""

from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.contributions.forms.words import LineField
from minka.engine.forms.objects import LONGEST_WORDS
from minka.services.forms.words import into_text

SOURCES: Final = 3
KINDS: Final = (
    ("", gettext_lazy("Ninguna")),
    ("contribution", gettext_lazy("Un aporte")),
    ("test", gettext_lazy("Una prueba con personas")),
    ("law", gettext_lazy("Una ley")),
    ("complaint", gettext_lazy("Un reclamo")),
)


def ground_initial(ground: dict[str, Any]) -> Iterator[tuple[str, forms.Field, str]]:
    """The fields of each source with their names and values."""
    sources = ground.get("sources", [])
    for number in range(SOURCES):
        source = sources[number] if number < len(sources) else {}
        place = {"number": number + 1}
        kind = forms.ChoiceField(label=_("Fuente %(number)d: qué es") % place, choices=KINDS, required=False)
        yield f"source_kind_{number}", kind, source.get("kind", "")
        ref = LineField(label=_("Fuente %(number)d: cuál") % place, max_length=LONGEST_WORDS, required=False)
        yield f"source_ref_{number}", ref, source.get("ref", "")
        note = LineField(label=_("Fuente %(number)d: qué dice") % place, max_length=LONGEST_WORDS, required=False)
        yield f"source_note_{number}", note, source.get("note", "")


def ground_from(values: dict[str, Any], before: dict[str, Any]) -> dict[str, Any] | None:
    """The ground as it shall be; sources beyond those that the form shows stay."""
    sources = [
        {"kind": values[f"source_kind_{n}"], "ref": values[f"source_ref_{n}"], "note": values[f"source_note_{n}"]}
        for n in range(SOURCES)
        if values[f"source_kind_{n}"]
    ]
    ground = {
        "why": into_text(before.get("why"), values["why"]),
        "legal_basis": values["legal_basis"],
        "used_by": values["used_by"],
        "kept": values["kept"],
        "sources": [*sources, *before.get("sources", [])[SOURCES:]],
    }
    found = {key: value for key, value in ground.items() if value or (key in before and key != "why")}
    return found if any(found.values()) or before else None
