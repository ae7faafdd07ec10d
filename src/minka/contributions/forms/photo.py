"""The field for a photo, and the one for a photo that is already with us."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.contributions.actions.drawing import Photo, PhotoRefused, read_photo
from minka.contributions.actions.photo import PhotoGone, WaitingPhoto, read_ticket

ACCEPT = "image/jpeg,image/png,image/webp,image/heic,image/heif"


class PhotoField(forms.FileField):
    """An optional photo; cleans to a ``Photo``."""

    widget = forms.FileInput(attrs={"accept": ACCEPT})
    default_error_messages = {
        "empty": gettext_lazy(
            "No pudimos recibir tu foto: el archivo está vacío. Tu texto está guardado. Elige otra o continúa sin foto."
        ),
    }

    def clean(self, data: object, initial: object = None) -> Photo | None:
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return read_photo(file, size=file.size)
        except PhotoRefused as refused:
            words = _("No pudimos recibir tu foto: %(why)s Tu texto está guardado. Elige otra o continúa sin foto.")
            raise ValidationError(words % {"why": refused}, code="photo") from refused


class TicketField(forms.CharField):
    """The ticket of a photo that waits for its text; cleans to a ``WaitingPhoto``."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, max_length=500)

    def clean(self, value: object) -> WaitingPhoto | None:
        ticket = super().clean(value)
        if not ticket:
            return None
        try:
            return read_ticket(ticket)
        except PhotoGone as gone:
            words = _("Tu foto ya no está guardada. Tu texto sí. Elige la foto otra vez o continúa sin ella.")
            raise ValidationError(words, code="gone") from gone
