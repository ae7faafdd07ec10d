"""The page of a procedure on the State's portal (gob.pe): what it is, what to bring, how to do it, cost and term.

We know of no open way to send pages to the portal: they are given as JSON and as Markdown, for a person to put there.
"""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Final

from minka.engine.procedures.cells import without_mark
from minka.engine.procedures.conditions import condition_of
from minka.engine.procedures.rows import Channel, Procedure, Way
from minka.engine.procedures.wording import plain
from minka.engine.terms import Regime, Term, Unit

FORMAT: Final = "minka-guide/1"

_VERBS: Final = (
    ("renovacion de ", "Renovar "),
    ("inscripcion de ", "Inscribir "),
    ("registro de ", "Registrar "),
    ("acceso a ", "Acceder a "),
    ("queja ", "Presentar queja "),
    ("denuncia ", "Presentar denuncia "),
    ("reclamo ", "Presentar reclamo "),
    ("recurso ", "Presentar recurso "),
)
_OBTAINED: Final = re.compile(
    r"(?:licencia|autorizacion|permiso|certificado|constancia|copia|duplicado|carne|visacion|titulo|resolucion)\b"
)
_INFINITIVE: Final = re.compile(r"\w{2,}(?:ar|er|ir)(?:se)?\b")
_NOT_VERBS: Final = frozenset({"taller", "alquiler", "militar", "lugar", "hogar", "familiar", "mujer"})
_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>#|~!+])")
_WAYS: Final = {Way.ONLINE: "En línea", Way.IN_PERSON: "En persona", Way.PHONE: "Por teléfono"}
_UNITS: Final = {
    Unit.WORKING_DAYS: ("día hábil", "días hábiles"),
    Unit.DAYS: ("día calendario", "días calendario"),
    Unit.MONTHS: ("mes", "meses"),
}
_SILENCE: Final = {
    Regime.AUTOMATIC: "Queda aprobado al presentarlo.",
    Regime.POSITIVE: "Si la entidad no te responde a tiempo, queda aprobado.",
    Regime.NEGATIVE: "Si la entidad no te responde a tiempo, puedes apelar o seguir esperando.",
}


@dataclass(frozen=True, slots=True)
class GuideRequirement:
    """What to bring; ``case`` says for whom, "" for everyone."""

    text: str
    case: str


@dataclass(frozen=True, slots=True)
class GuideSteps:
    """How to do it by one channel, step by step."""

    way: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """The content of the page. Texts are plain Spanish; the amount of ``cost`` is in soles."""

    title: str
    description: str
    requirements: tuple[GuideRequirement, ...]
    channels: tuple[GuideSteps, ...]
    cost: str
    term: str
    silence: str
    legal_basis: tuple[str, ...]
    office: str
    code: str

    def to_json(self) -> dict[str, object]:
        """The page as a value for JSON, with its format."""
        return {"format": FORMAT, **asdict(self)}

    def to_markdown(self) -> str:
        """The page as Markdown; marks in the texts of the row are escaped, so that they stay texts."""
        parts = [f"# {_escaped(self.title)}", _escaped(self.description), "## Requisitos"]
        parts += [_listed(_told(requirement) for requirement in self.requirements) or "No se pide ningún papel."]
        for channel in self.channels:
            numbered = "\n".join(f"{number}. {_escaped(step)}" for number, step in enumerate(channel.steps, 1))
            parts += [f"## {channel.way}", numbered]
        parts += ["## Cuánto cuesta", _escaped(self.cost), "## Cuánto demora", _escaped(f"{self.term} {self.silence}")]
        if self.legal_basis:
            parts += ["## Base legal", _listed(self.legal_basis)]
        if self.office:
            parts += ["## Quién lo atiende", _escaped(self.office)]
        return "\n\n".join(part for part in parts if part.strip()) + "\n"


def guide_of(procedure: Procedure) -> Guide:
    """Write the page of a procedure.

    >>> guide = guide_of(Procedure(line=1, title="Licencia para un puesto", requirements=("Si vende comida, carné",)))
    >>> guide.title, guide.requirements[0].text, guide.requirements[0].case
    ('Obtener licencia para un puesto', 'Carné', 'Si vende comida')
    """
    return Guide(
        title=infinitive(procedure.title),
        description=procedure.description or procedure.title,
        requirements=tuple(map(_requirement, procedure.requirements)),
        channels=tuple(_steps(channel, procedure) for channel in _channels(procedure)),
        cost=_cost(procedure),
        term=_term(procedure),
        silence=_SILENCE[procedure.regime] if procedure.regime else "",
        legal_basis=procedure.legal_basis,
        office=procedure.office,
        code=procedure.code,
    )


def infinitive(title: str) -> str:
    """A title that says what to do, as the portal wants it.

    >>> [infinitive(title) for title in ("Renovación de carné", "Autorización de feria", "Matrimonio")]
    ['Renovar carné', 'Obtener autorización de feria', 'Solicitar matrimonio']
    """
    text = plain(title)
    word = _INFINITIVE.match(text)
    if word is not None and word[0] not in _NOT_VERBS:
        return title
    for start, verb in _VERBS:
        if text.startswith(start):
            return f"{verb}{title[len(start) :]}"
    return f"{'Obtener' if _OBTAINED.match(text) else 'Solicitar'} {_lowered(title)}"


def _lowered(title: str) -> str:
    """The first word in lower case, unless it is an abbreviation."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _requirement(text: str) -> GuideRequirement:
    found = condition_of(text)
    if found is None:
        return GuideRequirement(text, "")
    return GuideRequirement(found.rest or text, found.words[:1].upper() + found.words[1:])


def _channels(procedure: Procedure) -> tuple[Channel, ...]:
    """The row's own channels; where it has none, the place where it begins."""
    if procedure.channels or not procedure.start:
        return procedure.channels
    return (Channel(Way.IN_PERSON, procedure.start),)


def _steps(channel: Channel, procedure: Procedure) -> GuideSteps:
    pay = f"Paga S/ {procedure.fee.amount:.2f} y guarda el número y la fecha del pago." if procedure.fee.amount else ""
    last = "Anota el número de tu solicitud: con él sabrás cómo va."
    steps = {
        Way.ONLINE: (
            "Ten a la mano lo que dice la lista.",
            pay,
            f"Entra aquí: {channel.text}.",
            "Responde y envía.",
            last,
        ),
        Way.IN_PERSON: ("Reúne lo que dice la lista.", pay, f"Llévalo a este lugar: {channel.text}.", last),
        Way.PHONE: (f"Llama: {channel.text}.", "Pregunta qué llevar y a dónde."),
    }
    return GuideSteps(_WAYS[channel.way], tuple(step.replace("..", ".") for step in steps[channel.way] if step))


def _cost(procedure: Procedure) -> str:
    amount = procedure.fee.amount
    if amount is None:
        return procedure.fee_text or "La entidad no ha dicho cuánto cuesta."
    return f"S/ {amount:.2f}" if amount else "Es gratuito."


def _term(procedure: Procedure) -> str:
    if procedure.regime == Regime.AUTOMATIC:
        return "Es inmediato."
    return f"{_counted(procedure.term)} como máximo." if procedure.term else "30 días hábiles como máximo."


def _counted(term: Term) -> str:
    one, many = _UNITS[term.unit]
    return f"{term.count} {one if term.count == 1 else many}"


def _told(requirement: GuideRequirement) -> str:
    return f"{requirement.case}: {_lowered(requirement.text)}" if requirement.case else requirement.text


def _listed(texts: Iterable[str]) -> str:
    return "\n".join(f"- {_escaped(text)}" for text in texts)


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(without_mark(text).split()))
