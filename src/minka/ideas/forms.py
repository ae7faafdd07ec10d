"""What people write as an idea, how they look through ideas, and how a team sets the activity up."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from minka.contributions.access import rules_of
from minka.contributions.forms.photo import PhotoField, TicketField
from minka.contributions.forms.words import KeyField, LineField, WordsField
from minka.processes.models import Activity
from minka.reference.forms import PlaceField

TITLE, SHORTEST, LONGEST = 100, 20, 2000


class IdeaForm(forms.Form):
    """An idea as it is typed; the same fields travel hidden from the check page on."""

    title = LineField(
        label=_("Tu idea en pocas palabras"),
        max_length=TITLE,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off", "maxlength": False}),
        error_messages={
            "required": _("Ponle un título corto, para que otros la encuentren."),
            "max_length": _("El título es muy largo: caben %(limit_value)d letras y escribiste %(show_value)d."),
        },
    )
    text = WordsField(
        label=_("Cuéntala"),
        help_text=_("¿Qué pasa hoy? ¿Qué propones? ¿A quién ayuda? Escríbelo como se lo contarías a tu vecina."),
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 7, "minlength": False}),
        error_messages={"required": _("Escribe tu idea para poder enviarla.")},
    )
    place = PlaceField(label=_("Distrito"), required=False)
    photo = PhotoField(label=_("Foto"), required=False, help_text=_("JPEG, PNG, WebP o HEIC, hasta 10 MB."))
    spoken_by = LineField(
        label=_("Cómo quieres firmar"),
        required=False,
        max_length=80,
        help_text=_("Se verá junto a tu idea. Si lo dejas en blanco, nadie verá quién la escribió."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": False}),
    )
    photo_ticket = TicketField()
    drop_photo = forms.BooleanField(label=_("Quitar la foto"), required=False)
    publish_photo = forms.BooleanField(label=_("Mostrar mi foto a todos junto a mi idea"), required=False)
    idempotency_key = KeyField()

    def __init__(
        self,
        activity: Activity,
        data: QueryDict | None = None,
        files: MultiValueDict[str, "UploadedFile[bytes]"] | None = None,
        *,
        initial: dict[str, str] | None = None,
    ) -> None:
        super().__init__(data, files, initial=initial)
        rules = rules_of(activity)
        if not rules.photo:
            for name in ("photo", "photo_ticket", "drop_photo", "publish_photo"):
                del self.fields[name]
        if not rules.place:
            del self.fields["place"]
        else:
            self.fields["place"].department = activity.process.site.place_code[:2]  # type: ignore[attr-defined]

    def typed(self) -> dict[str, str]:
        """What was typed, as it travels hidden through the check page."""
        names = ("title", "text", "place", "spoken_by", "photo_ticket", "idempotency_key")
        return {name: str(self[name].value() or "") for name in names if name in self.fields}

    def carry(self, name: str, value: str) -> None:
        """Let a hidden value travel on with the form when it is shown again."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[name] = value
        self.data = data

    @property
    def has_photo(self) -> bool:
        """Whether a photo already waits with us."""
        return "photo_ticket" in self.fields and bool(self["photo_ticket"].value())


class IdeasSettingsForm(forms.Form):
    """How an activity of ideas works; chosen when it is set up."""

    moderation = forms.ChoiceField(
        label=_("¿Cuándo se publican las ideas?"),
        choices=[("after", _("Al momento; se revisan después")), ("before", _("Solo después de revisarlas"))],
        widget=forms.RadioSelect,
        initial="after",
    )
    place = forms.BooleanField(label=_("Preguntar por el distrito"), required=False, initial=True)
    photo = forms.BooleanField(label=_("Recibir una foto"), required=False, initial=True)
    comments = forms.BooleanField(label=_("Recibir comentarios"), required=False, initial=True)


class LookForm(forms.Form):
    """How somebody looks through the ideas: words, order, district. Nonsense counts as nothing chosen."""

    ORDERS = {
        "recientes": _("Más recientes"),
        "apoyadas": _("Más apoyadas"),
        "por-responder": _("Por responder"),
        "respondidas": _("Respondidas"),
    }

    q = LineField(label=_("Buscar en las ideas"), required=False, max_length=200)
    orden = forms.ChoiceField(choices=list(ORDERS.items()), required=False)
    distrito = PlaceField(label=_("Distrito"), required=False, help_text="")
    desde = forms.RegexField(regex=r"^[0-9]{1,17}(-[0-9]{1,17})?$", required=False)

    def __init__(self, activity: Activity, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["distrito"].department = activity.process.site.place_code[:2]  # type: ignore[attr-defined]
