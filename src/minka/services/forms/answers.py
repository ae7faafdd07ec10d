"""The form of one page of a service, or of one row of a group: drawn from the definition, judged by the engine."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, override

from django import forms
from django.utils.datastructures import MultiValueDict

from minka.engine.forms import CleanedPage, Fault, Journey, Page, Question, QuestionType, clean_answer, clean_page
from minka.engine.forms.page_checks import follow_ups
from minka.services.forms.fields import field_for
from minka.services.queries.filling import UPLOADS, Filling
from minka.services.queries.rows import asked_in_row
from minka.web.saying import marked

PREFIX = "q"
FOLLOWED = "sigue"  # the hidden field of each question that a script showed
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
        """Show the faults of the questions on this form at their fields, and of the whole page above.

        ``among`` are those that nobody was asked yet: they are asked next.
        """
        later = set(among)
        for fault in faults:
            name = fault.path.split("/")[-1]
            if name in later or name in self.errors:
                continue
            self.add_error(name if name in self.fields else None, sentence_of(fault))


class PageForm(AnswersForm):
    """One page. ``files`` are those that the server holds for its questions, by question id.

    With ``follow`` the questions that an answer of this very page brings are on it from the start, hidden: a script
    shows them, and the form says in ``FOLLOWED`` which of them were there to be answered. A ``whole`` form has every
    question of the page, whatever was answered before: a phone without network shows those that apply.
    """

    def __init__(
        self,
        filling: Filling,
        page: Page,
        data: MultiValueDict[str, Any] | None = None,
        *,
        files: Mapping[str, Sequence[Mapping[str, object]]] | None = None,
        follow: bool = False,
        whole: bool = False,
    ) -> None:
        self.page, self.whole = page, whole
        self.held = files or {}
        self.cleaned_page: CleanedPage | None = None
        self.follow = follow_ups(filling.definition, page) if follow else frozenset()
        shown_now = {question.id for question in filling.journey.questions_of(page)}
        if whole:
            shown_now = {question.id for question in page.questions}
            self.follow = frozenset(question.id for question in page.questions if question.when is not None)
        drawn = [each for each in page.questions if each.id in shown_now | self.follow]
        super().__init__(filling, drawn, filling.application.answers, data)
        self.sent = shown_now | (self.follow & set(data.getlist(FOLLOWED) if data else ()))

    @property
    @override
    def typed(self) -> dict[str, object]:
        return {name: typed for name, typed in super().typed.items() if name in self.sent}

    def hides(self, question: Question) -> bool:
        """Whether a question waits for an answer of this page before it is shown."""
        now = self.journey if self.cleaned_page else self.filling.journey
        return question.id in self.follow and not now.shows(question.id)

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
    """One row of a group. With ``group``, questions that the row itself hides keep nothing and have no fault."""

    def __init__(
        self,
        filling: Filling,
        questions: Sequence[Question],
        row: Mapping[str, object],
        data: MultiValueDict[str, Any] | None = None,
        *,
        files: Mapping[str, Sequence[Mapping[str, object]]] | None = None,
        group: Question | None = None,
    ) -> None:
        super().__init__(filling, questions, row, data)
        self.held = files or {}
        self.before = row
        self.group = group
        sent = set(data.getlist(FOLLOWED)) if data else set()
        self.sent = {each.id for each in self.asked if each.when is None or each.id in sent or each.id in row}
        self.row: dict[str, object] = {}

    def kept_files(self, question: Question) -> list[object]:
        """The files that the row held before."""
        held = self.before.get(question.id)
        return held if isinstance(held, list) else []

    @override
    def clean(self) -> None:
        typed = self.typed | {name: list(files) for name, files in self.held.items()}
        cleaned = {each.id: clean_answer(each, typed[each.id], self.filling.context) for each in self.asked}
        kept = {name: found.kept for name, found in cleaned.items()}
        shown_now = {each.id for each in asked_in_row(self.filling, self.group, kept)} if self.group else set(cleaned)
        for name, found in cleaned.items():
            if name in shown_now & (self.sent if self.group else set(cleaned)):
                self.row[name] = found.kept
                self.tell(found.faults, ())

    def hides(self, question: Question) -> bool:
        """Whether a question waits for another answer of this row before it is shown."""
        row = self.row if self.is_bound else self.before
        return self.group is not None and question not in asked_in_row(self.filling, self.group, row)


def shown(question: Question, kept: object) -> object:
    """A kept answer as its field takes it."""
    if question.type == QuestionType.YES_NO and isinstance(kept, bool):
        return "si" if kept else "no"
    return None if question.type in UPLOADS else kept
