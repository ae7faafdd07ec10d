"""A page of a draft: its title, its guidance, and when it is shown."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minka.contributions.forms.words import LineField
from minka.engine.forms.objects import LONGEST_LABEL
from minka.services.drafts.shelves import Document, Thing, free_id, ids_of
from minka.services.forms.condition import ConditionForm
from minka.services.forms.words import ProseField, in_spanish, into_text

PLAIN, SCREENING, EXIT = "plain", "screening", "exit"


class PageForm(ConditionForm):
    """One page. What stands on it stays."""

    title = LineField(
        label=_("Título de la página"),
        max_length=LONGEST_LABEL,
        help_text=_("Lo que se pregunta aquí, en pocas palabras: «Tu local», «Quién firma»."),
        error_messages={"required": _("Escribe el título de la página.")},
    )
    guidance = ProseField(
        label=_("Guía"),
        rows=5,
        required=False,
        help_text=_("Lo que hay que saber para responder. En una página de salida: por qué no sigue y qué hacer."),
    )
    sort = forms.ChoiceField(
        label=_("Qué clase de página es"),
        widget=forms.RadioSelect,
        initial=PLAIN,
        choices=(
            (PLAIN, _("Se llena durante el trámite")),
            (SCREENING, _("Va antes de empezar: decide qué papeles, costo y plazo le tocan a cada persona")),
            (EXIT, _("Es una salida: termina con su guía y no tiene preguntas")),
        ),
    )

    def __init__(self, *args: Any, document: Document, thing: Thing | None = None, **kwargs: Any) -> None:  # noqa: ANN401
        self.before = thing or {}
        initial = {
            "title": in_spanish(self.before.get("title")),
            "guidance": in_spanish(self.before.get("guidance")),
            "sort": EXIT if self.before.get("exit") else SCREENING if self.before.get("screening") else PLAIN,
        }
        super().__init__(*args, document=document, expr=self.before.get("when"), initial=initial, **kwargs)

    def clean_sort(self) -> str:
        sort: str = self.cleaned_data["sort"]
        if sort == EXIT and self.before.get("questions"):
            raise forms.ValidationError(_("Tiene preguntas: pásalas antes a otra página, o quítalas."))
        return sort

    def thing(self) -> Thing:
        """The page as it shall be."""
        values = self.cleaned_data
        page: Thing = {
            "id": self.before.get("id") or free_id(values["title"], set(ids_of(self.document))),
            "title": into_text(self.before.get("title"), values["title"]),
            "guidance": into_text(self.before.get("guidance"), values["guidance"]),
            "when": values["condition"],
            "screening": values["sort"] == SCREENING or None,
            "exit": values["sort"] == EXIT or None,
            "questions": self.before.get("questions"),
        }
        return {key: value for key, value in page.items() if value is not None}
