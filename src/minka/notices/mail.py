"""E-mail: whatever mailer the installation has set up in Django."""

import smtplib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from minka.notices.base import NotCarried, Parcel
from minka.notices.models import Delivery

PERMANENT = range(500, 600)  # RFC 5321, section 4.2.1: asking again will not help


class Mail:
    """Sends one mail with a way to end them in one click (RFC 8058)."""

    channel: str = Delivery.Channel.EMAIL
    may_repeat = True

    @property
    def is_simulated(self) -> bool:
        return str(settings.MAILERS["default"]["BACKEND"]).startswith("minka.notices.simulator")

    def carry(self, parcel: Parcel) -> None:
        send(_message(parcel))


def send(message: EmailMessage) -> None:
    """Hand one mail to the mail server.

    Raises:
        NotCarried: it did not take it.
    """
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        codes = {code for code, _words in refused.recipients.values()}
        raise NotCarried(f"SMTP {sorted(codes)}", again=not all(code in PERMANENT for code in codes)) from refused
    except smtplib.SMTPResponseException as answer:
        raise NotCarried(f"SMTP {answer.smtp_code}", again=answer.smtp_code not in PERMANENT) from answer
    except (smtplib.SMTPException, OSError) as trouble:
        raise NotCarried(type(trouble).__name__, again=True) from trouble


def _message(parcel: Parcel) -> EmailMessage:
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"
    return EmailMessage(
        subject=parcel.title,
        body=parcel.text,
        to=[parcel.address],
        headers={
            "Message-ID": f"<aviso-{parcel.number}@{host}>",
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{parcel.stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
