"""Who may approve a proposal: another person than the one who made it and than those who wrote on the draft."""

from django.db.models import QuerySet

from minka.people.models import Person
from minka.services.models import DraftEditor, PublicationRequest
from minka.sites.access import RIGHTS
from minka.sites.models import Membership


def wrote_on(request: PublicationRequest, person: Person) -> bool:
    """Whether the person wrote, since the last version, on what is proposed."""
    return _editors(request).filter(person=person).exists()


def approvers_of(request: PublicationRequest) -> list[Person]:
    """Those who may approve it, each once, by name; nobody where all who hold the right had a hand in it."""
    rows = Membership.objects.filter(
        site=request.service.site, role__in=RIGHTS["approve_service"], person__is_active=True
    ).exclude(person__in=_editors(request).values("person"))
    members = rows.exclude(person=request.by_id).select_related("person").order_by("person__name", "person_id")
    return list({each.person_id: each.person for each in members}.values())


def _editors(request: PublicationRequest) -> QuerySet[DraftEditor]:
    return DraftEditor.objects.filter(service=request.service_id, first__lte=request.revision)
