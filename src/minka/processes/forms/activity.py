"""An activity: what people can do in a phase."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minka.processes.kinds import kinds
from minka.processes.models import Activity, Phase, Process


class KindForm(forms.Form):
    """Which kind of activity to add."""

    kind = forms.ChoiceField(label=_("¿Qué podrá hacer la gente?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [(kind.key, kind.name) for kind in kinds()]


class ActivityForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    class Meta:
        model = Activity
        fields = ("title", "prompt", "phase")
        labels = {"title": _("Nombre de la actividad"), "prompt": _("Lo que le pides a la gente"), "phase": _("Fase")}
        help_texts = {"prompt": _("Una pregunta que se responda en pocas palabras.")}
        widgets = {"prompt": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, process: Process, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.process = process
        phase: Any = self.fields["phase"]
        phase.queryset = Phase.objects.filter(process=process)
        phase.empty_label = None

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if self.process.activities.filter(title__iexact=title).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Ya hay una actividad con ese nombre en este proceso. Usa otro."))
        return title

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
