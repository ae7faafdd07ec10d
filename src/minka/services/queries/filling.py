"""Where somebody stands in what they fill in: everything a page of it needs, from one application."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from minka.engine.forms import Context, Definition, Journey, Page, Question, QuestionType, Text, journey, say
from minka.engine.ledger.canonical import canonical
from minka.services.models import Application, Service
from minka.services.queries.definitions import context_of, definition_of, newest_number

UPLOADS = {QuestionType.FILE, QuestionType.PHOTO}
DIGEST = 12


@dataclass(frozen=True)
class Filling:
    """One application with the definition of its version, as its reader sees it now."""

    application: Application
    definition: Definition
    context: Context
    language: str

    @property
    def service(self) -> Service:
        return self.application.service

    @property
    def place(self) -> list[str]:
        """The parts of the service's address."""
        return [self.service.site.slug, self.service.slug]

    @cached_property
    def journey(self) -> Journey:
        return self.journey_with(self.application.answers)

    def journey_with(self, answers: Mapping[str, object]) -> Journey:
        return journey(self.definition, answers, self.context, language=self.language)

    @property
    def has_newer(self) -> bool:
        """Whether a newer version came out since this one was begun."""
        return newest_number(self.service.pk) > self.application.version.number

    def say(self, text: Text | None) -> str:
        return say(text, self.language)

    def address(self, name: str, *more: object) -> str:
        return reverse(f"services:{name}", args=[*self.place, *more])

    def next_address(self) -> str:
        """The first page that is not done, or the page on which everything is checked."""
        return self.address_of(self.journey.next_page)

    def address_of(self, page: Page | None) -> str:
        return self.address("check") if page is None else self.address("page", page.id)

    def lacks_words(self, page: Page) -> bool:
        """Whether something on a page is not said in the reader's language, and stands there in Spanish."""
        wanted = get_language() or "es"
        texts = [page.title, page.guidance]
        texts += [text for question in page.questions for text in (question.label, question.hint)]
        return any(text is not None and wanted not in text for text in texts)


def filling_of(application: Application) -> Filling:
    """Read where an application stands, in the language of the page where the service speaks it."""
    definition = definition_of(application.version_id)
    return Filling(application, definition, context_of(application.service, definition), language_for(definition))


def language_for(definition: Definition) -> str:
    """The language of the page if the service has it, else Spanish."""
    wanted = get_language() or "es"
    return wanted if wanted in definition.languages else "es"


def digest_of(page: Page, answers: Mapping[str, object]) -> str:
    """A short mark of what a page's questions hold, to see whether another phone changed them.

    It lies on phones: with the server's key in it, nobody finds the answers by trying.
    """
    held = {question.id: answers.get(question.id) for question in page.questions}
    return salted_hmac("minka.services.page", canonical(held), algorithm="sha256").hexdigest()[:DIGEST]


def mark_of(application: Application) -> str:
    """A mark that belongs to one application and tells nothing of it: what waits on a phone is for no other one."""
    return salted_hmac("minka.services.phone", application.key.bytes, algorithm="sha256").hexdigest()[:DIGEST]


def groups_in(questions: Sequence[Question]) -> list[Question]:
    return [question for question in questions if question.type == QuestionType.GROUP]
