"""What changed between two versions of a service, and what becomes of answers given to the older one."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from minka.engine.forms.definition import Definition, Page, Question, say
from minka.engine.forms.evaluation import Answers
from minka.engine.forms.explaining import words_of
from minka.engine.forms.expressions.nodes import Expression
from minka.engine.forms.expressions.telling import tell, tell_condition
from minka.engine.saying import listed, phrase

TEXTS = {
    "question_added": phrase("Se agregó la pregunta «{name}»."),
    "question_removed": phrase("Se quitó la pregunta «{name}»."),
    "question_type": phrase("La pregunta «{name}» cambió de tipo."),
    "question_label": phrase("La pregunta «{before}» ahora dice «{name}»."),
    "question_options": phrase("La pregunta «{name}» tiene otras opciones: {told}."),
    "question_required": phrase("La pregunta «{name}» ahora es {told}."),
    "question_when": phrase("La pregunta «{name}» se muestra {told}."),
    "question_limits": phrase("La pregunta «{name}» tiene otros límites."),
    "question_moved": phrase("La pregunta «{name}» pasó a la página «{told}»."),
    "question_ground": phrase("Cambió el porqué o la base legal de «{name}»."),
    "page_added": phrase("Se agregó la página «{name}»."),
    "page_removed": phrase("Se quitó la página «{name}»."),
    "page_when": phrase("La página «{name}» se muestra {told}."),
    "page_title": phrase("La página «{before}» ahora se llama «{name}»."),
    "requirement_added": phrase("Se agregó el requisito «{name}»."),
    "requirement_removed": phrase("Se quitó el requisito «{name}»."),
    "requirement_changed": phrase("Cambió el requisito «{name}»."),
    "rule_added": phrase("Se agregó la regla «{name}»."),
    "rule_removed": phrase("Se quitó la regla «{name}»."),
    "rule_changed": phrase("Cambió la regla «{name}»."),
    "calculation_changed": phrase("Cambió el cálculo «{name}»."),
    "table_changed": phrase("Cambió la tabla «{name}»."),
    "fee": phrase("El derecho de trámite ahora es {told}; antes era {before}."),
    "term": phrase("Cambió el plazo."),
    "regime": phrase("Cambió lo que pasa si nadie responde a tiempo."),
    "eligibility": phrase("Cambió para quién es el servicio."),
    "letters": phrase("Cambiaron las cartas."),
    "workflow": phrase("Cambió el recorrido del expediente."),
}

REQUIRED, OPTIONAL = phrase("obligatoria"), phrase("opcional")


@dataclass(frozen=True, slots=True)
class Change:
    """One change; ``id`` is of what changed, ``asks_again`` says that an answer given before counts no more."""

    code: str
    id: str
    params: tuple[tuple[str, str], ...]
    asks_again: bool = False

    @property
    def text(self) -> str:
        """Say it."""
        return TEXTS[self.code].fill(**dict(self.params))

    def to_json(self) -> dict[str, object]:
        """Give the plain value that commands print."""
        return {"code": self.code, "id": self.id, "text": self.text, "asks_again": self.asks_again}


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes, and the ids of questions whose answers stay (``kept``) and of those to ask again (``asked_again``).

    A question inside a group is named ``group/question``. Questions that are new are in neither.
    """

    changes: tuple[Change, ...]
    kept: frozenset[str]
    asked_again: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether nothing changed."""
        return not self.changes


@dataclass(frozen=True, slots=True)
class Migrated:
    """Answers for the newer version; ``asked_again`` are the ids of answers that were taken out."""

    answers: Mapping[str, object]
    asked_again: tuple[str, ...]


def differences(old: Definition, new: Definition, same_meaning: Collection[str] = ()) -> Difference:
    """Compare two versions.

    An answer stays when its question has the same id and type and still means the same: the same words and the same
    options, or others that somebody declared to mean the same. An option that was added leaves old answers as they
    are; one that was taken away asks again those who had chosen it.

    Args:
        old: the version that answers were given to.
        new: the version that they shall count for.
        same_meaning: ids of questions whose new words mean what the old ones did.
    """
    before, after = _questions(old), _questions(new)
    changes = [*_page_changes(old, new), *_question_changes(before, after, same_meaning), *_other_changes(old, new)]
    again = {change.id for change in changes if change.asks_again}
    asked = tuple(name for name in before if name in again or name.partition("/")[0] in again)
    return Difference(tuple(changes), frozenset(name for name in before if name in after) - frozenset(asked), asked)


def migrate(answers: Answers, difference: Difference, old: Definition) -> Migrated:
    """Carry answers over to the newer version; what is not kept is taken out and named.

    Args:
        answers: those given to the older version.
        difference: between that version and the newer one.
        old: the older version.
    """
    groups = {question.id for question in old.questions() if question.questions}
    kept: dict[str, object] = {}
    again: list[str] = []
    for name, answer in answers.items():
        if name not in difference.kept:
            again.append(name)
        elif name in groups and isinstance(answer, list):
            kept[name] = [_row(name, row, difference) for row in answer if isinstance(row, Mapping)]
            again += [each for each in difference.asked_again if each.startswith(f"{name}/")]
        else:
            kept[name] = answer
    return Migrated(kept, tuple(again))


def _row(group: str, row: Mapping[str, object], difference: Difference) -> dict[str, object]:
    return {name: answer for name, answer in row.items() if f"{group}/{name}" in difference.kept}


type Placed = Mapping[str, tuple[Question, Page, Definition]]


def _questions(definition: Definition) -> Placed:
    found: dict[str, tuple[Question, Page, Definition]] = {}
    for page in definition.pages:
        for question in page.questions:
            found[question.id] = (question, page, definition)
            for child in question.questions:
                found[f"{question.id}/{child.id}"] = (child, page, definition)
    return found


def _question_changes(before: Placed, after: Placed, same_meaning: Collection[str]) -> Iterator[Change]:
    for name, (question, *_) in after.items():
        if name not in before:
            yield _change("question_added", name, name=say(question.label))
    for name, (question, *_) in before.items():
        if name not in after:
            yield _change("question_removed", name, again=True, name=say(question.label))
        else:
            yield from _changed(name, before[name], after[name], is_same=question.id in same_meaning)


def _changed(
    name: str,
    before: tuple[Question, Page, Definition],
    after: tuple[Question, Page, Definition],
    *,
    is_same: bool,
) -> Iterator[Change]:
    old, old_page, _ = before
    new, new_page, service = after
    label = say(new.label)
    if old.type != new.type:
        yield _change("question_type", name, again=True, name=label)
        return
    if say(old.label) != label:
        yield _change("question_label", name, again=not is_same, before=say(old.label), name=label)
    yield from _option_changes(name, old, new, is_same=is_same)
    if old.required != new.required:
        yield _change("question_required", name, name=label, told=REQUIRED if new.required else OPTIONAL)
    if old.when != new.when:
        yield _change("question_when", name, name=label, told=_when(new.when, service))
    if old.limits != new.limits:
        yield _change("question_limits", name, name=label)
    if old_page.id != new_page.id:
        yield _change("question_moved", name, name=label, told=say(new_page.title))
    if old.ground != new.ground:
        yield _change("question_ground", name, name=label)


def _option_changes(name: str, old: Question, new: Question, *, is_same: bool) -> Iterator[Change]:
    """An option whose words changed, or that is gone, may have been chosen for what it said."""
    before, after = ({each.id: say(each.label) for each in question.options} for question in (old, new))
    if before == after:
        return
    gone = [label for key, label in before.items() if key not in after]
    added = [label for key, label in after.items() if key not in before]
    renamed = [key for key in before if key in after and before[key] != after[key]]
    told: list[str] = [phrase("sale «{name}»").fill(name=label) for label in gone]
    told += [phrase("entra «{name}»").fill(name=label) for label in added]
    told += [phrase("«{before}» ahora dice «{name}»").fill(before=before[key], name=after[key]) for key in renamed]
    again = bool(gone or renamed) and not is_same
    yield _change(
        "question_options",
        name,
        again=again,
        name=say(new.label),
        told=listed(told, "; ") if told else phrase("otro orden"),
    )


def _page_changes(old: Definition, new: Definition) -> Iterator[Change]:
    before, after = ({page.id: page for page in each.pages} for each in (old, new))
    for name, page in after.items():
        if name not in before:
            yield _change("page_added", name, name=say(page.title))
            continue
        if before[name].when != page.when:
            yield _change("page_when", name, name=say(page.title), told=_when(page.when, new))
        if say(before[name].title) != say(page.title):
            yield _change("page_title", name, before=say(before[name].title), name=say(page.title))
    for name, page in before.items():
        if name not in after:
            yield _change("page_removed", name, name=say(page.title))


def _other_changes(old: Definition, new: Definition) -> Iterator[Change]:
    requirements = ({each.id: (each, say(each.text)) for each in side.requirements} for side in (old, new))
    yield from _listed("requirement", *requirements)
    rules = ({each.id: (each, say(each.message)) for each in side.rules} for side in (old, new))
    yield from _listed("rule", *rules)
    calculations = {each.id: each for each in old.calculations}
    tables = {each.id: each for each in old.tables}
    yield from (
        _change("calculation_changed", each.id, name=each.id)
        for each in new.calculations
        if calculations.get(each.id) != each
    )
    yield from (_change("table_changed", each.id, name=each.id) for each in new.tables if tables.get(each.id) != each)
    yield from _procedure_changes(old, new)


def _listed(
    noun: str, before: Mapping[str, tuple[object, str]], after: Mapping[str, tuple[object, str]]
) -> Iterator[Change]:
    for name, (thing, told) in after.items():
        if name not in before:
            yield _change(f"{noun}_added", name, name=told)
        elif before[name][0] != thing:
            yield _change(f"{noun}_changed", name, name=told)
    for name, (_, told) in before.items():
        if name not in after:
            yield _change(f"{noun}_removed", name, name=told)


def _procedure_changes(old: Definition, new: Definition) -> Iterator[Change]:
    before, after = old.procedure, new.procedure
    if before.fee != after.fee:
        yield _change("fee", "", told=_told(after.fee, new), before=_told(before.fee, old))
    for code, is_other in (
        ("term", before.term != after.term),
        ("regime", before.regime != after.regime),
        ("eligibility", old.eligibility != new.eligibility),
        ("letters", old.letters != new.letters),
        ("workflow", old.workflow != new.workflow),
    ):
        if is_other:
            yield _change(code, "")


def _when(when: Expression | None, definition: Definition) -> str:
    if when is None:
        return phrase("siempre")
    return phrase("si {what}").fill(what=tell_condition(when, words_of(definition)))


def _told(expression: Expression, definition: Definition) -> str:
    return tell(expression, words_of(definition))


def _change(code: str, own_id: str, /, *, again: bool = False, **params: str) -> Change:
    return Change(code, own_id, tuple(params.items()), again)
