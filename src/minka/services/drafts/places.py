"""Where in a draft something is, in the words of its own pages and questions: for faults and findings."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from minka.engine.forms.definition import SPANISH
from minka.engine.forms.expressions.telling import QUOTED
from minka.engine.saying import listed, named
from minka.services.drafts.casework import CASEWORK
from minka.services.drafts.shelves import PARTS, Document

LONGEST: Final = 80  # letters of a title in a sentence
NAMES: Final = {
    "pages": gettext_noop("Página"),
    "questions": gettext_noop("Pregunta"),
    "options": gettext_noop("opción"),
    "calculations": gettext_noop("Cálculo"),
    "tables": gettext_noop("Tabla"),
    "rules": gettext_noop("Regla"),
    "requirements": gettext_noop("Requisito"),
    "conditions": gettext_noop("Condición"),
    "eligibility": gettext_noop("Para quién es"),
    "procedure": gettext_noop("Datos del procedimiento"),
    "letters": gettext_noop("Cartas"),
    "title": gettext_noop("título"),
    "label": gettext_noop("texto"),
    "hint": gettext_noop("ayuda"),
    "guidance": gettext_noop("guía"),
    "when": gettext_noop("condición"),
    "expr": gettext_noop("expresión"),
    "limits": gettext_noop("límites"),
    "ground": gettext_noop("sustento"),
    "requirement": gettext_noop("requisito"),
    "workflow": gettext_noop("Camino"),
    "states": gettext_noop("Estado"),
    "actions": gettext_noop("Acción"),
}


@dataclass(frozen=True)
class Spot:
    """A place in words, and the thing that can be opened to change it (``kind`` as a shelf is named, and its id)."""

    words: str
    kind: str = ""
    id: str = ""


def spot_of(document: Document, pointer: str) -> Spot:
    """Say where a JSON pointer leads; a pointer that leads nowhere is said as it stands."""
    found: Any = document
    words: list[str] = []
    kind, name = "", ""
    keys = pointer.strip("/").split("/") if pointer.strip("/") else []
    for before, key in zip(["", *keys], keys, strict=False):
        found = _inside(found, key)
        if isinstance(found, dict) and "id" in found and key.isdecimal():
            title = QUOTED.fill(name=named({SPANISH: title_of(found)}))
            words.append(listed([_(NAMES.get(before, before)), title], " "))
            if before in {"pages", "questions", *PARTS, *CASEWORK}:
                kind, name = before, str(found["id"])
        elif key in NAMES and not isinstance(found, list):
            words.append(_(NAMES[key]))
    return Spot(listed(words, " · ") if words else pointer, kind, name)


def title_of(thing: dict[str, Any]) -> str:
    """What people call a page, a question or a part: its Spanish words, shortened, or its id."""
    for key in ("title", "label", "text", "message"):
        said = thing.get(key)
        if isinstance(said, dict) and said.get("es"):
            words = str(said["es"])
            return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
    return str(thing.get("id", ""))


def _inside(found: Any, key: str) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(found, dict):
        return found.get(key)
    if isinstance(found, list) and key.isdecimal() and int(key) < len(found):
        return found[int(key)]
    return None
