"""What notices hold about people. Registered when the app is ready."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minka.notices.models import Delivery, Notice, Silence, SimulatedMessage
from minka.people.models import Participant, Person
from minka.people.personal_data import Holding, Rows, register


def participant_rows(participant: Participant) -> Rows:
    return _rows(Q(participant=participant)) + _simulated_rows(participant.email, participant.phone)


def person_rows(person: Person) -> Rows:
    silences: Rows = [
        {"sin_avisos_por": each.get_channel_display(), "desde": each.since}
        for each in Silence.objects.filter(person=person)
    ]
    return _rows(Q(person=person)) + silences + _simulated_rows(person.email)


def forget_participant(participant: Participant, _with_texts: bool) -> None:  # noqa: FBT001 - the shape of an eraser
    Notice.objects.filter(participant=participant).delete()
    _forget_simulated(participant.email, participant.phone)


def forget_person(person: Person, _with_texts: bool) -> None:  # noqa: FBT001 - the shape of an eraser
    Notice.objects.filter(person=person).delete()
    Silence.objects.filter(person=person).delete()
    _forget_simulated(person.email)


def _rows(whose: Q) -> Rows:
    left: dict[int, list[str]] = {}
    for each in Delivery.objects.filter(notice__in=Notice.objects.filter(whose)):
        left.setdefault(each.notice_id, []).append(f"{each.get_channel_display()}: {each.get_status_display()}")
    return [
        {
            "aviso": notice.title,
            "texto": notice.body,
            "fecha": notice.created_at,
            "leido": notice.read_at,
            "por": ", ".join(left.get(notice.pk, [])),
        }
        for notice in Notice.objects.filter(whose).order_by("pk")
    ]


def _simulated(*addresses: str) -> Q:
    return Q(address__in=[address for address in addresses if address])


def _simulated_rows(*addresses: str) -> Rows:
    kept = SimulatedMessage.objects.filter(_simulated(*addresses)).order_by("pk")
    return [{"mensaje_simulado": each.subject or each.text, "fecha": each.at} for each in kept]


def _forget_simulated(*addresses: str) -> None:
    SimulatedMessage.objects.filter(_simulated(*addresses)).delete()


register(
    Holding(
        name="avisos",
        title=_("Avisos que te dimos"),
        tables=("notices.Notice", "notices.Delivery", "notices.Silence", "notices.SimulatedMessage"),
        of_participant=participant_rows,
        of_person=person_rows,
        erase_participant=forget_participant,
        erase_person=forget_person,
    )
)
