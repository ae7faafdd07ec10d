"""Whether every page, question, rule and requirement can matter, and whether somebody can come to the end."""

from collections.abc import Iterator

from minka.engine.forms.checking.findings import Finding, finding
from minka.engine.forms.definition import Definition, Page, Question, Rule, say
from minka.engine.forms.explaining import words_of
from minka.engine.forms.exploring import Explorer, Possible, Result
from minka.engine.forms.expressions.nodes import Expression, Operation, names_in
from minka.engine.forms.journey import page_of_rule
from minka.engine.forms.ordering import cone_of
from minka.engine.saying import phrase


def check_reach(explorer: Explorer) -> Iterator[Finding]:
    """Pages and questions that nobody sees, conditions that are always so, ways without end."""
    for at, page in enumerate(explorer.definition.pages):
        yield from _check_page(explorer, page, f"/pages/{at}")
        for n, question in enumerate(page.questions):
            yield from _check_question(explorer, page, question, f"/pages/{at}/questions/{n}")
    if not any(page.questions for page in explorer.definition.pages):
        yield finding("/pages", "no_questions")
    yield from _check_end(explorer)


def _check_page(explorer: Explorer, page: Page, path: str) -> Iterator[Finding]:
    name = say(page.title)
    found = explorer.explore(shown=[page.id])
    if found.never(Result.TRUE):
        yield finding(path, "page_unreachable", name=name)
    elif not found.can_be(Result.TRUE):
        yield finding(path, "not_decided", name=name)
    if page.when is None:
        return
    yield from _later(explorer.definition, page, path)
    yield from _check_condition(explorer, page, page.when, name, f"{path}/when")
    if page.exit and page.guidance is None:
        yield finding(path, "exit_silent", name=name)


def _check_question(explorer: Explorer, page: Page, question: Question, path: str) -> Iterator[Finding]:
    if question.when is None:
        return
    name = say(question.label)
    found = explorer.explore(question.when, shown=[page.id])
    if found.never(Result.TRUE):
        yield finding(path, "question_never", name=name)
        return
    yield from _check_condition(explorer, page, question.when, name, f"{path}/when")


def _check_condition(explorer: Explorer, page: Page, when: Expression, name: str, path: str) -> Iterator[Finding]:
    """Whether a condition is always so, and whether it stays open for somebody whom no exit sent away before."""
    if when is page.when:
        found = explorer.explore(when)
        if found.never(Result.FALSE) and found.never(Result.UNKNOWN):
            yield finding(path, "condition_always", name=name)
    found = explorer.explore(when, hidden=_exits(explorer.definition, before=page))
    if found.can_be(Result.UNKNOWN):
        yield _unknown(phrase("La condición de «{name}»").fill(name=name), path, found)


def _exits(definition: Definition, before: Page | None = None) -> list[str]:
    """The exit pages, or those before a page: whoever is shown one is asked nothing after it."""
    pages = definition.pages if before is None else definition.pages[: definition.pages.index(before)]
    return [page.id for page in pages if page.exit]


def _unknown(what: str, path: str, found: Possible) -> Finding:
    return finding(path, "may_be_unknown", found.examples[Result.UNKNOWN], what=what)


def _later(definition: Definition, page: Page, path: str) -> Iterator[Finding]:
    places = {each.id: at for at, each in enumerate(definition.pages)}
    words = words_of(definition)
    for name in sorted(cone_of(definition, names_in(page.when))):
        asked = definition.page_of.get(name)
        if asked is not None and places[asked.id] >= places[page.id]:
            yield finding(path, "later_answer", name=say(page.title), other=words.labels[name])


def _check_end(explorer: Explorer) -> Iterator[Finding]:
    """Somebody must be able to see no exit at all."""
    definition = explorer.definition
    exits = [page for page in definition.pages if page.exit]
    last = [page for page in definition.pages if not page.exit][-1:]
    if not exits:
        return
    if not last or any(page.when is None for page in exits):
        yield finding("/pages", "no_end")
        return
    found = explorer.explore(shown=[_after_exits(definition)])
    if found.never(Result.TRUE):
        yield finding("/pages", "no_end")


def _after_exits(definition: Definition) -> str:
    """The page that is shown only when no exit is: the last one without a condition, or the last of all."""
    plain = [page for page in definition.pages if not page.exit and page.when is None]
    return (plain or [page for page in definition.pages if not page.exit])[-1].id


def check_rules(explorer: Explorer) -> Iterator[Finding]:
    """Rules that stop everybody or nobody, requirements of nobody."""
    for at, rule in enumerate(explorer.definition.rules):
        yield from _check_rule(explorer, rule, f"/rules/{at}")
    for at, each in enumerate(explorer.definition.requirements):
        if each.when is None:
            continue
        found = explorer.explore(each.when, hidden=_exits(explorer.definition))
        if found.never(Result.TRUE):
            yield finding(f"/requirements/{at}", "requirement_never", name=say(each.text))
        if found.can_be(Result.UNKNOWN):
            yield _unknown(phrase("El requisito «{name}»").fill(name=say(each.text)), f"/requirements/{at}", found)
    fee = explorer.explore(_is_unknown(explorer.definition.procedure.fee), hidden=_exits(explorer.definition))
    if fee.can_be(Result.TRUE):
        yield finding(
            "/procedure/fee", "may_be_unknown", fee.examples[Result.TRUE], what=phrase("El derecho de trámite")
        )


def _check_rule(explorer: Explorer, rule: Rule, path: str) -> Iterator[Finding]:
    found = explorer.explore(rule.when)
    page = explorer.definition.page(page_of_rule(explorer.definition, rule))
    if found.never(Result.FALSE) and found.can_be(Result.TRUE):
        yield finding(path, "rule_always", name=rule.id, page=say(page.title) if page else "")
    elif found.never(Result.TRUE):
        yield finding(path, "rule_never", name=rule.id)
    elif not found.decided and len(found.examples) == 1:
        yield finding(path, "not_decided", name=rule.id)


def _is_unknown(expression: Expression) -> Expression:
    return Operation("not", (Operation("known", (expression,)),))
