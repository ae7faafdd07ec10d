"""Proving that a mail box is its participant's: a mail with a link goes there before anything else does."""

import logging
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from minka.notices.actions.delivery import TryLater
from minka.notices.base import NotCarried
from minka.notices.mail import send
from minka.notices.proofs import GOOD_FOR, proof_token
from minka.notices.queries.parcels import whole_address
from minka.people.models import Participant

log = logging.getLogger(__name__)
TASK = "notices.prove"  # by its name: the task stands above this action


def ask_for_proof(*, participant: Participant) -> None:
    """Have the worker send the mail with the link; inside a transaction it leaves when the address is kept."""
    app.configure_task(TASK).defer(participant_id=participant.pk)


def send_proof(*, participant_id: int) -> None:
    """The link is on its way to the address as it is now, unless that was proven or forgotten in the meantime.

    Raises:
        TryLater: the mail server is away.
    """
    found = (
        Participant.objects.filter(pk=participant_id, erased_at=None, email_proven_at=None).exclude(email="").first()
    )
    if found is None:
        return
    try:
        send(_message(found))
    except NotCarried as trouble:
        if trouble.again:
            raise TryLater from None  # what the server said may name the address
        log.warning("A mail that was to prove an address was refused: %s", trouble.reason)


def _message(participant: Participant) -> EmailMessage:
    language = participant.language if participant.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    link = whole_address(reverse("notices:prove", args=[proof_token(participant)]))
    with translation.override(language):
        text = render_to_string("notices/prove_mail.txt", {"link": link, "days": GOOD_FOR.days, "host": _host()})
        subject = _("¿Este correo es tuyo? Confírmalo para que te avisemos")
    return EmailMessage(
        subject=subject, body=text, to=[participant.email], headers={"Auto-Submitted": "auto-generated"}
    )


def _host() -> str:
    return urlsplit(settings.PUBLIC_ADDRESS).netloc
