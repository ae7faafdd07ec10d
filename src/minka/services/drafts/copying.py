"""A draft begun from what another service published: its words and rules, without what belongs to the other entity."""

from copy import deepcopy
from typing import Any, Final

from minka.services.drafts.shelves import Document

OTHERS: Final = ("code", "decides", "reconsideration", "appeal", "where")  # of the entity that wrote it


def copied(document: Document, *, title: str, office: str, is_same_entity: bool) -> Document:
    """The document under a title and for an office of one's own.

    Args:
        document: what was published.
        title: what the copy is called in Spanish; a title in another language goes, for it names the other one.
        office: the entity's name.
        is_same_entity: whether the copy stays with the entity, whose places and authorities then stay too.
    """
    made: dict[str, Any] = deepcopy(document)
    if made["title"]["es"] != title:
        made["title"] = {"es": title}
    if not is_same_entity:
        made["procedure"] = {key: value for key, value in made["procedure"].items() if key not in OTHERS}
        made["procedure"]["office"] = office
    return made
