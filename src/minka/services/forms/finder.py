"""One question of the finder, and what travels with its page: signed, so that nobody can slip in what was not asked."""

from dataclasses import dataclass, field
from typing import Any, Final

from django import forms
from django.core import signing
from django.utils.datastructures import MultiValueDict

from minka.engine.forms import Question, clean_answer
from minka.services.forms.answers import PREFIX, sentence_of, shown
from minka.services.forms.fields import field_for
from minka.services.queries.definitions import context_of
from minka.services.queries.filling import language_for
from minka.services.queries.finder import Offer

SALT: Final = "minka.services.finder"
HOURS: Final = 12
LONGEST: Final = 20_000  # letters; more was not made here


@dataclass(frozen=True)
class Carried:
    """What was answered and what was passed over, in the order in which it was asked; None is passed over."""

    answers: dict[str, Any] = field(default_factory=dict)

    @property
    def kept(self) -> dict[str, object]:
        return {name: answer for name, answer in self.answers.items() if answer is not None}

    @property
    def passed(self) -> list[str]:
        return [name for name, answer in self.answers.items() if answer is None]

    def with_answer(self, name: str, answer: object) -> "Carried":
        return Carried({**self.answers, name: answer})

    def before(self) -> tuple["Carried", str]:
        """As it was before the last question, and which that was."""
        *earlier, last = self.answers.items() or [("", None)]
        return Carried(dict(earlier)), last[0]

    def sealed(self, site: str) -> str:
        return signing.dumps(list(self.answers.items()), salt=f"{SALT}.{site}", compress=True)


def carried_in(text: str, site: str) -> Carried | None:
    """What came with a page of this site; None where it was changed on the way, or is too old."""
    if not text:
        return Carried()
    if len(text) > LONGEST:
        return None
    try:
        return Carried(dict(signing.loads(text, salt=f"{SALT}.{site}", max_age=HOURS * 3600)))
    except signing.BadSignature:
        return None


class FinderForm(forms.Form):
    """One question, as the service that asks it asks it."""

    def __init__(
        self, offer: Offer, question: Question, kept: object = None, data: MultiValueDict[str, Any] | None = None
    ) -> None:
        self.offer, self.question = offer, question
        self.answer: object = None
        super().__init__(data, initial={question.id: shown(question, kept)}, prefix=PREFIX, auto_id="%s")
        department = offer.service.site.place_code
        language = language_for(offer.definition)
        self.fields[question.id] = field_for(question, language=language, department=department)

    def clean(self) -> None:
        typed = self.cleaned_data.get(self.question.id)
        found = clean_answer(self.question, typed, context_of(self.offer.service, self.offer.definition))
        self.answer = found.kept
        if not self.errors:
            for fault in found.faults:
                self.add_error(self.question.id, sentence_of(fault))
