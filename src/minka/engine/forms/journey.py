"""The journey of one person through a service: a pure function of the definition and their answers.

Everything a page needs follows from it: which pages come in which order, what is still open, what lies behind, which
answers count. An answer to a question that is not shown counts for nothing, as if it had never been given.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from minka.engine.forms.answers.context import NOWHERE, Context
from minka.engine.forms.definition import SPANISH, Definition, Page, Question, Rule, say
from minka.engine.forms.evaluation import Answers, State, evaluate_all, program_of, required_code
from minka.engine.forms.expressions.nodes import Expression, names_in
from minka.engine.forms.faults import Fault, answer_fault
from minka.engine.forms.ordering import KEPT, cone_of


@dataclass(frozen=True, eq=False)
class Journey:
    """Where somebody stands.

    ``pages`` are those shown, in order, an exit page last. ``answered`` are the answers that count, as kept; None in it
    is a question left blank on purpose. ``cleared`` are answers of questions that are not shown, ``ignored`` what no
    question of this service asks: both count for nothing. ``undecided`` are pages that later answers may bring.
    ``faults`` are those of answers given, not of answers still missing. ``complete`` says that everything is answered
    and nothing is wrong.
    """

    definition: Definition
    state: State
    pages: tuple[Page, ...]
    undecided: tuple[Page, ...]
    answered: Mapping[str, object]
    cleared: tuple[str, ...]
    ignored: tuple[str, ...]
    faults: tuple[Fault, ...]
    done: frozenset[str]

    @cached_property
    def exit_page(self) -> Page | None:
        """The page that ends the journey early, if one is shown."""
        return self.pages[-1] if self.pages and self.pages[-1].exit else None

    @cached_property
    def next_page(self) -> Page | None:
        """The first page that is not done; None when the answers can be checked and sent."""
        return next((page for page in self.pages if page.id not in self.done), None)

    @property
    def complete(self) -> bool:
        """Whether it can be filed."""
        return self.next_page is None and bool(self.pages)

    @property
    def screened(self) -> bool:
        """Whether the questions before starting are answered, and lead on."""
        return self.exit_page is None and all(page.id in self.done for page in self.pages if page.screening)

    @property
    def length(self) -> int:
        """About how many pages are asked in all: those shown, and half of those that later answers may bring."""
        return len(self.pages) + sum(not page.exit for page in self.undecided) // 2

    def shows(self, question_id: str) -> bool:
        """Whether a question is shown now."""
        return self.state.shown.get(question_id) is True

    def questions_of(self, page: Page) -> tuple[Question, ...]:
        """The questions of a page that are shown."""
        return tuple(question for question in page.questions if self.shows(question.id))

    def page_after(self, page_id: str) -> Page | None:
        """The page that follows one that is shown; None after the last, and for one that is not shown."""
        at = self._place(page_id)
        return self.pages[at + 1] if at is not None and at + 1 < len(self.pages) else None

    def page_before(self, page_id: str) -> Page | None:
        """The page to go back to; None before the first, and for one that is not shown."""
        at = self._place(page_id)
        return self.pages[at - 1] if at else None

    def may_open(self, page_id: str) -> bool:
        """Whether a page is shown and everything before it is done."""
        at = self._place(page_id)
        return at is not None and all(page.id in self.done for page in self.pages[:at])

    def _place(self, page_id: str) -> int | None:
        return next((at for at, page in enumerate(self.pages) if page.id == page_id), None)


def journey(
    definition: Definition, answers: Answers, context: Context = NOWHERE, *, language: str = SPANISH
) -> Journey:
    """Follow a definition with the answers given so far.

    Args:
        definition: the service, in the version that the person began with.
        answers: kept answers by question id; ids that are not of this service, and any JSON, are borne.
        context: the day it is, the holidays, the places.
        language: of the messages of rules.
    """
    state = evaluate_all(definition, answers, context)
    pages = tuple(page for page in definition.pages if state.shown[page.id] is True)
    broken = _broken_rules(definition, state, language)
    for rule, found in broken:
        state.faults.setdefault(page_of_rule(definition, rule), []).append(found)
    given = tuple(definition.questions())
    return Journey(
        definition=definition,
        state=state,
        pages=pages,
        undecided=tuple(page for page in definition.pages if state.shown[page.id] is None),
        answered=state.kept,
        cleared=tuple(each.id for each in given if each.id in answers and state.shown[each.id] is not True),
        ignored=_ignored(definition, answers, state),
        faults=tuple(each for page in pages for each in _faults(page, state)),
        done=frozenset(page.id for page in pages if _is_done(page, state)),
    )


def check_page(
    definition: Definition, page_id: str, answers: Answers, context: Context = NOWHERE, *, language: str = SPANISH
) -> tuple[Fault, ...]:
    """Everything that keeps a person from going on: answers that are missing or wrong, and rules that are broken.

    A page that is not shown has no faults. Raises KeyError for a page that the definition does not have.
    """
    page = definition.page(page_id)
    if page is None:
        raise KeyError(page_id)
    now = journey(definition, answers, context, language=language)
    missing = [
        answer_fault(question.id, required_code(question))
        for question in now.questions_of(page)
        if question.required and now.answered.get(question.id) is None and question.id not in now.state.faults
    ]
    return (*missing, *_faults(page, now.state)) if page in now.pages else ()


def _faults(page: Page, state: State) -> Iterator[Fault]:
    for question in page.questions:
        if state.shown[question.id]:
            yield from state.faults.get(question.id, ())
    yield from state.faults.get(page.id, ())


def _is_done(page: Page, state: State) -> bool:
    """An exit is never done; a page of guidance always is."""
    if page.exit or page.id in state.faults:
        return False
    for question in page.questions:
        name = question.id
        if state.shown[name] and (
            name in state.faults or name not in state.kept or (question.required and state.kept[name] is None)
        ):
            return False
    return True


def _ignored(definition: Definition, answers: Answers, state: State) -> tuple[str, ...]:
    top = {question.id for question in definition.questions()}
    return (*sorted(str(name) for name in answers if name not in top), *sorted(state.dropped))


def _broken_rules(definition: Definition, state: State, language: str) -> list[tuple[Rule, Fault]]:
    broken = []
    for rule, (_, runner) in zip(definition.rules, program_of(definition).rules, strict=True):
        if runner(state.values, None) is True:
            page = page_of_rule(definition, rule)
            broken.append((rule, answer_fault(rule.question or page, "rule", message=say(rule.message, language))))
    return broken


def page_of_rule(definition: Definition, rule: Rule) -> str:
    """The id of the page that a broken rule keeps from being done."""
    return _pages_of_rules(definition)[rule.id]


def page_of_reading(definition: Definition, expression: Expression) -> Page:
    """The last page whose answers an expression reads; the last of all when it reads none."""
    read = [name for name in cone_of(definition, names_in(expression)) if name in definition.page_of]
    pages = [definition.page_of[name] for name in read]
    return max(pages, key=definition.pages.index, default=definition.pages[-1])


@lru_cache(maxsize=KEPT)
def _pages_of_rules(definition: Definition) -> Mapping[str, str]:
    """Where a broken rule is told: at its question, else on the last page whose answers it reads."""
    return {
        rule.id: (definition.page_of[rule.question] if rule.question else page_of_reading(definition, rule.when)).id
        for rule in definition.rules
    }
