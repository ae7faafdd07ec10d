"""What stands in for mail, SMS and chat until an installation has real ones: an outbox that anyone can read."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from minka.notices.base import NotCarried, Parcel
from minka.notices.models import Delivery, SimulatedMessage


class EmailBackend(BaseEmailBackend):
    """Keep each mail as a simulated message instead of sending it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        rows = [
            SimulatedMessage(
                channel=Delivery.Channel.EMAIL, address=address, subject=str(message.subject), text=str(message.body)
            )
            for message in email_messages
            for address in message.recipients()
        ]
        SimulatedMessage.objects.bulk_create(rows)
        return len(email_messages)


class Phone:
    """Keep each SMS or chat message instead of sending it; where nobody could look at it, say that it did not leave."""

    may_repeat = False
    is_simulated = True

    def __init__(self, channel: str) -> None:
        self.channel = channel

    def carry(self, parcel: Parcel) -> None:
        if not is_outbox_open():
            raise NotCarried("no gateway", again=False)
        SimulatedMessage.objects.create(channel=self.channel, address=parcel.address, text=parcel.short)


def is_outbox_open() -> bool:
    """Whether this installation is one for looking around, where the outbox page may be read by anyone."""
    return bool(settings.DEMONSTRATION or settings.DEBUG)
