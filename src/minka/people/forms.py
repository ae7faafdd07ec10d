"""Forms of people and their accounts."""

from allauth.account.forms import LoginForm
from allauth.account.models import EmailAddress
from django import forms
from django.utils.translation import gettext_lazy as _

from minka.people.models import Person


class SignInForm(LoginForm):  # type: ignore[misc]
    """An e-mail is enough: without a password a code is sent."""

    def _setup_password_field(self) -> None:
        self.fields["password"].required = False
        self.fields["password"].help_text = ""
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean()
        if self.user is not None:  # an account made by invitation has an address that its first code proves
            EmailAddress.objects.get_or_create(
                user=self.user, email=self.user.email, defaults={"primary": True, "verified": False}
            )
        return cleaned


class NameForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    class Meta:
        model = Person
        fields = ("name",)
        labels = {"name": _("Tu nombre")}
        help_texts = {"name": _("Así te ve el equipo de tu sede y así firmas tus respuestas.")}


class ErasureForm(forms.Form):
    """What goes: the name alone, or the words too."""

    WITHOUT_NAME, WITH_TEXTS = "sin-nombre", "todo"
    what = forms.ChoiceField(
        label=_("¿Qué hacemos con lo que escribiste?"),
        widget=forms.RadioSelect,
        choices=[
            (WITHOUT_NAME, _("Mis aportes quedan, sin mi nombre")),
            (WITH_TEXTS, _("Retirar también mis aportes")),
        ],
        error_messages={"required": _("Elige qué hacemos con lo que escribiste.")},
    )
    sure = forms.BooleanField(
        label=_("Entiendo que no se puede deshacer"),
        error_messages={"required": _("Marca que entiendes que no se puede deshacer.")},
    )

    @property
    def with_texts(self) -> bool:
        return bool(self.cleaned_data["what"] == self.WITH_TEXTS)


class ConsentForm(forms.Form):
    purpose = forms.CharField(max_length=40, widget=forms.HiddenInput)
