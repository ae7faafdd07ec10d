"""Options of a question: rows that keep the ids which applications already hold, and where an option is used."""

from collections.abc import Iterable
from typing import Any

from minka.engine.forms import DefinitionInvalid, read_definition
from minka.services.drafts.places import spot_of
from minka.services.drafts.shelves import Document, find_question, free_id, on_a_copy

type Option = dict[str, Any]


def made_of(rows: Iterable[tuple[str, dict[str, str]]], before: list[Option]) -> list[Option]:
    """The options that rows say: each the id it had (or none) and its words by language."""
    held = {each["id"]: each for each in before}
    taken = set(held)
    made = []
    for known, words in rows:
        name = known if known in held else free_id(words["es"], taken)
        taken.add(name)
        label = held.get(known, {}).get("label", {}) | words
        made.append({"id": name, "label": {language: said for language, said in label.items() if said}})
    return made


def uses_of(document: Document, question: str, option: str) -> list[str]:
    """The places, in words, that could not be read without an option: conditions and tables that compare with it."""

    def change(copied: Document) -> Document:
        asked = find_question(copied, question) or {}
        asked["options"] = [each for each in asked.get("options", []) if each["id"] != option]
        return copied

    without = on_a_copy(change)(document)
    try:
        read_definition(without)
    except DefinitionInvalid as invalid:
        found = [spot_of(document, each.path).words for each in invalid.faults if each.code == "option"]
        return list(dict.fromkeys(found))
    return []
