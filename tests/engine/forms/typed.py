"""What people type, well and badly, for each type of question; and pages made up to type it on."""

from random import Random
from typing import Any

from minka.engine.forms import Question, QuestionType
from tests.engine.forms.samples import Json, answer, ask, choose, es, op, page

TEXTS = ["", "  ", "Rosa", "a\u0301gua  limpia", "x" * 12, "uno\u200b dos", "línea\ndos", "ñ" * 30]
NUMBERS = [
    "",
    "7",
    "007",
    "-3",
    "12.5",
    "12,5",
    "1.250",
    "1,250",
    "1 250",
    "1,250.50",
    "1.250,50",
    "1 250 300",
    "12.345.678",
    "0.250",
    "-0",
    ".5",
    "siete",
    "3.14159",
    "999999999999999",
    "9999999999999999",
    "1.2.3",
    "−4",
    "1'000",
    "--5",
    "4 50",
    "20",
    "12,345,6",
]
DATES = [
    ("27", "3", "1985"),
    ("31", "2", "2020"),
    ("29", "2", "2024"),
    ("29", "febrero", "2023"),
    ("1", "set", "2026"),
    ("", "3", "1985"),
    ("", "", ""),
    ("1", "ago", "2026"),
    ("x", "1", "2020"),
    ("1", "13", "2020"),
    ("1", "1", "20"),
    ("24", "11", "2026"),
    ("25", "11", "2026"),
    ("1", "SETIEMBRE", "2300"),
    (" 5 ", " may ", " 1999 "),
    ("32", "1", "2020"),
    ("0", "1", "2020"),
    ("1", "1", "0000"),
    ("", "", "2020"),
]
DOCUMENTS = [
    ("dni", "12345678"),
    ("dni", "1234-5678"),
    ("dni", "42388604-3"),
    ("dni", "123"),
    ("dni", ""),
    ("ce", "ab123456"),
    ("ruc", "20131312955"),
    ("ruc", "20131312956"),
    ("ruc", "99131312955"),
    ("passport", "a.b 123"),
    ("", "12345678"),
    ("passport", "x" * 20),
]
PHONES = [
    "",
    "987654321",
    "987 654 321",
    "+51 987654321",
    "(076) 36 2233",
    "0076362233",
    "4251234",
    "14251234",
    "+5491122334455",
    "abc",
]
EMAILS = [
    "",
    "rosa@correo.pe",
    "Rosa@CORREO.pe",
    "rosa@correo",
    "rosa correo.pe",
    "a..b@c.pe",
    "a b@c.pe",
    "@c.pe",
    "x@y@z.pe",
]

TYPED: dict[QuestionType, list[Any]] = {
    QuestionType.SHORT_TEXT: TEXTS,
    QuestionType.LONG_TEXT: [*TEXTS, "uno\r\n\r\n\r\n\r\ndos  \n tres"],
    QuestionType.NUMBER: NUMBERS,
    QuestionType.MONEY: [*NUMBERS, "S/ 1 250,50", "80 soles", "S/.5", "PEN 12", "3 nuevos soles", "soles"],
    QuestionType.DATE: [dict(zip(("day", "month", "year"), each, strict=True)) for each in DATES],
    QuestionType.YES_NO: [None, "si", "no"],
    QuestionType.ONE_OF: [None, "red", "blue"],
    QuestionType.MANY_OF: [[], ["red"], ["red", "blue"]],
    QuestionType.DOCUMENT: [dict(zip(("kind", "number"), each, strict=True)) for each in DOCUMENTS],
    QuestionType.PHONE: PHONES,
    QuestionType.EMAIL: EMAILS,
    QuestionType.DECLARATION: ["on", False],
}
LIMITS: dict[str, list[Json]] = {
    "short_text": [{}, {"max_length": 10}, {"min_length": 3, "max_length": 20}],
    "number": [{}, {"min": 1, "max": 20}, {"decimals": 2}, {"decimals": 4, "min": "-2.5"}],
    "money": [{}, {"max": 1000}],
    "date": [{}, {"not_after": "today"}, {"not_before": "2000-01-01", "not_after": "2026-11-24"}],
    "document": [{}, {"kinds": ["dni", "ce", "ruc"]}],
}


def entries(question: Question, typed: Any) -> list[tuple[str, str]]:
    """The pairs of name and value that a form sends for what was typed."""
    name = f"q-{question.id}"
    if isinstance(typed, dict):
        return [(f"{name}_{part}", words) for part, words in typed.items()]
    if isinstance(typed, list):
        return [(name, each) for each in typed]
    return [] if typed in (None, False) else [(name, typed)]


def made_up_page(chance: Random) -> tuple[list[Json], Json]:
    """A page of six questions of any types: some follow from others, rules read several, a value follows."""
    names = [f"q{number}" for number in range(6)]
    kinds = [chance.choice(list(TYPED)) for _ in names]
    questions: list[Json] = []
    for at, (name, kind) in enumerate(zip(names, kinds, strict=True)):
        more: Json = {"required": chance.random() < 0.7}
        if kind in LIMITS and (limits := chance.choice(LIMITS[kind])):
            more["limits"] = limits
        if at and chance.random() < 0.5:
            more["when"] = condition(chance, list(zip(names[:at], kinds[:at], strict=True)))
        asked = (
            choose(name, "red", "blue", kind=kind, **more) if kind in {"one_of", "many_of"} else ask(name, kind, **more)
        )
        questions.append(asked)
    rules = [
        {
            "id": f"r{number}",
            "when": condition(chance, list(zip(names, kinds, strict=True))),
            "message": es(f"Regla {number}"),
            **({"question": chance.choice(names)} if chance.random() < 0.7 else {}),
        }
        for number in range(2)
    ]
    first = page(
        "before", ask("born", "date", required=False), ask("area", "number", required=False, limits={"decimals": 2})
    )
    return [first, page("now", *questions)], {"rules": rules}


def condition(chance: Random, known: list[tuple[str, QuestionType]]) -> Json:
    """A condition on something asked before, alone or with another."""
    name, kind = chance.choice(known)
    one = chance.choice(READS.get(kind, [lambda read: op("known", read)]))(answer(name))
    if chance.random() < 0.4:
        return op(chance.choice(["and", "or"]), one, op("gt", answer("area"), chance.choice([10, 100])))
    return op("not", one) if chance.random() < 0.3 else one


READS: dict[QuestionType, list[Any]] = {
    QuestionType.YES_NO: [lambda read: read, lambda read: op("eq", read, False)],
    QuestionType.DECLARATION: [lambda read: read],
    QuestionType.NUMBER: [lambda read: op("gt", read, 5), lambda read: op("le", op("mul", read, read), 60)],
    QuestionType.MONEY: [lambda read: op("gt", read, "80.00"), lambda read: op("lt", read, answer("area"))],
    QuestionType.DATE: [lambda read: op("ge", op("age", read), 18), lambda read: op("lt", read, answer("born"))],
    QuestionType.ONE_OF: [lambda read: op("eq", read, "red"), lambda read: op("in", read, ["blue"])],
    QuestionType.MANY_OF: [lambda read: op("in", "red", read)],
    QuestionType.DOCUMENT: [lambda read: op("eq", {**read, "part": "kind"}, "dni")],
    QuestionType.SHORT_TEXT: [lambda read: op("known", read), lambda read: op("gt", op("length", read), 6)],
}
