"""What else somebody may be entitled to at a site: what each service says of the answers, and what to ask next."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from minka.engine.forms import Context, Definition, Question, QuestionType, Verdict, ask_next, entitlement, say
from minka.engine.forms.entitlements import ConditionResult, Entitlement
from minka.engine.forms.expressions.nodes import names_in
from minka.services.models import Service, Version
from minka.services.queries.definitions import context_of, definition_of
from minka.services.queries.filling import UPLOADS, language_for
from minka.services.queries.start import services_of
from minka.services.queries.words import answer_words, name_of
from minka.sites.models import Site

UNASKABLE: Final = {*UPLOADS, QuestionType.GROUP, QuestionType.DECLARATION}

type Answers = Mapping[str, object]


@dataclass(frozen=True)
class Offer:
    """A service that can be begun now, with its newest definition."""

    service: Service
    definition: Definition


@dataclass(frozen=True)
class Said:
    """A question and the answer somebody gave it, in words."""

    name: str
    words: str


@dataclass(frozen=True)
class Against:
    """A condition that does not hold, and the answers that say so."""

    text: str
    because: Sequence[Said]


@dataclass(frozen=True)
class Weighed:
    """One service for one person: for a person to check, still to be answered, against it."""

    service: Service
    title: str
    verdict: Verdict
    to_check: Sequence[str]
    needs: Sequence[str]
    against: Sequence[Against]


@dataclass(frozen=True)
class Orientation:
    """Everything that the answers so far say; ``asked`` is the next question with the offer that asks it."""

    probable: Sequence[Weighed]
    depends: Sequence[Weighed]
    against: Sequence[Weighed]
    unclear: Sequence[Weighed]
    asked: Question | None
    asking: Offer | None
    said: Sequence[Said]


def offers_at(site: Site) -> list[Offer]:
    """The services of a site that can be begun now. Two queries, once their definitions were read."""
    services = list(services_of(site).filter(status=Service.Status.LIVE).select_related("organization", "site"))
    newest = (
        Version.objects.filter(service__in=services).order_by("service_id", "-number").distinct("service_id")
    ).values_list("service_id", "pk")
    versions = dict(newest)
    return [Offer(each, definition_of(versions[each.pk])) for each in services if each.pk in versions]


def orientation(offers: Sequence[Offer], answers: Answers, passed: Collection[str]) -> Orientation:
    """Weigh every offer against the answers, and choose the question that settles most of what is open."""
    contexts = _contexts(offers)
    weighed = [_weighed(each, answers, contexts[each.service.calendar]) for each in offers]
    unasked = {*passed, *_unaskable(offers)}
    definitions = [each.definition for each in offers]
    following = ask_next(definitions, answers, contexts[offers[0].service.calendar], passed=unasked) if offers else None
    asked = following.question if following else None
    return Orientation(
        probable=[each for each in weighed if each.verdict == Verdict.PROBABLE],
        depends=[each for each in weighed if each.verdict == Verdict.DEPENDS],
        against=[each for each in weighed if each.verdict == Verdict.NO],
        unclear=[each for each in weighed if each.verdict == Verdict.ASK],
        asked=asked,
        asking=owner_of(offers, asked.id) if asked else None,
        said=[said for name in answers if (said := _said(offers, name, answers)) is not None],
    )


def owner_of(offers: Sequence[Offer], name: str) -> Offer | None:
    """The first offer that asks a question: it says what the question means."""
    return next((each for each in offers if name in each.definition.by_id), None)


def _weighed(offer: Offer, answers: Answers, context: Context) -> Weighed:
    definition, language = offer.definition, language_for(offer.definition)
    found: Entitlement = entitlement(definition, answers, context, language=language)
    return Weighed(
        service=offer.service,
        title=say(definition.title, language),
        verdict=found.verdict,
        to_check=[each.text for each in found.to_check],
        needs=[name_of(definition.by_id[name], language) for name in found.needs if name in definition.by_id],
        against=[_against(offer, each, answers) for each in found.against],
    )


def _against(offer: Offer, result: ConditionResult, answers: Answers) -> Against:
    told = (_said([offer], name, answers) for name in names_in(result.condition.expr))
    return Against(result.text, [said for said in told if said is not None])


def _said(offers: Sequence[Offer], name: str, answers: Answers) -> Said | None:
    offer = owner_of(offers, name)
    if offer is None or answers.get(name) is None:
        return None
    question, language = offer.definition.by_id[name], language_for(offer.definition)
    return Said(say(question.label, language), answer_words(question, answers[name], language))


def _unaskable(offers: Sequence[Offer]) -> set[str]:
    """Files, rows and declarations belong to a filing, not to an orientation."""
    return {each.id for offer in offers for each in offer.definition.by_id.values() if each.type in UNASKABLE}


def _contexts(offers: Sequence[Offer]) -> dict[str, Context]:
    """The day and its holidays, once for each calendar. Which districts there are is looked at when one is typed."""
    by_calendar = {each.service.calendar: each for each in offers}
    return {key: context_of(each.service, each.definition) for key, each in by_calendar.items()}
