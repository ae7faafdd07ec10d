"""What stands in for mail, SMS and chat until an installation has real ones: an outbox that anyone can read."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from minka.notices.models import Delivery, SimulatedMessage


class EmailBackend(BaseEmailBackend):
    """Keep each mail as a simulated message instead of sending it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        rows = [
            SimulatedMessage(
                channel=Delivery.Channel.EMAIL, address=address, subject=message.subject, text=str(message.body)
            )
            for message in email_messages
            for address in message.recipients()
        ]
        SimulatedMessage.objects.bulk_create(rows)
        return len(email_messages)
