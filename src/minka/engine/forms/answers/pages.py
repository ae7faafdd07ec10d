"""Cleaning a whole page at once: what was typed on it becomes answers, faults and warnings."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from minka.engine.forms.answers.cleaning import Cleaned, clean_answer
from minka.engine.forms.answers.context import NOWHERE, Context
from minka.engine.forms.definition import SPANISH, Definition, Question, QuestionType
from minka.engine.forms.faults import Fault
from minka.engine.forms.journey import Journey, check_page, journey


@dataclass(frozen=True, slots=True)
class CleanedPage:
    """A page after cleaning. ``answers`` are all answers, the new ones among them; ``faults`` keep from going on."""

    answers: Mapping[str, object]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def clean_page(
    definition: Definition,
    page_id: str,
    typed: Mapping[str, object],
    answers: Mapping[str, object],
    context: Context = NOWHERE,
    *,
    language: str = SPANISH,
) -> CleanedPage:
    """Clean what was typed on one page, together with the answers of the others.

    A question that is not shown, given what else was typed on this very page, keeps no answer and has no fault. What
    is wrong is not kept.

    Args:
        definition: the service.
        page_id: the page that was sent.
        typed: by question id, as :func:`clean_answer` takes it; a question that is missing is blank.
        answers: what was kept before.
        context: the day, the holidays, the places.
        language: of the messages of rules.

    Raises:
        KeyError: the definition has no such page.
    """
    page = definition.page(page_id)
    if page is None:
        raise KeyError(page_id)
    cleaned = {question.id: _clean(question, typed.get(question.id), context) for question in page.questions}
    kept = {**answers, **{name: each.kept for name, each in cleaned.items()}}
    now = journey(definition, kept, context, language=language)
    shown = [question.id for question in now.questions_of(page)]
    faults = [wrong for name in shown for wrong in cleaned[name].faults if _is_shown(wrong, now)]
    told = {wrong.path for wrong in faults}
    faults += [
        wrong for wrong in check_page(definition, page_id, kept, context, language=language) if wrong.path not in told
    ]
    refused = {wrong.path for wrong in faults if wrong.code != "answer_rule"}
    others = {name: answer for name, answer in answers.items() if name not in cleaned}
    return CleanedPage(
        answers=others | {name: now.answered[name] for name in shown if name in now.answered and name not in refused},
        faults=tuple(faults),
        warnings=tuple(wrong for name in shown for wrong in cleaned[name].warnings),
    )


def _is_shown(wrong: Fault, now: Journey) -> bool:
    """Whether a fault is of something shown; inside a group that is settled row by row."""
    group, _, inside = wrong.path.partition("/")
    rows = now.answered.get(group)
    if not inside or not isinstance(rows, list):
        return True
    at, _, child = inside.partition("/")
    return child in rows[int(at)]


def _clean(question: Question, typed: object, context: Context) -> Cleaned:
    return (clean_rows if question.type == QuestionType.GROUP else clean_answer)(question, typed, context)


def clean_rows(question: Question, typed: object, context: Context) -> Cleaned:
    """Clean the rows of a group; rows without anything typed are left out, the others keep their order.

    Faults name the row and the question: ``children/0/name``. What is hidden inside a row is settled by the journey.
    """
    rows = [row for row in typed if isinstance(row, Mapping) and any(row.values())] if isinstance(typed, list) else []
    cleaned = [
        {child.id: clean_answer(child, row.get(child.id), context) for child in question.questions} for row in rows
    ]
    kept = [{name: each.kept for name, each in row.items()} for row in cleaned]
    whole = clean_answer(question, kept, context)
    parts = [(at, each) for at, row in enumerate(cleaned) for each in row.values()]
    faults = [_in_row(question, at, wrong) for at, each in parts for wrong in each.faults if not _is_missing(wrong)]
    warnings = [_in_row(question, at, wrong) for at, each in parts for wrong in each.warnings]
    return Cleaned(kept or None, (*whole.faults, *faults), tuple(warnings))


def _in_row(group: Question, at: int, wrong: Fault) -> Fault:
    return replace(wrong, path=f"{group.id}/{at}/{wrong.path}")


def _is_missing(wrong: Fault) -> bool:
    return wrong.code.startswith("answer_required")
