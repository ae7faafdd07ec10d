"""What the browser may tell on a page before it is sent, in the words of the page."""

from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from minka.engine.forms import Page, Question, QuestionType
from minka.engine.forms.answers.dates import MONTHS, PARTS
from minka.engine.forms.faults import TEXTS
from minka.engine.forms.page_checks import codes_in, is_useful, page_check, row_check
from minka.engine.forms.planning import page_plan, row_plan
from minka.engine.saying import Said
from minka.services.queries.filling import UPLOADS, Filling
from minka.services.queries.words import value_words

LEFT_OUT = {"format", "server"}

type Check = dict[str, object]


def check_of(filling: Filling, page: Page, asked: Sequence[Question]) -> Check | None:
    """What the browser needs to check a page with these questions; None where it could tell nothing."""
    found = page_check(filling.definition, page, filling.journey.state, language=filling.language)
    return _worded(found, asked, filling.application.answers)


def check_of_row(
    filling: Filling, group: Question, asked: Sequence[Question], row: Mapping[str, object]
) -> Check | None:
    """The same for one row of a group."""
    return _worded(row_check(filling.definition, group, filling.journey.state), asked, row)


def plan_of_page(filling: Filling, page: Page) -> Check:
    """What the browser needs to check a page while earlier answers may still wait on the phone."""
    found = page_plan(filling.definition, page, language=filling.language)
    return found | _words_for(page.questions)


def plan_of_row(filling: Filling, group: Question) -> Check:
    """The same for one row of a group."""
    return row_plan(filling.definition, group) | _words_for(group.questions)


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


def _worded(found: Check, asked: Sequence[Question], held: Mapping[str, object]) -> Check | None:
    names = {question.id for question in asked}
    questions = [each for each in _listed(found, "questions") if each["id"] in names]
    check = found | {"questions": [_with_files(each, held) for each in questions]}
    if not is_useful(check):
        return None
    whole = check | _words_for(asked)
    return {key: value for key, value in whole.items() if (value or key == "questions") and key not in LEFT_OUT}


def _words_for(asked: Iterable[Question]) -> Check:
    """The words in another language; the Spanish ones are in the script, so that pages stay light."""
    if get_language() == settings.LANGUAGE_CODE:
        return {}
    more = _("Hay una pregunta más: {label}")
    return {"texts": texts_for(asked), "more": more, "yes": _("Sí"), "no": _("No")}


def texts_for(questions: Iterable[Question]) -> dict[str, object]:
    """The sentences that these questions may need, by their code: two where they count something, for one and many."""
    asked = list(questions)
    texts: dict[str, object] = {code: _sentence(TEXTS[f"answer_{code}"]) for code in codes_in(asked)}
    if any(question.type == QuestionType.DATE for question in asked):
        texts["months"] = [_(month) for month in MONTHS]
        texts["parts"] = {part: _(words) for part, words in PARTS.items()}
        texts["joint"] = _("{first} y {second}")
    return texts


def _sentence(said: Said) -> str | list[str]:
    if not said.many:
        return _(said.template)
    return [ngettext(said.template, said.many, number) for number in (1, 2)]


def _with_files(facts: Mapping[str, object], held: Mapping[str, object]) -> Mapping[str, object]:
    """A question of files that has some already is answered."""
    is_held = facts["type"] in UPLOADS and held.get(str(facts["id"]))
    return {**facts, "has": True} if is_held else facts


def _listed(holder: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    found = holder.get(key)
    return found if isinstance(found, list) else []
