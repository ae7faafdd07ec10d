"""The shape of a process template, and a check that says where a file departs from it.

A template is what a facilitator starts from: everything in it is copied into the process and may be changed there.
Texts for people are ``{"es": …, "en": …}``; Spanish and English are both owed.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NotRequired, TypedDict

from django.utils.translation import gettext as _

type Path = tuple[str | int, ...]
type Check = Callable[[Any, Path], Iterator["Fault"]]

LANGUAGES = ("es", "en")
PROMISE_PARTS = ("decides", "by_whom", "until", "then")
MEMORY_PARTS = ("tried", "decided", "learned")


class ActivityPlan(TypedDict):
    key: str
    kind: str
    title: dict[str, str]
    prompt: dict[str, str]
    settings: dict[str, Any]


class PhasePlan(TypedDict):
    """``official_step`` names the step of the official guide that the phase follows; empty when there is none."""

    key: str
    name: dict[str, str]
    purpose: dict[str, str]
    official_step: str
    days: int
    steps: list[dict[str, str]]
    exit_criteria: list[dict[str, str]]
    activities: list[ActivityPlan]


class TemplatePlan(TypedDict):
    key: str
    version: int
    kind: str
    position: int
    name: dict[str, str]
    summary: dict[str, str]
    question_prompt: dict[str, str]
    promise_prompts: dict[str, dict[str, str]]
    phases: list[PhasePlan]
    memory_prompts: dict[str, dict[str, str]]
    source: str
    valid_from: str
    valid_to: NotRequired[str | None]


@dataclass(frozen=True)
class Fault:
    path: Path
    text: str

    def __str__(self) -> str:
        where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.path).lstrip(".")
        return f"{where}: {self.text}" if where else self.text


def faults_of(value: object) -> list[Fault]:
    """Everything in which a value is not a template, each with its path; nothing when it is one."""
    return list(template(value, ()))


def text(longest: int, *, empty: bool = False) -> Check:
    def check(value: Any, path: Path) -> Iterator[Fault]:  # noqa: ANN401 - it may be anything
        if not isinstance(value, str):
            yield Fault(path, _("debe ser un texto"))
        elif not empty and not value.strip():
            yield Fault(path, _("está vacío"))
        elif len(value) > longest:
            yield Fault(path, _("tiene %(found)d letras y caben %(most)d") % {"found": len(value), "most": longest})

    return check


def matching(pattern: str, what: str) -> Check:
    def check(value: Any, path: Path) -> Iterator[Fault]:  # noqa: ANN401 - it may be anything
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            yield Fault(path, what)

    return check


def whole(least: int, most: int) -> Check:
    def check(value: Any, path: Path) -> Iterator[Fault]:  # noqa: ANN401 - it may be anything
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            yield Fault(path, _("debe ser un número entero de %(least)d a %(most)d") % {"least": least, "most": most})

    return check


def day(value: Any, path: Path) -> Iterator[Fault]:  # noqa: ANN401 - it may be anything
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        yield Fault(path, _("debe ser una fecha como 2026-11-23"))


def record(fields: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    known = fields | (optional or {})

    def check(value: Any, path: Path) -> Iterator[Fault]:  # noqa: ANN401 - it may be anything
        if not isinstance(value, dict):
            yield Fault(path, _("debe ser un objeto entre llaves"))
            return
        yield from (Fault((*path, name), _("falta")) for name in fields if name not in value)
        for name, part in value.items():
            if name in known:
                yield from known[name](part, (*path, name))
            else:
                yield Fault((*path, name), _("no se conoce este campo"))

    return check


def many(item: Check, least: int, most: int, *, unique: str = "") -> Check:
    def check(value: Any, path: Path) -> Iterator[Fault]:  # noqa: ANN401 - it may be anything
        if not isinstance(value, list) or not least <= len(value) <= most:
            yield Fault(path, _("debe ser una lista de %(least)d a %(most)d") % {"least": least, "most": most})
            return
        seen = set()
        for number, part in enumerate(value):
            yield from item(part, (*path, number))
            name = part.get(unique) if unique and isinstance(part, dict) else None
            if isinstance(name, str) and name in seen:
                yield Fault((*path, number, unique), _("«%s» está repetido") % name)
            seen.add(name if isinstance(name, str) else None)

    return check


def anything(value: Any, path: Path) -> Iterator[Fault]:  # noqa: ANN401 - it may be anything
    if not isinstance(value, dict):
        yield Fault(path, _("debe ser un objeto entre llaves"))


def in_languages(longest: int) -> Check:
    return record({language: text(longest) for language in LANGUAGES}, {"qvc": text(longest)})


key = matching(r"[a-z][a-z0-9-]{1,38}", _("debe ser una clave en minúsculas, con guiones"))

activity = record(
    {
        "key": key,
        "kind": key,
        "title": in_languages(140),
        "prompt": in_languages(300),
        "settings": anything,
    }
)
phase = record(
    {
        "key": key,
        "name": in_languages(120),
        "purpose": in_languages(400),
        "official_step": text(200, empty=True),
        "days": whole(1, 366),
        "steps": many(in_languages(300), 1, 12),
        "exit_criteria": many(in_languages(300), 1, 8),
        "activities": many(activity, 0, 6, unique="key"),
    }
)
template = record(
    {
        "key": key,
        "version": whole(1, 999),
        "kind": matching(r"open|citizen|social", _("debe ser open, citizen o social")),
        "position": whole(1, 999),
        "name": in_languages(120),
        "summary": in_languages(400),
        "question_prompt": in_languages(200),
        "promise_prompts": record({part: in_languages(300) for part in PROMISE_PARTS}),
        "phases": many(phase, 1, 12, unique="key"),
        "memory_prompts": record({part: in_languages(300) for part in MEMORY_PARTS}),
        "source": text(2000),
        "valid_from": day,
    },
    {"valid_to": day},
)
