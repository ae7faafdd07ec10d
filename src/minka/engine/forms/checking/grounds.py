"""Whether each question says why it is asked, and each upload which requirement it is for."""

from collections.abc import Iterator

from minka.engine.forms.checking.findings import Finding, finding
from minka.engine.forms.definition import TO_CONFIRM, UPLOADS, Definition, Question, say
from minka.engine.forms.explaining import words_of
from minka.engine.forms.expressions.nodes import names_in
from minka.engine.forms.ordering import cone_of

MOST_SCREENING = 6


def check_grounds(definition: Definition) -> Iterator[Finding]:
    """Questions without ground, uploads without requirement, and the reverse."""
    named = {each.question for each in definition.requirements}
    for at, page in enumerate(definition.pages):
        for n, question in enumerate(page.questions):
            path = f"/pages/{at}/questions/{n}"
            yield from _check_question(question, path, named)
            for m, child in enumerate(question.questions):
                yield from _check_question(child, f"{path}/questions/{m}", named)
    yield from _check_keeping(definition)
    yield from _check_requirements(definition)
    yield from _check_screening(definition)


def _check_question(question: Question, path: str, named: set[str]) -> Iterator[Finding]:
    name, ground = say(question.label), question.ground
    if ground is None:
        yield finding(path, "no_ground", name=name)
    else:
        lacks = {
            "no_why": ground.why is None,
            "no_legal_basis": not ground.legal_basis,
            "no_keeping": not ground.kept,
            "no_source": not ground.sources,
        }
        yield from (finding(f"{path}/ground", code, name=name) for code, is_so in lacks.items() if is_so)
    is_named = bool(question.requirement) or question.id in named
    if question.type in UPLOADS and question.required and not is_named:
        yield finding(path, "upload_unnamed", name=name)


def _check_keeping(definition: Definition) -> Iterator[Finding]:
    """What a draft said by itself of how long answers are kept, told once for all of them."""
    waiting = sum(
        question.ground is not None and TO_CONFIRM in question.ground.kept.lower()
        for question in definition.by_id.values()
    )
    if waiting:
        yield finding("/pages", "keeping_unconfirmed", count=waiting)


def _check_requirements(definition: Definition) -> Iterator[Finding]:
    asking = {question.requirement for question in definition.by_id.values()}
    for at, each in enumerate(definition.requirements):
        if each.kind == "upload" and not each.question and each.id not in asking:
            yield finding(f"/requirements/{at}", "requirement_unasked", name=say(each.text))


def _check_screening(definition: Definition) -> Iterator[Finding]:
    """The list that a person gets before starting is as good as the questions asked before."""
    before = {question.id for page in definition.pages if page.screening for question in page.questions}
    if len(before) > MOST_SCREENING:
        yield finding("/pages", "screening_many", count=len(before))
    words = words_of(definition)
    for at, each in enumerate(definition.requirements):
        read = {name for name in cone_of(definition, names_in(each.when)) if name in definition.by_id}
        for name in sorted(read - before):
            yield finding(f"/requirements/{at}/when", "screening_misses", name=say(each.text), other=words.labels[name])
