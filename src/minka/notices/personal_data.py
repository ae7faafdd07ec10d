"""What messages hold about people. Registered when the app is ready."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from minka.notices.models import Notice, SimulatedMessage
from minka.people.models import Participant, Person
from minka.people.personal_data import Holding, Rows, register


def rows(notices: QuerySet[Notice]) -> Rows:
    return [
        {"aviso": each.title, "texto": each.body, "fecha": each.created_at, "leido": each.read_at} for each in notices
    ]


def forget_participant(participant: Participant, _with_texts: bool) -> None:  # noqa: FBT001 - the shape of an eraser
    participant.notices.all().delete()
    _forget_simulated(participant.email, participant.phone)


def forget_person(person: Person, _with_texts: bool) -> None:  # noqa: FBT001
    person.notices.all().delete()
    _forget_simulated(person.email)


def _forget_simulated(*addresses: str) -> None:
    SimulatedMessage.objects.filter(address__in=[each for each in addresses if each]).delete()


register(
    Holding(
        name="avisos",
        title=_("Avisos que te enviamos"),
        tables=("notices.Notice",),
        of_participant=lambda participant: rows(participant.notices.all()),
        of_person=lambda person: rows(person.notices.all()),
        erase_participant=forget_participant,
        erase_person=forget_person,
    )
)
