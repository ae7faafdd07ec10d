"""What a person hands in or tells to meet one requirement: the questions of its page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from minka.engine.procedures.conditions import Condition
from minka.engine.procedures.kinds import RequirementKind, asks_payment
from minka.engine.procedures.parts import Json, es, ground, question
from minka.engine.procedures.wording import plain

FILES: Final = {"max_files": 3, "kinds": ["pdf", "jpg", "jpeg", "png"]}
LONGEST_DECLARATION: Final = 2_000

_THAT = re.compile(r"declaracion jurada (?:que |(?:[^,;.]{0,60}? )?de que )(?=\w)")
_TO_DO = re.compile(r"declaracion jurada de (?=(?:no )?\w+(?:ar|er|ir)\b)")
_NUMBER = re.compile(r"\b(?:numeros?|nros?)\b")


@dataclass(frozen=True, slots=True)
class Line:
    """A requirement of the row that may be asked: its id, what is asked, how it is met, and in which case."""

    id: str
    text: str
    asked: str
    kind: RequirementKind
    condition: Condition | None

    @property
    def is_optional(self) -> bool:
        """Whether it holds for some without saying for whom: then nobody can be made to give it."""
        return self.condition is not None and not self.condition.is_named


def questions_of(line: Line, legal_basis: str, used_by: str) -> Iterator[Json]:
    """The questions of a requirement. A form is met by filling in the service; what the State holds, nobody is asked.

    >>> plan = Line("r1", "Plano", "Plano", RequirementKind.UPLOAD, None)
    >>> [(each["id"], each["type"]) for each in questions_of(plan, "", "")]
    [('r1_file', 'file')]
    """
    because = ground(f"Es el requisito {line.id[1:]} del trámite.", legal_basis, used_by)
    more: Json = {"requirement": line.id, "required": not line.is_optional}
    if line.is_optional:
        more["hint"] = es("Solo si te corresponde. Si no sabes, pregunta en la entidad antes de enviarlo.")
    match line.kind:
        case RequirementKind.UPLOAD:
            yield question(f"{line.id}_file", "file", f"Adjunta: {line.asked}", because, **more, limits=dict(FILES))
        case RequirementKind.DECLARATION:
            yield from _declaration(line, because, more)
        case RequirementKind.OTHER:
            yield question(f"{line.id}_declared", "declaration", f"Declaro que cumplo: {line.asked}", because, **more)
        case RequirementKind.PAYMENT | RequirementKind.NUMBER_AND_DATE:
            yield from _number_and_date(line, because, more)


def declared(asked: str) -> str:
    """The sentence that a person signs; "" where the requirement leaves its words to them.

    >>> declared("Declaración jurada de que el local es seguro"), declared("Declaración jurada de no tener deudas")
    ('Declaro que el local es seguro', 'Declaro no tener deudas')
    >>> declared("Declaración jurada de lo que pasó")
    ''
    """
    text = plain(asked)
    if (that := _THAT.match(text)) is not None:
        return f"Declaro que {asked[that.end() :]}"
    to_do = _TO_DO.match(text)
    return f"Declaro {asked[to_do.end() :]}" if to_do else ""


def _declaration(line: Line, because: Json, more: Json) -> Iterator[Json]:
    """A sentence to agree to, or a space to write one in; a number that it must carry is asked beside it."""
    sentence = declared(line.asked)
    if not sentence:
        limits = {"max_length": LONGEST_DECLARATION}
        yield question(f"{line.id}_told", "long_text", f"Escribe aquí: {line.asked}", because, **more, limits=limits)
        return
    yield question(f"{line.id}_declared", "declaration", sentence, because, **more)
    if _NUMBER.search(plain(sentence)):
        yield question(f"{line.id}_number", "short_text", "El número que va en esta declaración", because, **more)


def _number_and_date(line: Line, because: Json, more: Json) -> Iterator[Json]:
    """Of a payment the number and the day are enough (art. 40.1.8); of anything else what the requirement names."""
    is_payment = line.kind == RequirementKind.PAYMENT or asks_payment(line.asked)
    number, day = ("Número de la constancia de pago", "Día del pago") if is_payment else (line.asked, "Su fecha")
    yield question(f"{line.id}_number", "short_text", number, because, **more)
    if is_payment or "fecha" in plain(line.asked):
        yield question(f"{line.id}_date", "date", day, because, **more, limits={"not_after": "today"})
