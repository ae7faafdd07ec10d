"""Where single answers stand, those in the rows of groups too: found, read and put in place without touching others.

A spot is named as faults name it: ``street`` is a question, ``children`` a whole group, ``children/1/born`` a question
of its second row. ``born`` alone, a question of a group, is that question in every row.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from minka.engine.forms.definition import Definition, Question, QuestionType


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for one answer. ``row`` counts from 0 and is None outside groups and for a whole group."""

    question: Question
    group: Question | None = None
    row: int | None = None

    @property
    def path(self) -> str:
        return self.question.id if self.group is None else f"{self.group.id}/{self.row}/{self.question.id}"

    @property
    def name(self) -> str:
        """The path as the name of a field: two spots never share one, for ids hold no hyphen."""
        return self.path.replace("/", "-")

    @property
    def asked(self) -> Question:
        """The question as it is asked here, under the name of the spot."""
        return replace(self.question, id=self.name)


def spots_of(definition: Definition, paths: Iterable[str], answers: Mapping[str, object]) -> list[Spot]:
    """The spots that paths lead to, in the order of the form; what is not there, or no longer, leads to none.

    A whole group takes the place of all that lies in it.
    """
    wanted = set(paths)
    return [
        spot for question in definition.questions() for spot in _spots_in(question, wanted, rows_of(answers, question))
    ]


def _spots_in(question: Question, wanted: set[str], rows: Sequence[Mapping[str, object]]) -> Iterator[Spot]:
    if question.id in wanted:
        yield Spot(question)
        return
    for row in range(len(rows)):
        for child in question.questions:
            spot = Spot(child, question, row)
            if child.id in wanted or spot.path in wanted:
                yield spot


def rows_of(answers: Mapping[str, object], group: Question) -> list[Mapping[str, object]]:
    """The rows of a group as they are kept; none for whatever else stands there."""
    kept = answers.get(group.id) if group.type == QuestionType.GROUP else None
    return [row for row in kept if isinstance(row, Mapping)] if isinstance(kept, list) else []


def read_at(answers: Mapping[str, object], path: str) -> object:
    """What is kept at a path; None where nothing is.

    >>> read_at({"children": [{"born": "2019-01-02"}]}, "children/0/born")
    '2019-01-02'
    """
    found: object = answers
    for part in path.split("/"):
        if isinstance(found, Mapping):
            found = found.get(part)
        elif isinstance(found, list) and part.isdecimal() and int(part) < len(found):
            found = found[int(part)]
        else:
            return None
    return found


def put_at(answers: Mapping[str, object], changes: Mapping[str, object]) -> dict[str, object]:
    """The answers with each change in its place, everything else as it was.

    A whole group is put before what lies in its rows.

    >>> put_at({"children": [{"name": "Luz", "born": "2019"}]}, {"children/0/born": "2018-01-02"})
    {'children': [{'name': 'Luz', 'born': '2018-01-02'}]}

    Raises:
        KeyError: a path leads to a row that is not there.
    """
    found = dict(answers)
    for path in sorted(changes):
        group, _, inside = path.partition("/")
        if not inside:
            found[group] = changes[path]
            continue
        at, _, child = inside.partition("/")
        rows = found.get(group)
        if not isinstance(rows, list) or not at.isdecimal() or int(at) >= len(rows):
            raise KeyError(path)
        row = rows[int(at)]
        found[group] = [*rows[: int(at)], {**row, child: changes[path]}, *rows[int(at) + 1 :]]
    return found
