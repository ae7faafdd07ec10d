"""Options of a question as lines: a renamed, moved or added line keeps the ids that applications already hold."""

from typing import Any

from minka.services.drafts.shelves import free_id

type Option = dict[str, Any]


def to_lines(options: list[Option]) -> str:
    return "\n".join(each["label"]["es"] for each in options)


def from_lines(lines: str, before: list[Option]) -> list[Option]:
    """The options that lines name: the known label keeps its option, a new label in the place of a vanished one too."""
    labels = list(dict.fromkeys(line.strip() for line in lines.splitlines() if line.strip()))
    known = {each["label"]["es"]: each for each in before}
    vanished = {at: each for at, each in enumerate(before) if each["label"]["es"] not in labels}
    taken = {each["id"] for each in before}
    return [known.get(label) or _renamed(vanished.get(at), label, taken) for at, label in enumerate(labels)]


def _renamed(before: Option | None, label: str, taken: set[str]) -> Option:
    if before is not None:
        return before | {"label": before["label"] | {"es": label}}
    name = free_id(label, taken)
    taken.add(name)
    return {"id": name, "label": {"es": label}}
