"""The rows of a repeatable group: one page for each, reached from the page of the group."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from minka.engine.forms import Page, Question, QuestionType
from minka.people.pace import TooFast
from minka.services.actions.filling import ChangedElsewhere, keep_answers
from minka.services.actions.steps import Kind, Note
from minka.services.forms.answers import FOLLOWED, RowForm
from minka.services.queries.checking import check_of_row
from minka.services.queries.filling import UPLOADS, Filling
from minka.services.queries.rows import Row, asked_in_row, most_rows, rows_in
from minka.services.queries.words import name_of, row_words
from minka.services.views.here import (
    CONFLICT,
    UNPROCESSABLE,
    filling_page,
    is_outdated,
    keep_pace,
    place_values,
    seen_in,
    seen_now,
)
from minka.services.views.receiving import receive_files
from minka.services.views.waiting import gone, is_from_outbox, kept, refused
from minka.web.errors import too_many
from minka.web.numbers import number_in


@filling_page
def new(request: HttpRequest, filling: Filling, page: str, group: str) -> HttpResponse:
    """Add a row at the end."""
    if is_from_outbox(request) and not _is_here(filling, page, group):
        return gone(request, filling.next_address())
    here, question = _group_in(filling, page, group)
    if len(rows_in(filling, question)) >= most_rows(question):
        return gone(request, filling.address("page", page))
    return _row(request, filling, here, question, number=None)


@filling_page
def row(request: HttpRequest, filling: Filling, page: str, group: str, number: int) -> HttpResponse:
    """Change a row."""
    here, question = _group_in(filling, page, group)
    if not 1 <= number <= len(rows_in(filling, question)):
        return redirect(filling.address("page", page))
    return _row(request, filling, here, question, number=number)


@filling_page
def remove(request: HttpRequest, filling: Filling, page: str, group: str, number: int) -> HttpResponse:
    """Take a row out, after a page that shows it."""
    here, question = _group_in(filling, page, group)
    rows = rows_in(filling, question)
    if not 1 <= number <= len(rows):
        return redirect(filling.address("page", page))
    if request.method == "POST":
        if is_outdated(request, filling, here):
            return redirect(filling.address("page", page))
        return _keep(request, filling, here, question, [*rows[: number - 1], *rows[number:]])
    words = row_words(question, rows[number - 1], filling.language)
    values = place_values(filling) | {"row_words": words, "seen": seen_now(filling, here)}
    return render(request, "services/row_remove.html", values | {"back_url": filling.address("page", page)})


def _row(request: HttpRequest, filling: Filling, page: Page, group: Question, *, number: int | None) -> HttpResponse:
    rows = rows_in(filling, group)
    before: Row = rows[number - 1] if number else {}
    if request.method != "POST":
        form = RowForm(filling, group.questions, before, group=group)
        return _row_page(request, filling, page, group, form, number=number)
    asked = _asked(request, filling, group, before)
    try:
        keep_pace(filling)
        received = receive_files(request, filling, asked, before)
    except TooFast as fast:
        return too_many(request, seconds=fast.wait)
    form = RowForm(filling, group.questions, before, request.POST, files=received.files, group=group)
    form.is_valid()
    received.tell(form)
    if form.errors:
        return _row_page(request, filling, page, group, form, number=number, status=UNPROCESSABLE)
    if is_outdated(request, filling, page):
        return _row_page(request, filling, page, group, form, number=number, status=CONFLICT)
    if number is None and _came_before(request, rows, form.row):
        return kept(request, filling, filling.address("page", page.id))
    changed = [*rows[: number - 1], form.row, *rows[number:]] if number else [*rows, form.row]
    again = [each for each in asked_in_row(filling, group, form.row) if each not in asked]
    return _keep(request, filling, page, group, changed, stay=(number or len(changed)) if again else None)


def _asked(request: HttpRequest, filling: Filling, group: Question, before: Row) -> list[Question]:
    """The questions that this form held: those shown before, and those that a script showed."""
    shown, followed = asked_in_row(filling, group, before), request.POST.getlist(FOLLOWED)
    return [question for question in group.questions if question in shown or question.id in followed]


def _keep(
    request: HttpRequest, filling: Filling, page: Page, group: Question, rows: Sequence[Row], *, stay: int | None = None
) -> HttpResponse:
    answers = {**filling.application.answers, group.id: list(rows)}
    try:
        keep_answers(
            application=filling.application,
            answers=answers,
            page=page.id,
            notes=[Note(Kind.ANSWERED, group.id)],
            seconds=seen_in(request).seconds,
        )
    except ChangedElsewhere:
        return redirect(filling.address("page", page.id))
    if stay is not None:
        return kept(request, filling, filling.address("row", page.id, group.id, stay))
    return kept(request, filling, filling.address("page", page.id))


def _came_before(request: HttpRequest, rows: Sequence[Row], row: Row) -> bool:
    """Whether the phone sends a row a second time, because the answer to the first never reached it."""
    place = number_in(request.POST.get("fila", "")) or 0
    return is_from_outbox(request) and 1 <= place <= len(rows) and dict(rows[place - 1]) == row


def _is_here(filling: Filling, page: str, group: str) -> bool:
    here = filling.definition.page(page)
    return here in filling.journey.pages and filling.journey.shows(group)


def _group_in(filling: Filling, page: str, group: str) -> tuple[Page, Question]:
    """The page and its group, when both are shown to this person; or 404."""
    here = filling.definition.page(page)
    if here is not None and here in filling.journey.pages:
        for question in filling.journey.questions_of(here):
            if question.id == group and question.type == QuestionType.GROUP:
                return here, question
    raise Http404


def _row_page(
    request: HttpRequest,
    filling: Filling,
    page: Page,
    group: Question,
    form: RowForm,
    *,
    number: int | None,
    status: int = 200,
) -> HttpResponse:
    if is_from_outbox(request):
        return refused(form, status)
    values = row_values(filling, page, group, form) | {
        "row_number": number or len(rows_in(filling, group)) + 1,
        "seen": seen_now(filling, page),
        "changed": status == CONFLICT,
        "check": check_of_row(filling, group, form.asked, form.before),
    }
    return render(request, "services/row.html", values, status=status)


def row_values(filling: Filling, page: Page, group: Question, form: RowForm) -> dict[str, object]:
    """What the template of a row needs besides where its reader stands."""
    return place_values(filling) | {
        "form": form,
        "fields": [
            {
                "question": each,
                "bound": form[each.id],
                "files": _files(form, each),
                "follows": each.when is not None,
                "is_hidden": form.hides(each),
            }
            for each in form.asked
        ],
        "group_name": name_of(group, filling.language),
        "has_files": any(question.type in UPLOADS for question in form.asked),
        "back_url": filling.address("page", page.id),
    }


def _files(form: RowForm, question: Question) -> list[object]:
    if question.type not in UPLOADS:
        return []
    return list(form.held.get(question.id) or form.kept_files(question))
