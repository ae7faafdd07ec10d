"""What whoever filed a case writes about it: a correction, an appeal, a withdrawal, how they found it."""

from collections.abc import Iterable, Mapping
from typing import Any, override

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.cases.actions.rating import DRIVERS
from minka.cases.queries.given import Given
from minka.engine.forms import Question, clean_answer
from minka.services.forms.answers import AnswersForm
from minka.services.queries.filling import Filling

LONG = 4000


class CorrectionForm(AnswersForm):
    """The questions that were observed, and those that the new answers bring; nothing else can be changed."""

    def __init__(
        self,
        filling: Filling,
        questions: Iterable[Question],
        data: MultiValueDict[str, Any] | None = None,
        *,
        files: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(filling, questions, filling.application.answers, data)
        self.held = files or {}
        self.kept: dict[str, object] = {}
        self.missing: list[Question] = []
        hint = _("Si lo corregiste de otra manera, dilo aquí: por ejemplo, que llevaste un papel a la entidad.")
        self.fields["note"] = forms.CharField(
            label=_("¿Quieres explicar algo?"), help_text=hint, max_length=LONG, required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )  # fmt: skip

    @override
    def clean(self) -> None:
        before = self.filling.application.answers
        for question in self.asked:
            found = clean_answer(question, self.held.get(question.id, self.typed[question.id]), self.filling.context)
            self.tell(found.faults, ())
            self.kept[question.id] = found.kept
        after = self.filling.journey_with({**before, **self.kept})
        self.tell(after.faults, ())
        shown = {each.id for each in self.asked}
        if after.next_page is not None and not self.errors:
            self.missing = [each for each in after.questions_of(after.next_page) if each.id not in shown]
            self.add_error(None, _("Con lo que cambiaste hace falta responder algo más: está al final de esta página."))
        self.kept = {name: value for name, value in self.kept.items() if value != before.get(name)}
        if not self.errors and not self.kept and not self.cleaned_data.get("note"):
            self.add_error(None, _("Todavía no cambiaste nada. Corrige lo que dice la lista antes de enviarlo."))

    @property
    def given(self) -> Given:
        return Given(corrections=self.kept, correction_note=str(self.cleaned_data.get("note") or ""))


class AppealForm(forms.Form):
    """Why the decision, or the silence, is not right."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    appeal = forms.CharField(
        label=gettext_lazy("Por qué no estás de acuerdo"),
        help_text=gettext_lazy("Con tus palabras. No necesitas abogado."),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    @property
    def given(self) -> Given:
        return Given(appeal=self.cleaned_data["appeal"])


class SureForm(forms.Form):
    """A step that needs nothing but a yes."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @property
    def given(self) -> Given:
        return Given()


class RatingForm(forms.Form):
    """One thumb and the drivers."""

    good = forms.ChoiceField(
        label=gettext_lazy("¿Cómo te fue hasta aquí?"),
        choices=[("si", gettext_lazy("Bien")), ("no", gettext_lazy("Mal"))],
        widget=forms.RadioSelect,
    )
    drivers = forms.MultipleChoiceField(
        label=gettext_lazy("¿Qué es cierto?"),
        choices=[(key, gettext_lazy(words)) for key, words in DRIVERS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
