"""Reading what is held about one participant or person."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from minka.people.models import Participant, Person
from minka.people.personal_data import held_about
from minka.reference.models import ConsentText


def consents_in_force(participant: Participant) -> list[dict[str, object]]:
    """The permissions in force, each with the title people saw when they gave it."""
    given = list(participant.consents.filter(withdrawn_at=None).order_by("given_at"))
    titles = dict(
        ConsentText.objects.filter(purpose__in=[each.purpose for each in given], language="es")
        .order_by("version")
        .values_list("purpose", "title")
    )
    return [{"consent": each, "title": titles.get(each.purpose, each.purpose)} for each in given]


def everything_as_json(who: Person | Participant) -> str:
    """All that is held about somebody, in a form another program can read."""
    held = held_about(who)
    content = {
        "que_es": "Copia de todo lo que esta plataforma guarda sobre ti",
        "hecha": timezone.now(),
        "clave": who.actor_key,
    } | {each.name: each.rows for each in held}
    return json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2, default=str)
