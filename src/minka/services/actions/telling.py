"""Who is told of a publication: those who may approve it, and whoever proposed it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from minka.notices.actions import Message, notify_all
from minka.services.models import PublicationRequest, Service, Version
from minka.services.queries.approving import approvers_of
from minka.web.language import for_everybody


def tell_approvers(request: PublicationRequest) -> None:
    """Tell everybody who may approve a proposal that it waits for them."""
    service = request.service
    with for_everybody():
        title = _("«%(title)s» espera tu aprobación") % {"title": service.title}
        body = _("%(who)s pidió publicarlo. Mira qué cambia y apruébalo, o devuélvelo con una nota.")
        messages = [
            Message(
                kind="service.waits",
                title=title,
                body=body % {"who": request.by},
                link=_page_of(service),
                key=f"{service.ref}:waits:{request.pk}:{person.pk}",
                person_id=person.pk,
            )
            for person in approvers_of(request)
        ]
    notify_all(site=service.site, messages=messages)


def tell_proposer(request: PublicationRequest, version: Version | None = None) -> None:
    """Tell whoever proposed it that it was published, or sent back and why."""
    service = request.service
    if request.by_id is None:
        return
    with for_everybody():
        words = {"title": service.title, "who": request.decided_by, "number": version.number if version else 0}
        published, returned = _("Se publicó la versión %(number)d de «%(title)s»"), _("Te devolvieron «%(title)s»")
        message = Message(
            kind="service.decided",
            title=(published if version else returned) % words,
            body=request.note or _("Lo aprobó %(who)s.") % words,
            link=_page_of(service),
            key=f"{service.ref}:decided:{request.pk}",
            person_id=request.by_id,
        )
    notify_all(site=service.site, messages=[message])


def _page_of(service: Service) -> str:
    return reverse("services:team-publication", args=[service.site.slug, service.slug])
