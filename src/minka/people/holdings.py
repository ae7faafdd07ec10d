"""What this app itself holds about people. Registered when the app is ready."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minka.people.models import Consent, Participant, Person
from minka.people.personal_data import Holding, Rows, register


def participant_rows(participant: Participant) -> Rows:
    return [
        {
            "como_te_llamas": participant.alias,
            "correo": participant.email,
            "correo_confirmado": participant.email_proven_at,
            "telefono": participant.phone,
            "idioma": participant.language,
            "nivel_de_identidad": participant.level,
            "desde": participant.created_at,
            "guardado_en_una_cuenta": participant.person_id is not None,
        }
    ]


def person_rows(person: Person) -> Rows:
    return [{"nombre": person.name, "correo": person.email, "idioma": person.language, "desde": person.joined_at}]


def consent_rows(participant: Participant) -> Rows:
    return [
        {
            "para": consent.purpose,
            "version_del_texto": consent.text_version,
            "dado": consent.given_at,
            "retirado": consent.withdrawn_at,
        }
        for consent in participant.consents.order_by("given_at")
    ]


def sign_in_rows(person: Person) -> Rows:
    emails: Rows = [
        {"tipo": "correo", "valor": each.email, "comprobado": each.verified}
        for each in EmailAddress.objects.filter(user=person)
    ]
    factors: Rows = [
        {"tipo": each.type, "agregado": each.created_at, "usado": each.last_used_at}
        for each in Authenticator.objects.filter(user=person)
    ]
    identities: Rows = [
        {"tipo": "otra identidad", "proveedor": each.provider, "valor": each.uid, "datos": each.extra_data}
        for each in SocialAccount.objects.filter(user=person)
    ]
    return emails + factors + identities


def withdraw_consents(participant: Participant, _with_texts: bool) -> None:  # noqa: FBT001
    Consent.objects.filter(participant=participant, withdrawn_at=None).update(withdrawn_at=timezone.now())


def forget_sign_in(person: Person, _with_texts: bool) -> None:  # noqa: FBT001
    for table in (EmailAddress, Authenticator, SocialAccount):
        table.objects.filter(user=person).delete()
    mine = [
        session.pk
        for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator()
        if session.get_decoded().get("_auth_user_id") == str(person.pk)
    ]
    Session.objects.filter(pk__in=mine).delete()


register(
    Holding(
        name="datos",
        title=_("Tus datos"),
        tables=("people.Participant", "people.Person"),
        of_participant=participant_rows,
        of_person=person_rows,
    )
)
register(
    Holding(
        name="permisos",
        title=_("Permisos que diste"),
        tables=("people.Consent",),
        of_participant=consent_rows,
        erase_participant=withdraw_consents,
    )
)
register(
    Holding(
        name="entrada",
        title=_("Cómo entras a tu cuenta"),
        tables=("account.EmailAddress", "mfa.Authenticator", "socialaccount.SocialAccount"),
        of_person=sign_in_rows,
        erase_person=forget_sign_in,
    )
)
