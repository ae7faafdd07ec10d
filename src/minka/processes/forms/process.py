"""The question and the promise of a process."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minka.processes.models import Process
from minka.reference.models import ProcessTemplate, in_language
from minka.sites.models import Organization, Site
from minka.web.keys import new_key


def day_widget() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


PROMISE_LABELS = {
    "promise_decides": _("¿Qué se puede decidir con los aportes?"),
    "promise_by_whom": _("¿Quién decide?"),
    "promise_then": _("¿Qué pasa después?"),
}


WHAT_IS_OWED = {
    "title": _("Escribe el nombre del proceso."),
    "question": _("Escribe la pregunta que le haces a la gente."),
    "promise_decides": _("Di qué se puede decidir con los aportes."),
    "promise_by_whom": _("Di qué oficina o autoridad decide."),
    "promise_then": _("Di qué pasa después."),
    "first_day": _("Elige el primer día."),
}


class StartForm(forms.Form):
    """All that a new process needs from its people; the template brings the rest."""

    title = forms.CharField(label=_("Nombre del proceso"), max_length=140, help_text=_("Corto, como en un afiche."))
    question = forms.CharField(label=_("La pregunta"), max_length=200)
    promise_decides = forms.CharField(max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    promise_by_whom = forms.CharField(max_length=200)
    promise_then = forms.CharField(max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    first_day = forms.DateField(
        label=_("Primer día"),
        widget=day_widget(),
        help_text=_("Las fechas de las fases salen de aquí. Después puedes cambiar cada una."),
    )
    idempotency_key = forms.CharField(max_length=80, widget=forms.HiddenInput)

    def __init__(self, *args: Any, template: ProcessTemplate, today: dt.date, **kwargs: Any) -> None:  # noqa: ANN401
        kwargs["initial"] = {"first_day": today + dt.timedelta(days=1), "idempotency_key": new_key()}
        super().__init__(*args, **kwargs)
        self.today = today
        for name, words in WHAT_IS_OWED.items():
            self.fields[name].error_messages["required"] = words
        self.fields["question"].help_text = in_language(template.question_prompt)
        for name, label in PROMISE_LABELS.items():
            self.fields[name].label = label
            self.fields[name].help_text = in_language(template.promise_prompts[name.removeprefix("promise_")])

    def clean_first_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["first_day"]
        if not self.today - dt.timedelta(days=366) <= day <= self.today + dt.timedelta(days=3 * 366):
            raise forms.ValidationError(_("Elige un día entre el año pasado y los próximos tres años."))
        return day


class ProcessForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """The same things later, with the promise's day and who leads."""

    class Meta:
        model = Process
        fields = (
            "title",
            "question",
            "summary",
            "promise_decides",
            "promise_by_whom",
            "promise_until",
            "promise_then",
            "lead",
        )
        labels = PROMISE_LABELS | {
            "title": _("Nombre del proceso"),
            "question": _("La pregunta"),
            "summary": _("Explicación corta"),
            "promise_until": _("¿Hasta qué día se responde?"),
            "lead": _("Organización que lo lleva"),
        }
        help_texts = {"summary": _("Dos o tres párrafos en palabras sencillas: por qué se pregunta y a quién toca.")}
        widgets = {
            "promise_until": day_widget(),
            "promise_decides": forms.Textarea(attrs={"rows": 3}),
            "promise_then": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, site: Site, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        lead: Any = self.fields["lead"]
        lead.queryset = Organization.objects.filter(site=site)
        lead.empty_label = _("La propia sede")
        for name, words in WHAT_IS_OWED.items():
            if name in self.fields:
                self.fields[name].error_messages["required"] = words
        for name in PROMISE_LABELS:
            self.fields[name].required = False  # a draft may wait; publishing does not
