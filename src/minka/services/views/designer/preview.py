"""The draft filled in as a citizen would: nothing is kept, the answers travel with the page."""

import json
from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minka.engine.forms import DefinitionInvalid, Page, Question, QuestionType, journey
from minka.engine.forms.documents import read_document
from minka.engine.forms.personal import personal_list
from minka.services.access import get_service_for
from minka.services.forms.answers import PageForm, RowForm
from minka.services.models import Application, Service
from minka.services.queries.definitions import context_of
from minka.services.queries.designing import definition_of
from minka.services.queries.filling import UPLOADS, Filling, language_for
from minka.services.views.designer.frame import around

UNPROCESSABLE = 422
NEXT, BACK, ROW = "next", "back", "row"
MOST_ANSWERS: Final = 500_000  # letters


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """One page after another; at the end what came of it."""
    found = get_service_for(request, site, service, "see_work")
    filling = _filling(found, _answers_in(request))
    page = _page_of(filling, request.POST.get("page", "")) or filling.journey.next_page
    act = request.POST.get("act", "")
    if act == BACK and page is not None:
        return _show(request, filling, filling.journey.page_before(page.id) or page)
    if act == ROW and page is not None:
        return _add_row(request, filling, page)
    if act == NEXT and page is not None:
        return _go_on(request, filling, page)
    return _show(request, filling, page)


def _go_on(request: HttpRequest, filling: Filling, page: Page) -> HttpResponse:
    form = PageForm(filling, page, request.POST, files=_files(request, filling, page.questions))
    if not form.is_valid():
        return _show(request, filling, page, form)
    answered = _filling(filling.service, form.answers)
    return _show(request, answered, answered.journey.page_after(page.id) or answered.journey.next_page)


def _add_row(request: HttpRequest, filling: Filling, page: Page) -> HttpResponse:
    """Add what was typed as a row of the page's group, and stay."""
    group = next((each for each in filling.journey.questions_of(page) if each.type == QuestionType.GROUP), None)
    if group is None:
        return _show(request, filling, page)
    form = RowForm(filling, group.questions, {}, request.POST, files=_files(request, filling, group.questions))
    if not form.is_valid():
        return _show(request, filling, page, row_form=form)
    held = filling.application.answers
    rows = [*(held.get(group.id) or []), form.row]
    return _show(request, _filling(filling.service, {**held, group.id: rows}), page)


def _show(
    request: HttpRequest,
    filling: Filling,
    page: Page | None,
    form: PageForm | None = None,
    row_form: RowForm | None = None,
) -> HttpResponse:
    values = {
        **around(request, filling.service, "team-cases", _("Probar como ciudadano")),
        "answers": json.dumps(filling.application.answers, ensure_ascii=False),
        "page": page,
        "is_first": page is not None and filling.journey.page_before(page.id) is None,
    }
    if page is None or page.exit:
        values["list"] = personal_list(filling.definition, filling.application.answers, filling.context)
        return render(request, "services/designer/preview_end.html", values)
    group = next((each for each in filling.journey.questions_of(page) if each.type == QuestionType.GROUP), None)
    if group is not None:
        values["group"] = group
        values["rows"] = [_told(row) for row in filling.application.answers.get(group.id) or []]
        values["row_form"] = row_form or RowForm(filling, group.questions, {})
    values["form"] = form or PageForm(filling, page)
    refused = any(each is not None and each.errors for each in (form, row_form))
    return render(request, "services/designer/preview.html", values, status=UNPROCESSABLE if refused else 200)


def _filling(service: Service, answers: dict[str, Any]) -> Filling:
    """What somebody fills in who is nobody: it is never saved. Of what came with the page only answers stay."""
    definition = definition_of(service)
    context = context_of(service, definition)
    held = dict(journey(definition, answers, context).answered)
    nobody = Application(service=service, site=service.site, answers=held)
    return Filling(nobody, definition, context, language_for(definition))


def _answers_in(request: HttpRequest) -> dict[str, Any]:
    """The answers that came with the page; nothing where they cannot be read."""
    text = request.POST.get("answers", "")
    try:
        return read_document(text, MOST_ANSWERS) if text else {}
    except DefinitionInvalid:
        return {}


def _page_of(filling: Filling, name: str) -> Page | None:
    return next((page for page in filling.journey.pages if page.id == name), None)


def _files(request: HttpRequest, filling: Filling, questions: tuple[Question, ...]) -> Mapping[str, list[Any]]:
    """Files by what they say of themselves: a preview looks into none and keeps none."""
    found: dict[str, list[Any]] = {}
    for question in questions:
        if question.type in UPLOADS:
            sent = request.FILES.getlist(f"q-{question.id}")
            given = [
                {"key": "vista-previa", "name": each.name, "type": each.content_type, "size": each.size}
                for each in sent
            ]
            found[question.id] = given or filling.application.answers.get(question.id) or []
    return found


def _told(row: Mapping[str, object]) -> str:
    return " · ".join(str(value) for value in row.values() if value is not None)
