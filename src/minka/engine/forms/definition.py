"""A service as data: what one published JSON document says, read and typed. See ``docs/engine/forms.md``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from minka.engine.forms.expressions.nodes import Base, Expression, Kind
from minka.engine.saying import named
from minka.engine.terms import Regime, Term

FORMAT = "minka-service/1"
SPANISH = "es"
TO_CONFIRM = "por confirmar"  # stands in what a draft said by itself, until a person has looked at it

type Text = Mapping[str, str]


class QuestionType(StrEnum):
    """What can be asked for."""

    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    YES_NO = "yes_no"
    ONE_OF = "one_of"
    MANY_OF = "many_of"
    PLACE = "place"
    DOCUMENT = "document"
    FILE = "file"
    PHOTO = "photo"
    DECLARATION = "declaration"
    PHONE = "phone"
    EMAIL = "email"
    GROUP = "group"


CHOICES = {QuestionType.ONE_OF, QuestionType.MANY_OF}
UPLOADS = {QuestionType.FILE, QuestionType.PHOTO}
BASES = {
    QuestionType.NUMBER: Base.NUMBER,
    QuestionType.MONEY: Base.NUMBER,
    QuestionType.DATE: Base.DATE,
    QuestionType.YES_NO: Base.YES_NO,
    QuestionType.DECLARATION: Base.YES_NO,
    QuestionType.MANY_OF: Base.MANY,
    QuestionType.PLACE: Base.PLACE,
    QuestionType.DOCUMENT: Base.DOCUMENT,
    QuestionType.FILE: Base.FILES,
    QuestionType.PHOTO: Base.FILES,
    QuestionType.GROUP: Base.ROWS,
}


class Hit(StrEnum):
    """Which of the rows of a table that fit give its result."""

    UNIQUE = "unique"
    FIRST = "first"
    COLLECT = "collect"
    PRIORITY = "priority"


def say(text: Text | None, language: str = SPANISH) -> str:
    """The words in a language, or in Spanish where it has none yet; nothing for no text.

    >>> say({"es": "Agua", "qvc": "Yaku"}, "qvc"), say({"es": "Agua"}, "qvc"), say(None)
    ('Yaku', 'Agua', '')
    """
    return "" if text is None else named(text, language)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; its id is its own within the question."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class Source:
    """Where a question comes from: a contribution, a test with people, a law, a complaint."""

    kind: str
    ref: str
    note: str


@dataclass(frozen=True, slots=True)
class Ground:
    """Why something is asked, on which legal basis, who uses the answer and how long it is kept."""

    why: Text | None
    legal_basis: str
    used_by: str
    kept: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """What an answer must keep to. ``min`` and ``max`` count rows for a group; the dates may be ``today``."""

    min: Decimal | None = None
    max: Decimal | None = None
    min_length: int | None = None
    max_length: int | None = None
    decimals: int | None = None
    max_files: int | None = None
    max_megabytes: int | None = None
    kinds: tuple[str, ...] = ()
    not_before: date | str | None = None
    not_after: date | str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``questions`` are those of each row when it is a group."""

    id: str
    type: QuestionType
    label: Text
    hint: Text | None
    short: Text | None
    audio: str
    required: bool
    when: Expression | None
    options: tuple[Option, ...]
    limits: Limits
    ground: Ground | None
    requirement: str
    questions: tuple["Question", ...]

    @property
    def kind(self) -> Kind:
        """What its answer is in an expression."""
        options = frozenset(option.id for option in self.options) if self.type in CHOICES else None
        return Kind(BASES.get(self.type, Base.TEXT), options)


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked at once. An ``exit`` ends the journey with its guidance; ``screening`` comes before starting."""

    id: str
    title: Text
    guidance: Text | None
    when: Expression | None
    screening: bool
    exit: bool
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Procedure:
    """The row of the entity's register of procedures that the service is bound to."""

    code: str
    regime: Regime
    term: Term | None
    term_basis: str
    fee: Expression
    legal_basis: tuple[str, ...]
    office: str
    decides: str
    reconsideration: str
    appeal: str
    where: Text | None


@dataclass(frozen=True, slots=True)
class Calculation:
    """A value that follows from answers. Of type ``money`` it is rounded to céntimos. With a label people read it."""

    id: str
    type: str
    expr: Expression
    label: Text | None = None


@dataclass(frozen=True, slots=True)
class Test:
    """One cell of a table: ``any``, ``eq``, ``ne``, ``lt``, ``le``, ``gt``, ``ge``, ``in`` or ``between``."""

    __test__ = False

    op: str
    values: tuple[bool | Decimal | date | str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """One rule of a table: a test for each input, a result for each output."""

    when: tuple[Test, ...]
    then: tuple[Expression, ...]
    priority: int = 0


@dataclass(frozen=True, slots=True)
class TableOutput:
    """One result of a table; ``collect`` says how several become one."""

    id: str
    type: str
    collect: str


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table."""

    id: str
    hit: Hit
    inputs: tuple[Expression, ...]
    kinds: tuple[Kind, ...]
    outputs: tuple[TableOutput, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that must not be: when true, ``message`` is shown at ``question``."""

    id: str
    when: Expression
    message: Text
    question: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing the procedure asks for."""

    id: str
    text: Text
    when: Expression | None
    kind: str
    legal_basis: str
    copies: int
    question: str


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of eligibility; without an expression only a person can check it."""

    id: str
    text: Text
    expr: Expression | None


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Who the service is for."""

    intro: Text | None
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, eq=False)
class Definition:
    """A whole service. Two are the same when their ``digest`` is; ``document`` is what was read."""

    title: Text
    summary: Text | None
    languages: tuple[str, ...]
    procedure: Procedure
    pages: tuple[Page, ...]
    calculations: tuple[Calculation, ...]
    tables: tuple[Table, ...]
    rules: tuple[Rule, ...]
    requirements: tuple[Requirement, ...]
    eligibility: Eligibility | None
    workflow: Mapping[str, object] | None
    letters: Mapping[str, Text]
    document: Mapping[str, object] = field(repr=False)
    digest: str = ""

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Every question by its id, those of groups too."""
        return {question.id: question for question in self.questions(inside_groups=True)}

    @cached_property
    def page_of(self) -> Mapping[str, Page]:
        """The page of each question by the question's id, those of groups too."""
        return {
            each.id: page
            for page in self.pages
            for question in page.questions
            for each in (question, *question.questions)
        }

    def questions(self, *, inside_groups: bool = False) -> Iterator[Question]:
        """The questions in the order of the document."""
        for page in self.pages:
            for question in page.questions:
                yield question
                if inside_groups:
                    yield from question.questions

    def page(self, page_id: str) -> Page | None:
        """The page of an id, if there is one."""
        return next((page for page in self.pages if page.id == page_id), None)
