"""Who applies and where they live, as far as the answers say so."""

from collections.abc import Mapping
from typing import Final

from minka.engine.forms import Definition, Question, QuestionType

LONGEST: Final = 160
NAMES: Final = ("applicant_name", "full_name", "name", "names", "nombre", "nombres", "nombre_completo")
HOMES: Final = ("applicant_place", "home", "address_place", "place", "distrito", "lugar")


def applicant_of(definition: Definition, answers: Mapping[str, object]) -> str:
    """The applicant's name: the question with a usual id, else the first short text that was answered."""
    texts = [question for question in definition.questions() if question.type == QuestionType.SHORT_TEXT]
    found = next((str(answers[each.id]) for each in _usual_first(texts, NAMES) if answers.get(each.id)), "")
    return found[:LONGEST]


def document_of(definition: Definition, answers: Mapping[str, object]) -> tuple[str, str] | None:
    """Kind and number of the first document that was answered; None when there is none."""
    for each in definition.questions():
        kept = answers.get(each.id)
        if each.type == QuestionType.DOCUMENT and isinstance(kept, dict) and kept.get("number"):
            return str(kept.get("kind", "")), str(kept["number"])
    return None


def home_of(definition: Definition, answers: Mapping[str, object]) -> str:
    """The INEI code of the district where the person lives, for the distance term (art. 135)."""
    places = [question for question in definition.questions() if question.type == QuestionType.PLACE]
    for each in _usual_first(places, HOMES):
        answer = answers.get(each.id)
        if isinstance(answer, dict) and answer.get("coding") == "inei":
            return str(answer.get("code", ""))[:6]
    return ""


def _usual_first(questions: list[Question], usual: tuple[str, ...]) -> list[Question]:
    return sorted(questions, key=lambda each: usual.index(each.id) if each.id in usual else len(usual))
