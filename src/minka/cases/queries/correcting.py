"""Which questions of a case may be answered again, and the case as a thing to fill in."""

from collections.abc import Sequence

from minka.cases.models import Case, Observation
from minka.engine.forms import Question, QuestionType
from minka.services.queries.filling import Filling, filling_of


def correcting(case: Case) -> Filling:
    """The filed application with the case's answers in it, so that its questions can be drawn and judged again."""
    application = case.application
    application.service, application.version, application.answers = case.service, case.version, case.answers
    application.service.site = case.site
    return filling_of(application)


def questions_to_correct(filling: Filling, observation: Observation, also: Sequence[str] = ()) -> list[Question]:
    """The observed questions that are shown, then those that a changed answer brought and nobody answered yet."""
    observed = {name for item in observation.items for name in item["questions"]}
    held = filling.application.answers
    new = {name for name in also if held.get(name) is None}
    return [
        question
        for question in filling.definition.questions()
        if question.type != QuestionType.GROUP
        and ((question.id in observed and filling.journey.shows(question.id)) or question.id in new)
    ]
