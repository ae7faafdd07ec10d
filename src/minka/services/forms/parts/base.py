"""What the form of every part has: what the part was, and what it shall be."""

from typing import Any

from minka.services.drafts.shelves import Document, Thing, free_id, ids_of
from minka.services.forms.condition import ConditionForm, SubjectForm


class PartForm(SubjectForm):
    """A part of a draft. ``thing`` is what it was, nothing for a new one."""

    def __init__(self, *args: Any, document: Document, thing: Thing | None = None, **kwargs: Any) -> None:  # noqa: ANN401
        self.before = thing or {}
        super().__init__(*args, document=document, initial=self.starting(), **kwargs)

    def starting(self) -> dict[str, Any]:
        """What its fields hold at first."""
        raise NotImplementedError

    def thing(self) -> Thing:
        """The part as it shall be."""
        raise NotImplementedError

    def named(self, words: str) -> str:
        """The id it has, or a free one made of words."""
        return str(self.before.get("id") or free_id(words, set(ids_of(self.document))))

    def asked_choices(self, nothing: str) -> list[tuple[str, str]]:
        """The questions of the draft to choose from."""
        questions = [each for each in self.subjects if each.key.startswith("answer:")]
        return [("", nothing), *((each.key.partition(":")[2], each.label[:60]) for each in questions)]


class StatedPart(PartForm, ConditionForm):
    """A part that is a sentence with a condition."""

    def __init__(self, *args: Any, document: Document, thing: Thing | None = None, **kwargs: Any) -> None:  # noqa: ANN401
        expr = (thing or {}).get(self.condition_name)
        super().__init__(*args, document=document, thing=thing, expr=expr, **kwargs)


def without_nothing(thing: Thing) -> Thing:
    return {key: value for key, value in thing.items() if value not in (None, "")}
