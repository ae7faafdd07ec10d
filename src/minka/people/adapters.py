"""How sign-in behaves here: no password needed, no hint about who has an account, sessions of a fixed length."""

import base64
import hashlib
from types import SimpleNamespace
from urllib.parse import urlsplit

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from cryptography.fernet import Fernet
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minka.people.models import Person


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth in our words, and a session that ends twelve hours after signing in, however much it is used."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Esta cuenta está desactivada. Habla con la coordinación de tu sede."),
        "email_password_mismatch": _("El correo o la contraseña no coinciden. También puedes entrar con un código."),
        "incorrect_code": _("Ese código no es el que enviamos. Míralo otra vez en tu correo."),
        "incorrect_password": _("Esa no es tu contraseña."),
        "enter_current_password": _("Escribe la contraseña que usas ahora."),
        "invalid_password_reset": _("Este enlace ya no sirve. Pide uno nuevo."),
        "too_many_login_attempts": _("Demasiados intentos seguidos. Espera cinco minutos y prueba otra vez."),
        "rate_limited": _("Demasiados intentos seguidos. Espera un minuto y prueba otra vez."),
        "email_taken": _("Ya hay una cuenta con este correo."),
        "duplicate_email": _("Ese correo ya está en tu cuenta."),
        "cannot_remove_primary_email": _("No se puede quitar el correo principal. Elige antes otro como principal."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Every link in a mail leads to the published address, whatever name the request was sent to."""
        links = {name: _published(str(link)) for name, link in context.items() if name.endswith("_url")}
        here = urlsplit(settings.PUBLIC_ADDRESS).netloc
        super().send_mail(template_prefix, email, {**context, **links, "current_site": SimpleNamespace(domain=here)})

    def login(self, request: HttpRequest, user: Person) -> None:
        super().login(request, user)
        request.session.set_expiry(app_settings.SESSION_COOKIE_AGE)


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors under the product's name; their secrets are not readable in a copy of the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Ese número no es correcto o ya cambió. Escribe el que muestra ahora tu aplicación."),
        "unverified_email": _("Primero comprueba tu correo; después activa el segundo paso."),
        "add_email_blocked": _("Con el segundo paso activo no se agregan correos. Desactívalo antes."),
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Person, type: str) -> str:  # noqa: A002, ARG002 - allauth's own
        return gettext("Mi llave")


@receiver(authenticator_added)
def trust_what_was_just_proven(
    request: HttpRequest, user: Person, authenticator: Authenticator, **_more: object
) -> None:
    """Setting a factor up proves it, so the recovery codes that come next are shown without proving it again."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, method="mfa", type=authenticator.type, reauthenticated=True)


def _published(link: str) -> str:
    return settings.PUBLIC_ADDRESS.rstrip("/") + urlsplit(link).path


def _cipher() -> Fernet:
    digest = hashlib.sha256(b"minka.people.second-factor:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
