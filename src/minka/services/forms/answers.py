"""The form of one page of a service, or of one row of a group: drawn from the definition, judged by the engine."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, override

from django import forms
from django.utils.datastructures import MultiValueDict

from minka.engine.forms import CleanedPage, Fault, Journey, Page, Question, QuestionType, clean_answer, clean_page
from minka.services.forms.fields import field_for
from minka.services.queries.filling import UPLOADS, Filling
from minka.web.saying import marked

PREFIX = "q"
NOT_TYPED = {*UPLOADS, QuestionType.GROUP}


def sentence_of(fault: Fault) -> str:
    """What to do about a fault, in the language of the page."""
    return marked(fault.text)


class AnswersForm(forms.Form):
    """Some questions with what was answered to them before."""

    def __init__(
        self,
        filling: Filling,
        questions: Iterable[Question],
        kept: Mapping[str, object],
        data: MultiValueDict[str, Any] | None = None,
    ) -> None:
        self.filling = filling
        self.asked = [question for question in questions if question.type != QuestionType.GROUP]
        initial = {question.id: shown(question, kept.get(question.id)) for question in self.asked}
        super().__init__(data, initial=initial, prefix=PREFIX, auto_id="%s")
        department = filling.service.site.place_code
        for question in self.asked:
            field = field_for(question, language=filling.language, department=department)
            if question.type in UPLOADS and kept.get(question.id):
                field.required = False  # there is one already: the browser must not ask for another
            self.fields[question.id] = field

    @property
    def typed(self) -> dict[str, object]:
        """What was typed, as the engine takes it; what is no answer yet stands there as its own error."""
        return {question.id: self.cleaned_data.get(question.id) for question in self.asked}

    def tell(self, faults: Iterable[Fault], among: Iterable[str]) -> None:
        """Show the faults of the questions on this form at their fields, and of the whole page above."""
        wanted = set(among)
        for fault in faults:
            name = fault.path.split("/")[-1]
            if name in self.fields and name not in self.errors:
                self.add_error(name, sentence_of(fault))
            elif name not in wanted and name not in self.fields:
                self.add_error(None, sentence_of(fault))


class PageForm(AnswersForm):
    """One page. ``files`` are those that the server holds for its questions, by question id."""

    def __init__(
        self,
        filling: Filling,
        page: Page,
        data: MultiValueDict[str, Any] | None = None,
        *,
        files: Mapping[str, Sequence[Mapping[str, object]]] | None = None,
    ) -> None:
        self.page = page
        self.held = files or {}
        self.cleaned_page: CleanedPage | None = None
        asked = filling.journey.questions_of(page)
        super().__init__(filling, asked, filling.application.answers, data)
        self.sent = {question.id for question in asked}

    @override
    def clean(self) -> None:
        kept = self.filling.application.answers
        groups = {each.id: kept.get(each.id) or [] for each in self.page.questions if each.type == QuestionType.GROUP}
        held = {name: list(files) for name, files in self.held.items()}
        found = clean_page(
            self.filling.definition,
            self.page.id,
            self.typed | groups | held,
            kept,
            self.filling.context,
            language=self.filling.language,
        )
        self.cleaned_page = found
        later = {question.id for question in self.page.questions} - self.sent
        self.tell(found.faults, later)

    @cached_property
    def journey(self) -> Journey:
        """Where the person stands with what they sent."""
        assert self.cleaned_page is not None  # noqa: S101 - only asked of a form that was cleaned
        return self.filling.journey_with(self.cleaned_page.answers)

    @property
    def answers(self) -> dict[str, object]:
        """All answers that count with those of this page."""
        return dict(self.journey.answered)


class RowForm(AnswersForm):
    """One row of a group."""

    def __init__(
        self,
        filling: Filling,
        questions: Sequence[Question],
        row: Mapping[str, object],
        data: MultiValueDict[str, Any] | None = None,
        *,
        files: Mapping[str, Sequence[Mapping[str, object]]] | None = None,
    ) -> None:
        super().__init__(filling, questions, row, data)
        self.held = files or {}
        self.before = row
        self.row: dict[str, object] = {}

    def kept_files(self, question: Question) -> list[object]:
        """The files that the row held before."""
        held = self.before.get(question.id)
        return held if isinstance(held, list) else []

    @override
    def clean(self) -> None:
        typed = self.typed | {name: list(files) for name, files in self.held.items()}
        for question in self.asked:
            found = clean_answer(question, typed[question.id], self.filling.context)
            self.row[question.id] = found.kept
            self.tell(found.faults, ())


def shown(question: Question, kept: object) -> object:
    """A kept answer as its field takes it."""
    if question.type == QuestionType.YES_NO and isinstance(kept, bool):
        return "si" if kept else "no"
    return None if question.type in UPLOADS else kept
