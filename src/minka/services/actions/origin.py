"""The contribution a service came from leads to it, and whoever said it is told."""

from django.urls import reverse
from django.utils.translation import gettext as _

from minka.contributions.models import Contribution, Link
from minka.notices.actions import Message, notify_all
from minka.people.models import Person
from minka.services.models import Service
from minka.web.language import for_everybody


def tell_origin(*, service: Service, by: Person) -> None:
    """The contribution leads to the service; its author sees it in “mi voz” and is told once."""
    kind, _colon, number = service.origin.partition(":")
    if kind != "contribution" or not number.isdecimal():
        return
    origin = Contribution.objects.filter(pk=number, site=service.site).first()
    if origin is None:
        return
    target = reverse("services:service", args=[service.site.slug, service.slug])
    _link, is_new = Link.objects.get_or_create(
        source=origin.ref,
        relation=Link.Relation.CHANGED,
        target=target,
        defaults={"site": service.site, "title": service.title, "created_by": by},
    )
    if is_new and origin.channel != Contribution.Channel.IMPORT:  # nobody holds the receipt of what came in a file
        with for_everybody():
            notify_all(site=service.site, messages=[_message(service, origin)])


def _message(service: Service, origin: Contribution) -> Message:
    return Message(
        participant_id=origin.participant_id,
        kind="service.published",
        title=_("De tu aporte nació un servicio: «%(title)s»") % {"title": service.title},
        body=_("Lo que dijiste ahora es un trámite que se puede hacer por aquí."),
        link="/mi-voz/",
        key=f"{service.ref}:{origin.ref}",
    )
