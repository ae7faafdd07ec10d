"""The pages and questions of a document."""

import re
from collections.abc import Iterator
from datetime import date

from minka.engine.forms.definition import (
    CHOICES,
    Ground,
    Limits,
    Option,
    Page,
    Question,
    QuestionType,
    Source,
)
from minka.engine.forms.expressions.nodes import YES_NO
from minka.engine.forms.expressions.reading import Names
from minka.engine.forms.objects import ID, LONGEST_LABEL, LONGEST_PROSE, Object

MOST_PAGES, MOST_QUESTIONS, MOST_ON_PAGE, MOST_OPTIONS, MOST_SOURCES = 300, 1_000, 100, 300, 50
LONGEST_ANSWER = 20_000
MOST_FILES, MOST_MEGABYTES = 20, 50
AUDIO = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
KIND_OF_FILE = re.compile(r"[a-z0-9]{1,10}")
SOURCE_KINDS = ("contribution", "test", "law", "complaint")


def read_pages(top: Object, names: Names) -> tuple[Page, ...]:
    """Read ``pages``; more than the limits allow is a fault and is not read."""
    pages = tuple(_page(each, names) for each in top.objects("pages", MOST_PAGES, least=1))
    if sum(1 + len(question.questions) for page in pages for question in page.questions) > MOST_QUESTIONS:
        top.faults.note("/pages", "too_many", most=MOST_QUESTIONS)
    return pages


def _page(given: Object, names: Names) -> Page:
    page = Page(
        id=given.name(),
        title=given.words("title", most=LONGEST_LABEL),
        guidance=given.text("guidance", most=LONGEST_PROSE),
        when=given.expression("when", names, YES_NO),
        screening=given.flag("screening", default=False),
        exit=given.flag("exit", default=False),
        questions=tuple(_question(each, names, None) for each in given.objects("questions", MOST_ON_PAGE)),
    )
    if page.exit and page.questions:
        given.faults.note(given.at("questions"), "exit_questions")
    given.close()
    return page


def _question(given: Object, names: Names, group: str | None) -> Question:
    own = given.name()
    kind = QuestionType(given.choice("type", tuple(QuestionType)))
    question = Question(
        id=own,
        type=kind,
        label=given.words("label", most=LONGEST_LABEL),
        hint=given.text("hint"),
        short=given.text("short"),
        audio=given.line("audio", form=AUDIO),
        required=given.flag("required", default=True),
        when=given.expression("when", names, YES_NO, group),
        options=tuple(_options(given, kind)),
        limits=_limits(given.child("limits")),
        ground=_ground(given.child("ground")),
        requirement=given.line("requirement"),
        questions=tuple(_children(given, kind, names, own, group)),
    )
    given.close()
    return question


def _children(given: Object, kind: QuestionType, names: Names, own: str, group: str | None) -> Iterator[Question]:
    if kind != QuestionType.GROUP:
        return
    if group is not None:
        given.faults.note(given.at("type"), "nested_group")
        given.take("questions")
        return
    for each in given.objects("questions", MOST_ON_PAGE, least=1):
        yield _question(each, names, own)


def _options(given: Object, kind: QuestionType) -> Iterator[Option]:
    is_choice = kind in CHOICES
    if not is_choice and given.has("options"):
        given.faults.note(given.at("options"), "options_unused")
    known: set[str] = set()
    for each in given.objects("options", MOST_OPTIONS, least=int(is_choice)):
        option = Option(each.line("id", needed=True, form=ID), each.words("label", most=LONGEST_LABEL))
        each.close()
        if option.id in known:
            each.faults.note(each.at("id"), "duplicate_id", id=option.id)
        known.add(option.id)
        yield option


def _limits(given: Object | None) -> Limits:
    if given is None:
        return Limits()
    limits = Limits(
        min=given.decimal("min"),
        max=given.decimal("max"),
        min_length=given.whole("min_length", 0, LONGEST_ANSWER),
        max_length=given.whole("max_length", 1, LONGEST_ANSWER),
        decimals=given.whole("decimals", 0, 6),
        max_files=given.whole("max_files", 1, MOST_FILES),
        max_megabytes=given.whole("max_megabytes", 1, MOST_MEGABYTES),
        kinds=tuple(
            given.checked_line(each, f"{given.at('kinds')}/{at}", 10, KIND_OF_FILE)
            for at, each in enumerate(given.items("kinds", 20))
        ),
        not_before=given.day("not_before"),
        not_after=given.day("not_after"),
    )
    if _crossed(limits):
        given.faults.note(given.path, "limits_crossed")
    given.close()
    return limits


def _crossed(limits: Limits) -> bool:
    return any(
        (
            limits.min is not None and limits.max is not None and limits.min > limits.max,
            (limits.min_length or 0) > (limits.max_length or LONGEST_ANSWER),
            isinstance(limits.not_before, date)
            and isinstance(limits.not_after, date)
            and limits.not_before > limits.not_after,
        )
    )


def _ground(given: Object | None) -> Ground | None:
    if given is None:
        return None
    ground = Ground(
        why=given.text("why"),
        legal_basis=given.line("legal_basis"),
        used_by=given.line("used_by"),
        kept=given.line("kept"),
        sources=tuple(_source(each) for each in given.objects("sources", MOST_SOURCES)),
    )
    given.close()
    return ground


def _source(given: Object) -> Source:
    source = Source(given.choice("kind", SOURCE_KINDS), given.line("ref"), given.line("note"))
    given.close()
    return source
