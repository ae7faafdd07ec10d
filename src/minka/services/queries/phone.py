"""What a phone keeps of an application to fill it in without network: the plan, words, and no answer it can spare."""

import datetime as dt
from collections.abc import Mapping

from django.urls import reverse
from django.utils import timezone

from minka.engine.forms.planning import plan_answers, to_plan
from minka.services.queries.audio import audio_path
from minka.services.queries.filling import Filling, mark_of
from minka.services.queries.words import name_of

DAYS = 14  # without a network the phone lets it go after so many; each visit begins them anew


def phone_state(filling: Filling) -> dict[str, object]:
    """Where the application stands, as far as the phone must know to say which page is next."""
    until = timezone.now() + dt.timedelta(days=DAYS)
    return {
        "minka": "phone",
        "base": reverse("services:service", args=filling.place),
        "mark": mark_of(filling.application),
        "version": filling.application.version.number,
        "revision": filling.application.revision,
        "expires": int(until.timestamp() * 1000),
        "answers": plan_answers(filling.journey),
    }


def phone_plan(filling: Filling) -> dict[str, object]:
    """What does not change with the answers: the way through the service, and its words for the list of what waits."""
    definition = filling.definition
    return {
        "plan": to_plan(definition, filling.journey.state),
        "titles": {page.id: filling.say(page.title) for page in definition.pages},
        "names": {name: name_of(question, filling.language) for name, question in definition.by_id.items()},
        "options": {
            name: {option.id: filling.say(option.label) for option in question.options}
            for name, question in definition.by_id.items()
            if question.options
        },
        "audio": list(audio_of(filling)),
    }


def audio_of(filling: Filling) -> Mapping[str, int]:
    """The recordings of a service: their addresses and bytes."""
    found = ((each.audio, audio_path(each.audio)) for each in filling.definition.by_id.values() if each.audio)
    return {filling.address("audio", name): path.stat().st_size for name, path in found if path is not None}
