"""The page of a correction: its questions one below the other, those of a row together under the row's name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from minka.cases.forms.correcting import CorrectionForm
from minka.cases.models import Case, Observation
from minka.cases.queries.rows import row_title
from minka.cases.views.own import own_around
from minka.engine.forms import Question, QuestionType, Spot, read_at, rows_of
from minka.services.queries.filling import UPLOADS
from minka.services.queries.rows import most_rows
from minka.services.queries.words import name_of, row_words


@dataclass(frozen=True)
class Block:
    """Questions that belong together. Those of a row have its ``title`` and what was filed in it.

    ``mark`` is the value by which a row is taken out, ``add`` the group that gets another row here, ``count`` how many
    it got on this page.
    """

    fields: Sequence[Mapping[str, object]] = ()
    title: str = ""
    words: str = ""
    mark: str = ""
    is_taken_out: bool = False
    add: str = ""
    add_name: str = ""
    count: int = 0
    carried: Sequence[tuple[str, str]] = field(default=())


def correction_page(
    request: HttpRequest, case: Case, observation: Observation, form: CorrectionForm, *, status: int = 200
) -> HttpResponse:
    """Draw the form with the list of what was observed above it."""
    values = {
        **own_around(case, _("Corregir")),
        "observation": observation,
        "form": form,
        "service": case.service,
        "blocks": list(_blocks(form)),
        "more": [name for name in form.spots if name in form.brought] + form.missing,
        "has_files": any(question.type in UPLOADS for question in form.asked),
    }
    return render(request, "cases/correct.html", values, status=status)


def _blocks(form: CorrectionForm) -> Iterator[Block]:
    """In the order of the form: single questions, rows, and after the rows of a whole group the way to another."""
    for question in form.filling.definition.questions():
        mine = [spot for spot in form.spots.values() if question in (spot.question, spot.group)]
        if question.type != QuestionType.GROUP:
            yield from [Block(fields=[_field(form, spot) for spot in mine])] if mine else []
            continue
        rows = groupby(mine, key=lambda spot: spot.row or 0)
        yield from (_row(form, question, row, list(spots)) for row, spots in rows)
        if form.correctable.is_whole(question):
            yield _adding(form, question)


def _row(form: CorrectionForm, group: Question, row: int, spots: list[Spot]) -> Block:
    language, held = form.filling.language, rows_of(form.before, group)
    is_whole, is_held = form.correctable.is_whole(group), row < len(held)
    return Block(
        fields=[_field(form, spot) for spot in spots],
        title=row_title(group, row, language),
        words=row_words(group, held[row], language) if is_held else "",
        mark=f"{group.id}-{row}" if is_whole and is_held else "",
        is_taken_out=(group.id, row) in form.taken_out,
    )


def _adding(form: CorrectionForm, group: Question) -> Block:
    held = len(rows_of(form.before, group))
    shown = max(
        (spot.row + 1 for spot in form.spots.values() if spot.group == group and spot.row is not None), default=0
    )
    count = max(shown - held, 0)
    has_room = held + count < most_rows(group)
    return Block(add=group.id if has_room else "", add_name=name_of(group, form.filling.language), count=count,
                 carried=((f"filas-{group.id}", str(count)),))  # fmt: skip


def _field(form: CorrectionForm, spot: Spot) -> dict[str, object]:
    question = spot.question
    held = form.held.get(spot.name) or read_at(form.before, spot.path) or []
    return {
        "question": spot.asked,
        "bound": form[spot.name],
        "files": held if question.type in UPLOADS else [],
        "more": question.type in UPLOADS and (question.limits.max_files or 1) > 1,
    }
