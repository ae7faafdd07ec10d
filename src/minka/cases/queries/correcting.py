"""What of a case may be answered again, rows of groups among it, and the case as a thing to fill in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from minka.cases.models import Case, Observation
from minka.engine.forms import Journey, Question, QuestionType, Spot, rows_of, spots_of
from minka.services.queries.filling import Filling, filling_of
from minka.services.queries.rows import asked_in_row, most_rows


@dataclass(frozen=True)
class Correctable:
    """The single answers that may be given again, and the groups whose rows may come and go as well."""

    spots: tuple[Spot, ...]
    groups: tuple[Question, ...] = ()

    def is_whole(self, group: Question | None) -> bool:
        return group in self.groups


@dataclass(frozen=True)
class More:
    """What a form asks for beyond what was observed: spots by name that changed answers brought, rows by group."""

    also: Sequence[str] = ()
    rows: Mapping[str, int] | None = None


NOTHING_MORE = More()


def correcting(case: Case) -> Filling:
    """The filed application with the case's answers in it, so that its questions can be drawn and judged again."""
    application = case.application
    application.service, application.version, application.answers = case.service, case.version, case.answers
    application.service.site = case.site
    return filling_of(application)


def correctable(filling: Filling, observation: Observation, more: More = NOTHING_MORE) -> Correctable:
    """What was observed and is shown, then what was not asked for when it was filed and is asked for now.

    An answer that was filed and not observed is never among it, whatever a form names.
    """
    observed = [name for item in observation.items for name in item["questions"]]
    named = {spot.path: spot for spot in spots_of(filling.definition, observed, filling.application.answers)}
    also = set(more.also)
    spots: list[Spot] = []
    groups: list[Question] = []
    for question in filling.definition.questions():
        is_new = question.id in also and not filling.journey.shows(question.id)
        is_named = question.id in named and filling.journey.shows(question.id)
        if question.type != QuestionType.GROUP:
            spots += [Spot(question)] if is_new or is_named else []
            continue
        if is_new or is_named:
            groups.append(question)
        spots += _in_rows(filling, question, named, more, is_whole=is_new or is_named)
    return Correctable(tuple(spots), tuple(groups))


def _in_rows(
    filling: Filling, group: Question, named: Mapping[str, Spot], more: More, *, is_whole: bool
) -> Iterator[Spot]:
    """The spots in the rows that are held, then those of the rows that a whole group gets."""
    rows = rows_of(filling.application.answers, group)
    for row in range(len(rows)):
        for child in group.questions:
            spot = Spot(child, group, row)
            is_shown = shows(filling.journey, spot)
            if (is_shown and (is_whole or spot.path in named)) or (not is_shown and spot.name in more.also):
                yield spot
    if not is_whole:
        return
    first = asked_in_row(filling, group, {})
    for row in range(len(rows), len(rows) + added_to(group, len(rows), more)):
        for child in group.questions:
            spot = Spot(child, group, row)
            if child in first or spot.name in more.also:
                yield spot


def added_to(group: Question, held: int, more: More) -> int:
    """How many rows the form shows beyond those that are held; as many as there is room for at most."""
    wanted = (more.rows or {}).get(group.id, 0)
    return max(min(wanted, most_rows(group) - held), 0)


def shows(now: Journey, spot: Spot) -> bool:
    """Whether what stands at a spot is asked for; in a row its own other answers have a say."""
    if spot.group is None or spot.row is None:
        return now.shows(spot.question.id)
    rows = rows_of(now.answered, spot.group)
    return spot.row < len(rows) and spot.question.id in rows[spot.row]
