"""What somebody fills in and filed, for the page of codes and for "mi voz"."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from minka.people.codes import Deed
from minka.people.models import Participant
from minka.services.models import Application

MOST_SHOWN = 50


class Applications:
    """Each application has a code of its own; what is not filed comes first, for it waits for its person."""

    def holder_of(self, code: str) -> Participant | None:
        return Participant.objects.filter(applications__code=code, erased_at__isnull=True).first()

    def deeds_of(self, own: Sequence[Participant]) -> list[Deed]:
        found = (
            Application.objects.filter(participant__in=own)
            .select_related("service__site", "service__organization", "version")
            .defer("answers", "service__draft", "version__document", "version__differences")
            .order_by("-state", "-touched_at")[:MOST_SHOWN]
        )
        return [_filed(each) if each.state == Application.State.FILED else _unfiled(each) for each in found]


def _unfiled(application: Application) -> Deed:
    place = [application.service.site.slug, application.service.slug]
    return Deed(
        over=application.service.organization.name,
        title=application.service.title,
        url=reverse("services:check", args=place),
        words=_("Lo tienes a medias. Todavía no se envió."),
        code=application.code,
        code_url=reverse("services:saved", args=place),
        links=((_("Seguir donde quedé"), reverse("services:check", args=place)),),
    )


def _filed(application: Application) -> Deed:
    place = [application.service.site.slug, application.service.slug, application.pk]
    receipt = reverse("services:filed", args=place)
    return Deed(
        over=application.service.organization.name,
        title=application.service.title,
        url=receipt,
        words=_("Enviado: la entidad tiene tu solicitud."),
        code=application.code,
        code_url=receipt,
        links=((_("Ver la constancia"), receipt),),
    )
