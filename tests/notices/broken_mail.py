"""A mail server that refuses, as a mailer of Django."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    def __init__(self, *, trouble: Exception, **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        self.trouble = trouble

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:  # noqa: ARG002 - Django's own name
        raise self.trouble
