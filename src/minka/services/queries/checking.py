"""What the browser may tell on a page before it is sent, in the words of the page."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from minka.engine.forms import Page, Question
from minka.engine.forms.answers.dates import BOTH, MONTHS, PARTS
from minka.engine.forms.faults import sentences_of
from minka.engine.forms.page_checks import codes_in, is_useful, page_check, row_check
from minka.engine.forms.planning import page_plan, row_plan
from minka.services.queries.filling import UPLOADS, Filling
from minka.services.queries.words import value_words
from minka.web.saying import say

type Check = dict[str, object]


def check_of(filling: Filling, page: Page, asked: Sequence[Question]) -> Check | None:
    """What the browser needs to check a page with these questions; None where it could tell nothing."""
    found = page_check(filling.definition, page, filling.journey.state, language=filling.language)
    return _worded(filling, found, asked, filling.application.answers)


def check_of_row(
    filling: Filling, group: Question, asked: Sequence[Question], row: Mapping[str, object]
) -> Check | None:
    """The same for one row of a group."""
    return _worded(filling, row_check(filling.definition, group, filling.journey.state), asked, row)


def plan_of_page(filling: Filling, page: Page) -> Check:
    """What the browser needs to check a page while earlier answers may still wait on the phone."""
    found = page_plan(filling.definition, page, language=filling.language)
    return found | _words_for(filling, page.questions)


def plan_of_row(filling: Filling, group: Question) -> Check:
    """The same for one row of a group."""
    return row_plan(filling.definition, group) | _words_for(filling, group.questions)


def told_values(filling: Filling, check: Check | None) -> list[dict[str, str]]:
    """The values that a page tells: their label, and their words where they are known already."""
    known = filling.journey.state.values
    return [
        {
            "id": str(each["id"]),
            "label": str(each["label"]),
            "words": value_words(str(each["type"]), known.get(str(each["id"]))),
        }
        for each in _listed(check or {}, "values")
    ]


def _worded(filling: Filling, found: Check, asked: Sequence[Question], held: Mapping[str, object]) -> Check | None:
    names = {question.id for question in asked}
    questions = [each for each in _listed(found, "questions") if each["id"] in names]
    check = found | {"questions": [_with_files(each, held) for each in questions]}
    if not is_useful(check):
        return None
    whole = check | _words_for(filling, asked)
    return {key: value for key, value in whole.items() if key not in {"format", "server"}}


def _words_for(filling: Filling, asked: Iterable[Question]) -> Check:
    return {"texts": texts_for(asked), "language": filling.language, "yes": _("Sí"), "no": _("No")}


def texts_for(questions: Iterable[Question]) -> dict[str, str]:
    """The sentences that these questions may need, by their code; and the words of dates, by themselves."""
    codes = codes_in(questions)
    words = {text: text for text in (*MONTHS, *PARTS.values())} if "date" in codes else {}
    joint = {"and": BOTH.fill(first="", second="")} if words else {}
    return {name: say(text) for name, text in {**sentences_of(codes), **words, **joint}.items()}


def _with_files(facts: Mapping[str, object], held: Mapping[str, object]) -> Mapping[str, object]:
    """A question of files that has some already is answered."""
    is_held = facts["type"] in UPLOADS and held.get(str(facts["id"]))
    return {**facts, "has": True} if is_held else facts


def _listed(holder: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    found = holder.get(key)
    return found if isinstance(found, list) else []
