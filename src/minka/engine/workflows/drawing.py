"""A workflow as a picture for a phone, and the same as a table for who does not see it.

The picture has classes and no style; without a style sheet its lines and words take the colour of the text around it. A
broken border says that the clock is stopped, a thick one that it is an end, as the words inside do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from minka.engine.workflows.plan import BOX_WIDTH, GAP, LINE, Box, Plan, Rail, plan
from minka.engine.workflows.table import Workflow, say
from minka.engine.workflows.words import description, role_in_words, standing_in_words

ARROW, DOT, CORNER = 5, 2, 4
TO_TEXT = 12  # from the top of a line of text to its foot
ARRIVES = -1
BESIDE = 3
SIZES = {"label": 13, "clock": 11, "number": 10}
BORDERS = {"runs": "", "stopped": ' stroke-dasharray="5 3"', "ended": "", "final": ' stroke-width="2.5"'}


@dataclass(frozen=True, slots=True)
class Row:
    """One action as a line of the table; ``number`` is what the picture shows."""

    number: int
    action: str
    sources: tuple[str, ...]
    target: str
    roles: tuple[str, ...]


def table_rows(workflow: Workflow, language: str = "es") -> tuple[Row, ...]:
    """The picture as a table: every action with its number, in words.

    >>> from minka.engine.workflows.defaults import default_workflow
    >>> table_rows(default_workflow("automatic"))[1]
    Row(number=2, action='Observar, una sola vez', sources=('Recibida',), target='Observada: falta corregir', \
roles=('Personal', 'Coordinación'))
    """
    labels = {state.id: say(state.label, language) for state in workflow.states}
    return tuple(
        Row(
            number,
            say(action.label, language),
            tuple(labels[source] for source in action.sources),
            labels[action.target],
            tuple(role_in_words(role, language) for role in action.roles),
        )
        for number, action in enumerate(workflow.actions, 1)
    )


def to_svg(workflow: Workflow, title: str, language: str = "es", name: str = "workflow") -> str:
    """The workflow as an SVG element to put into a page beside ``table_rows``.

    Args:
        workflow: one that was read; it need not be lawful.
        title: what the picture is of, any text.
        language: of the labels.
        name: begins the ids of the title and the description, so that two pictures can be on one page.

    It is as wide as its workflow needs, some 280 to 340 units; where that is too wide the page scrolls it in a box.
    """
    lies = plan(workflow, language)
    prefix = _text(name)
    labelled = f'aria-labelledby="{prefix}-title {prefix}-description"'
    size = f'viewBox="0 0 {lies.width} {lies.height}" width="{lies.width}" height="{lies.height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="workflow" role="img" {labelled} {size}>',
        f'<title id="{prefix}-title">{_text(title)}</title>',
        f'<desc id="{prefix}-description">{_text(description(workflow, language))}</desc>',
        *(_rail(lies, rail) for rail in lies.rails),
        *_steps_down(lies),
        *(_box(lies, box, language) for box in lies.boxes),
        *_numbers(lies),
        "</svg>",
    ]
    return "\n".join(parts)


def _text(text: str) -> str:
    return escape("".join(filter(str.isprintable, text)))


def _rail(lies: Plan, rail: Rail) -> str:
    """Stubs from its boxes to the rail, the rail, and the arrow into the box it leads to."""
    across, edge = lies.across(rail), lies.edge(rail.side)
    arrives = lies.ports[rail.side, rail.target, ARRIVES]
    leaves = [lies.ports[rail.side, source, rail.target] for source in rail.sources]
    top, foot = min(*leaves, arrives), max(*leaves, arrives)
    stubs = "".join(f"M{edge} {height}H{across}" for height in leaves)
    back = edge + (ARROW if rail.side == "right" else -ARROW)
    head = f"M{across} {arrives}H{edge}M{back} {arrives - ARROW}L{edge} {arrives}L{back} {arrives + ARROW}"
    joins = "".join(
        f'<circle class="workflow__join" cx="{across}" cy="{height}" r="{DOT}" fill="currentColor"/>'
        for height in leaves
        if top < height < foot
    )
    return _path(f"{stubs}M{across} {top}V{foot}{head}") + joins


def _path(way: str) -> str:
    return f'<path class="workflow__way" fill="none" stroke="currentColor" d="{way}"/>'


def _steps_down(lies: Plan) -> Iterator[str]:
    middle = lies.left + BOX_WIDTH // 2
    for place, box in enumerate(lies.boxes[:-1]):
        if (place, place + 1) in lies.numbers:
            top = box.top + box.height
            foot = top + GAP
            head = f"M{middle - ARROW} {foot - ARROW}L{middle} {foot}L{middle + ARROW} {foot - ARROW}"
            yield _path(f"M{middle} {top}V{foot}{head}")


def _box(lies: Plan, box: Box, language: str) -> str:
    state = box.state
    middle = lies.left + BOX_WIDTH // 2
    lines = [*box.lines, standing_in_words(state, language)]
    first = box.top + (box.height - LINE * len(lines)) // 2 + TO_TEXT
    kinds = ["label"] * len(box.lines) + ["clock"]
    words = [
        _words(kind, (middle, first + LINE * number), "middle", line)
        for number, (kind, line) in enumerate(zip(kinds, lines, strict=True))
    ]
    border = BORDERS["final" if state.is_final else state.clock]
    frame = (
        f'<rect class="workflow__box" x="{lies.left}" y="{box.top}" width="{BOX_WIDTH}" height="{box.height}" '
        f'rx="{CORNER}" fill="none" stroke="currentColor"{border}/>'
    )
    name = f"workflow__state--{state.kind.replace('_', '-')}"
    return f'<g class="workflow__state {name}">{frame}{"".join(words)}</g>'


def _numbers(lies: Plan) -> Iterator[str]:
    for (source, target), numbers in lies.numbers.items():
        text = ", ".join(map(str, numbers))
        if target == source + 1:
            box = lies.boxes[source]
            place = (lies.left + BOX_WIDTH // 2 + 2 * ARROW, box.top + box.height + GAP // 2 + BESIDE)
            yield _words("number", place, "start", text)
        elif target > source:
            place = (lies.edge("right") + BESIDE, lies.ports["right", source, target] - BESIDE)
            yield _words("number", place, "start", text)
        else:
            place = (lies.edge("left") - BESIDE, lies.ports["left", source, target] - BESIDE)
            yield _words("number", place, "end", text)


def _words(kind: str, place: tuple[int, int], anchor: str, text: str) -> str:
    """Text in a size of its own: that of the page around it would not fit the boxes."""
    marks = f'x="{place[0]}" y="{place[1]}" text-anchor="{anchor}" font-size="{SIZES[kind]}" fill="currentColor"'
    return f'<text class="workflow__{kind}" {marks}>{_text(text)}</text>'
