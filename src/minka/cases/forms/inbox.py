"""The filters of the inbox and what can be done with several cases at once."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.cases.queries.inbox import LATE, MINE, NOBODY, SOON, STOPPED, InboxFilters
from minka.cases.queries.workflows import known_states
from minka.services.models import Service
from minka.sites.models import Site

ASSIGN = "assign"
BULK_ACTS = (
    (ASSIGN, gettext_lazy("Encargar a alguien")),
    ("start_review", gettext_lazy("Empezar la evaluación")),
    ("observe", gettext_lazy("Observar con la misma lista")),
    ("grant", gettext_lazy("Conceder con el mismo motivo")),
    ("deny", gettext_lazy("Denegar con el mismo motivo")),
    ("notify_grant", gettext_lazy("Notificar las concesiones")),
    ("notify_denial", gettext_lazy("Notificar las denegaciones")),
)


class InboxForm(forms.Form):
    """Which cases to see. Sent by GET: an address can be kept and shared."""

    servicio = forms.ChoiceField(label=gettext_lazy("Servicio"), required=False)
    estado = forms.ChoiceField(label=gettext_lazy("Estado"), required=False)
    quien = forms.ChoiceField(label=gettext_lazy("Quién atiende"), required=False)
    plazo = forms.ChoiceField(label=gettext_lazy("Plazo"), required=False)

    def __init__(self, filters: InboxFilters, site: Site) -> None:
        super().__init__(initial=filters.chosen)
        every = [("", _("Todos"))]
        listed = Service.objects.filter(site=site).exclude(status=Service.Status.DRAFT).order_by("title")
        choices = {
            "servicio": listed.values_list("slug", "title"),
            "estado": known_states().items(),
            "quien": [(MINE, _("Los míos")), (NOBODY, _("Sin encargar"))],
            "plazo": [(LATE, _("Fuera de plazo")), (SOON, _("Vencen en siete días")), (STOPPED, _("Detenidos"))],
        }
        for name, rows in choices.items():
            self.fields[name].choices = [*every, *rows]  # type: ignore[attr-defined]
