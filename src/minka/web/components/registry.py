"""The register of components: a template tag, what it is for, and the examples that make the pattern page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django import template

register: Final = template.Library()


@dataclass(frozen=True, kw_only=True)
class Component:
    """A tag of the look. `examples` are template sources: shown as code and drawn, each in a state of its own."""

    name: str
    title: str
    purpose: str
    examples: tuple[str, ...]


COMPONENTS: Final[dict[str, Component]] = {}


def component[**P, R](
    *, title: str, examples: Sequence[str], block: bool = False, takes_context: bool = False
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a function as a template tag and on the pattern page. The docstring says what it is for."""

    def keep(function: Callable[P, R]) -> Callable[P, R]:
        name = function.__name__
        if name in COMPONENTS:
            raise ValueError(f"Two components are called {name}.")
        purpose = (function.__doc__ or "").strip()
        COMPONENTS[name] = Component(name=name, title=title, purpose=purpose, examples=tuple(examples))
        tag = register.simple_block_tag if block else register.simple_tag
        tag(function, takes_context=takes_context or None)
        return function

    return keep
