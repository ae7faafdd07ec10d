"""Cleaning of the memory with which a process closes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from minka.contributions.actions.closing import SHORTEST, Memory
from minka.contributions.forms.words import WordsField

TOO_SHORT = _("Cuenta un poco más: al menos %(limit_value)d letras. Llevas %(show_value)d.")


class MemoryField(WordsField):
    """One part of the memory."""

    def __init__(self, *, label: str, help_text: str, missing: str, required: bool = True) -> None:
        messages = {"required": missing, "min_length": TOO_SHORT}
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            min_length=SHORTEST,
            max_length=5000,
            error_messages=messages,
        )


class ClosingForm(forms.Form):
    """What was tried, decided and learned; and why some stay without an answer."""

    tried = MemoryField(
        label=_("¿Qué se hizo?"),
        help_text=_("Dónde se escuchó, a quiénes, qué se probó."),
        missing=_("Cuenta qué se hizo."),
    )
    decided = MemoryField(
        label=_("¿Qué se decidió?"),
        help_text=_("Qué cambia desde ahora y quién lo decidió."),
        missing=_("Cuenta qué se decidió."),
    )
    learned = MemoryField(
        label=_("¿Qué se aprendió?"),
        help_text=_("Qué harías igual y qué harías distinto la próxima vez."),
        missing=_("Cuenta qué se aprendió."),
    )
    unanswered_reason = MemoryField(
        label=_("¿Por qué quedan aportes sin respuesta?"),
        help_text=_("Se publica en la página del proceso y lo lee cada persona que se quedó sin respuesta."),
        missing=_("Para cerrar así tienes que publicar por qué quedan aportes sin respuesta."),
        required=False,
    )

    def __init__(self, *args: object, unanswered: int, prompts: dict[str, str] | None = None, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        for name, prompt in (prompts or {}).items():
            self.fields[name].help_text = prompt or self.fields[name].help_text
        self.fields["unanswered_reason"].required = unanswered > 0
        if not unanswered:
            del self.fields["unanswered_reason"]

    def memory(self) -> Memory:
        return Memory(**self.cleaned_data)
