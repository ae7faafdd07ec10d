"""Cleaning of the memory with which a process closes."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from minka.contributions.actions.closing import SHORTEST, Memory
from minka.contributions.forms.words import WordsField

LONGEST = 5_000


class MemoryField(WordsField):
    """One part of the memory."""

    default_error_messages = {
        "min_length": _("Cuenta un poco más: al menos %(limit_value)d letras. Llevas %(show_value)d.")
    }

    def __init__(self, **more: Any) -> None:  # noqa: ANN401 - what every field of Django takes
        super().__init__(min_length=SHORTEST, max_length=LONGEST, **more)


class ClosingForm(forms.Form):
    """What was tried, decided and learned; and why some stay without an answer."""

    tried = MemoryField(
        label=_("¿Qué se hizo?"),
        help_text=_("Dónde se escuchó, a quiénes, qué se probó."),
        error_messages={"required": _("Cuenta qué se hizo.")},
    )
    decided = MemoryField(
        label=_("¿Qué se decidió?"),
        help_text=_("Qué cambia desde ahora y quién lo decidió."),
        error_messages={"required": _("Cuenta qué se decidió.")},
    )
    learned = MemoryField(
        label=_("¿Qué se aprendió?"),
        help_text=_("Qué harías igual y qué harías distinto la próxima vez."),
        error_messages={"required": _("Cuenta qué se aprendió.")},
    )
    unanswered_reason = MemoryField(
        label=_("¿Por qué quedan aportes sin respuesta?"),
        help_text=_("Se publica en la página del proceso y lo lee cada persona que se quedó sin respuesta."),
        error_messages={"required": _("Para cerrar así tienes que publicar por qué quedan aportes sin respuesta.")},
        required=False,
    )

    def __init__(self, data: QueryDict | None = None, *, unanswered: int, prompts: dict[str, str]) -> None:
        super().__init__(data)
        for name, prompt in prompts.items():
            self.fields[name].help_text = prompt or self.fields[name].help_text
        self.fields["unanswered_reason"].required = unanswered > 0
        if not unanswered:
            del self.fields["unanswered_reason"]

    def memory(self) -> Memory:
        return Memory(**self.cleaned_data)
