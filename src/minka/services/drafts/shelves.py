"""The lists of a draft and the things on them: pages, questions, rules, requirements. One way to change them all."""

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from django.utils.text import slugify

from minka.services.drafts.casework import CASEWORK, own_casework

type Document = dict[str, Any]  # JSON, as the reader of definitions takes it
type Thing = dict[str, Any]
type Change = Callable[[Document], Document]

LONGEST_ID: Final = 40
PARTS: Final = ("calculations", "tables", "rules", "requirements", "conditions")


class ThingGone(LookupError):  # noqa: N818 - a state: a colleague took it away
    """What was to be changed is not in the draft any more."""


@dataclass(frozen=True)
class Shelf:
    """Where things stand: ``pages``, the ``questions`` of a page or of a group (``holder``), one of ``PARTS``, or the
    ``states`` and ``actions`` of the workflow."""

    name: str
    holder: str = ""

    def of(self, document: Document) -> list[Thing]:
        """The list itself, made when the document has none yet.

        Raises:
            ThingGone: the page or group is not there.
        """
        if self.name == "questions":
            holder = find_question(document, self.holder) or find(document.get("pages", []), self.holder)
            return _list(_there(holder), "questions")
        if self.name in CASEWORK:
            return _list(own_casework(document), self.name)
        if self.name == "conditions":
            return _list(document.setdefault("eligibility", {}), "conditions")
        return _list(document, self.name)


def find(things: list[Thing], name: str) -> Thing | None:
    return next((each for each in things if each["id"] == name), None)


def find_question(document: Document, name: str) -> Thing | None:
    """A question by its id, also one inside a group."""
    return next((each for _page, each in questions_of(document) if each["id"] == name), None)


def page_of(document: Document, question: str) -> Thing:
    """The page on which a question stands.

    Raises:
        ThingGone: there is no such question.
    """
    return _there(next((page for page, each in questions_of(document) if each["id"] == question), None))


def shelf_of(document: Document, question: str) -> Shelf:
    """The list that a question stands on: of its page, or of its group."""
    for page, each in questions_of(document):
        if find(each.get("questions", []), question):
            return Shelf("questions", each["id"])
        if each["id"] == question and find(page.get("questions", []), question):
            return Shelf("questions", page["id"])
    raise ThingGone(question)


def questions_of(document: Document) -> Iterator[tuple[Thing, Thing]]:
    """Each question with its page, those inside groups after their group."""
    for page in document.get("pages", []):
        for question in page.get("questions", []):
            yield page, question
            for child in question.get("questions", []):
                yield page, child


def put(shelf: Shelf, thing: Thing) -> Change:
    """Put a thing in the place of the one with its id, or at the end."""

    def change(document: Document) -> Document:
        things = shelf.of(document)
        place = _place(things, thing["id"], otherwise=len(things))
        things[place : place + 1] = [deepcopy(thing)]
        return document

    return on_a_copy(change)


def put_page(page: Thing) -> Change:
    """Put a new page where it belongs: one from before the start behind those, an exit behind what leads to it."""

    def change(document: Document) -> Document:
        pages = document["pages"]
        place = len(pages)
        if page.get("screening"):
            place = next((at for at, each in enumerate(pages) if not each.get("screening") and not each.get("exit")), 0)
        elif page.get("exit"):
            asked = set(_mentioned(page.get("when")))
            behind = [at for at, each in enumerate(pages) if asked & {one["id"] for one in each.get("questions", [])}]
            place = max(behind, default=place - 1) + 1
        pages.insert(place, deepcopy(page))
        return document

    return on_a_copy(change)


def replace(shelf: Shelf, thing: Thing) -> Change:
    """Put a thing in the place of the one with its id; raises ThingGone when a colleague took that away."""

    def change(document: Document) -> Document:
        things = shelf.of(document)
        things[_place(things, thing["id"])] = deepcopy(thing)
        return document

    return on_a_copy(change)


def move(shelf: Shelf, name: str, by: int) -> Change:
    """Move a thing up or down its list; at an end it stays."""

    def change(document: Document) -> Document:
        things = shelf.of(document)
        place = _place(things, name)
        things.insert(max(0, min(len(things) - 1, place + by)), things.pop(place))
        return document

    return on_a_copy(change)


def move_to(here: Shelf, there: Shelf, name: str) -> Change:
    """Take a thing off one list and put it at the end of another."""

    def change(document: Document) -> Document:
        things = here.of(document)
        thing = things.pop(_place(things, name))
        there.of(document).append(thing)
        return document

    return on_a_copy(change)


def drop(shelf: Shelf, name: str) -> Change:
    """Take a thing away."""

    def change(document: Document) -> Document:
        things = shelf.of(document)
        things.pop(_place(things, name))
        return document

    return on_a_copy(change)


def duplicate(shelf: Shelf, name: str) -> Change:
    """Put a copy behind a thing, with ids of its own all the way down; what it refers to stays as it is."""

    def change(document: Document) -> Document:
        things = shelf.of(document)
        place = _place(things, name)
        taken = {*ids_of(document), *(each["id"] for each in things)}
        things.insert(place + 1, _renamed(deepcopy(things[place]), taken))
        return document

    return on_a_copy(change)


def ids_of(document: Document) -> Iterator[str]:
    """Every id that the document has taken."""
    for page in document.get("pages", []):
        yield page["id"]
    for _page, question in questions_of(document):
        yield question["id"]
    for name in PARTS:
        holder: Mapping[str, Any] = document.get("eligibility", {}) if name == "conditions" else document
        for each in holder.get(name, []):
            yield each["id"]
            yield from (output["id"] for output in each.get("outputs", []))


def free_id(words: str, taken: set[str]) -> str:
    """An id made of words: letters, digits, no accents, nobody else's."""
    stem = re.sub(r"[^a-z0-9]+", "_", slugify(words)).strip("_")[: LONGEST_ID - 4].strip("_")
    stem = stem if re.match(r"[a-z]", stem) else f"p_{stem}".strip("_")
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}_{number}"
    return name


def on_a_copy(change: Change) -> Change:
    """The change, made so that the document it is given stays as it was."""
    return lambda document: change(deepcopy(document))


def _mentioned(expr: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON of an expression
    """The questions that an expression speaks of."""
    if isinstance(expr, dict):
        if isinstance(expr.get("answer"), str):
            yield expr["answer"]
        for each in expr.values():
            yield from _mentioned(each)
    elif isinstance(expr, list):
        for each in expr:
            yield from _mentioned(each)


def _list(holder: Thing, key: str) -> list[Thing]:
    things: list[Thing] = holder.setdefault(key, [])
    return things


def _there(thing: Thing | None) -> Thing:
    if thing is None:
        raise ThingGone
    return thing


def _place(things: list[Thing], name: str, *, otherwise: int | None = None) -> int:
    for place, each in enumerate(things):
        if each["id"] == name:
            return place
    if otherwise is None:
        raise ThingGone(name)
    return otherwise


def _renamed(thing: Thing, taken: set[str]) -> Thing:
    thing["id"] = free_id(thing["id"], taken)
    taken.add(thing["id"])
    for child in thing.get("questions", []):
        _renamed(child, taken)
    return thing
