"""All ways through a service as a graph: what a picture needs, and the same in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from minka.engine.forms.answers.context import NOWHERE, Context
from minka.engine.forms.definition import SPANISH, Definition, Page, say
from minka.engine.forms.explaining import words_of
from minka.engine.forms.exploring import Explorer, Result
from minka.engine.forms.expressions.telling import tell_condition
from minka.engine.saying import listed, phrase

START, END = "#start", "#end"
OTHERWISE = phrase("en los demás casos")
IF = phrase("si {what}")
WAY, WAY_IF = phrase("«{title}»"), phrase("«{title}» {condition}")


@dataclass(frozen=True, slots=True)
class Node:
    """A page, or the start or the end. ``layer`` counts from 0 at the start, ``place`` within the layer."""

    id: str
    kind: str  # start, screening, page, exit, end
    title: str
    layer: int
    place: int


@dataclass(frozen=True, slots=True)
class Edge:
    """From one page to the next. ``condition`` is empty when it is always so; ``certain``: somebody goes this way."""

    source: str
    target: str
    condition: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Paths:
    """The graph of a service: nodes in the order of the document, edges by source and target."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def to_json(self) -> dict[str, object]:
        """Give the plain value that a picture is drawn from."""
        return {
            "nodes": [
                {"id": each.id, "kind": each.kind, "title": each.title, "layer": each.layer, "place": each.place}
                for each in self.nodes
            ],
            "edges": [
                {"from": each.source, "to": each.target, "condition": each.condition, "certain": each.certain}
                for each in self.edges
            ],
        }

    @property
    def sentences(self) -> tuple[str, ...]:
        """The picture in words, one sentence for each page, for whoever does not see it."""
        titles = {node.id: node.title for node in self.nodes}
        return tuple(self._sentence(node, titles) for node in self.nodes if node.kind not in {"exit", "end"})

    def _sentence(self, node: Node, titles: dict[str, str]) -> str:
        ways = [each for each in self.edges if each.source == node.id]
        told = [
            (WAY_IF if each.condition else WAY).fill(title=titles[each.target], condition=each.condition)
            for each in sorted(ways, key=lambda each: each.condition == OTHERWISE)
        ]
        after = phrase("Después de «{title}»: {ways}.")
        return after.fill(title=node.title, ways=listed(told, "; ") if told else phrase("nada"))


def paths(definition: Definition, context: Context = NOWHERE, *, language: str = SPANISH) -> Paths:
    """Find the ways through a definition.

    An edge leads to a page that can follow; ways that no answers allow are left out where that could be decided, within
    a bound. Edges whose way was not found are kept and are not ``certain``.

    Args:
        definition: the service.
        context: the day, for conditions on ages.
        language: of titles and labels.
    """
    edges = tuple(_Ways(definition, context, language).edges())
    return Paths(_nodes(definition, edges, language), edges)


class _Ways:
    def __init__(self, definition: Definition, context: Context, language: str) -> None:
        self.definition, self.explorer = definition, Explorer(definition, context)
        self.words = words_of(definition, language)

    def edges(self) -> Iterator[Edge]:
        pages = self.definition.pages
        yield from self._from(None, pages)
        for at, page in enumerate(pages):
            if not page.exit:
                yield from self._from(page, pages[at + 1 :])

    def _from(self, source: Page | None, later: tuple[Page, ...]) -> Iterator[Edge]:
        """Every page that can come next: up to the first that always comes, or the end."""
        passed: list[Page] = []
        found: list[tuple[str, str, bool]] = []
        for target in later:
            self._add(found, source, passed, target)
            if target.when is None:
                break
            passed.append(target)
        else:
            self._add(found, source, passed, None)
        for name, condition, certain in found:
            told = condition or (OTHERWISE if len(found) > 1 else "")
            yield Edge(source.id if source else START, name, told if len(found) > 1 or condition else "", certain)

    def _add(
        self, found: list[tuple[str, str, bool]], source: Page | None, passed: list[Page], target: Page | None
    ) -> None:
        shown = [each.id for each in (source, target) if each is not None]
        result = self._possible(shown, [each.id for each in passed])
        if result is not None:
            when = None if target is None else target.when
            condition = "" if when is None else IF.fill(what=tell_condition(when, self.words))
            found.append((END if target is None else target.id, condition, result))

    def _possible(self, shown: list[str], hidden: list[str]) -> bool | None:
        """True when somebody can go this way, None when surely nobody can, False when that was not found."""
        found = self.explorer.explore(shown=shown, hidden=hidden)
        return True if found.can_be(Result.TRUE) else None if found.never(Result.TRUE) else False


def _nodes(definition: Definition, edges: tuple[Edge, ...], language: str) -> tuple[Node, ...]:
    """Layers by the longest way from the start, so that every edge leads on."""
    layers = {START: 0}
    for edge in edges:  # the pages stand in order, and so do the edges by their source
        layers[edge.target] = max(layers.get(edge.target, 0), layers.get(edge.source, 0) + 1)
    layers[END] = max(layers.values()) if END not in layers else max(layers[END], *layers.values())
    places: dict[int, int] = {}
    nodes = []
    for name, kind, title in _named(definition, language):
        layer = layers.get(name, 0)
        nodes.append(Node(name, kind, title, layer, places.get(layer, 0)))
        places[layer] = places.get(layer, 0) + 1
    return tuple(nodes)


def _named(definition: Definition, language: str) -> Iterator[tuple[str, str, str]]:
    yield START, "start", phrase("Inicio")
    for page in definition.pages:
        kind = "exit" if page.exit else "screening" if page.screening else "page"
        yield page.id, kind, say(page.title, language)
    yield END, "end", phrase("Revisar y enviar")
