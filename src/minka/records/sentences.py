"""What each kind of record says, in a sentence a neighbour understands."""

from collections.abc import Mapping
from typing import Final

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

SENTENCES: Final = {
    "contribution.received": gettext_noop("Se recibió una voz"),
    "contribution.withdrawn": gettext_noop("Su autor retiró una voz"),
    "contribution.merged": gettext_noop("Se unieron voces que dicen lo mismo"),
    "contribution.unmerged": gettext_noop("Se separaron voces que estaban unidas"),
    "contribution.hidden": gettext_noop("Se ocultó una voz por una regla"),
    "contribution.restored": gettext_noop("Una voz volvió a mostrarse"),
    "contribution.kept": gettext_noop("Se revisó una voz y se mantuvo"),
    "contribution.shown": gettext_noop("Se revisó una voz y se publicó"),
    "appeal.upheld": gettext_noop("Otra persona revisó una voz oculta y la mantuvo oculta"),
    "answer.published": gettext_noop("Se publicó una respuesta con su razón"),
    "process.opened": gettext_noop("Se abrió un proceso"),
    "process.changed": gettext_noop("Cambió un proceso ya publicado"),
    "process.closed": gettext_noop("Se cerró un proceso con su memoria"),
    "opinion-map.published": gettext_noop("Se publicó un mapa de opiniones con su huella"),
    "service.published": gettext_noop("Se publicó una versión de un servicio digital, con su huella y sus razones"),
    "service.paused": gettext_noop("Un servicio digital quedó en pausa"),
    "service.resumed": gettext_noop("Un servicio digital volvió a recibir solicitudes"),
    "service.retired": gettext_noop("Se retiró un servicio digital"),
    "application.filed": gettext_noop("Se presentó una solicitud en un servicio digital"),
    "case.filed": gettext_noop("Se abrió un trámite, con el compromiso de sus respuestas"),
    "case.ended": gettext_noop("Terminó un trámite"),
    "site.opened": gettext_noop("Se abrió una sede"),
    "record.blanked": gettext_noop("Se borraron palabras retiradas y quedó un blanco"),
    "log.resumed": gettext_noop("La bitácora continuó después de una parada"),
}
REASONS: Final = {
    "withdrawn": gettext_noop("La persona que lo dijo lo retiró"),
    "mistyped": gettext_noop("Se copió mal del papel y se volvió a escribir"),
    "erased": gettext_noop("La persona que lo dijo pidió borrar sus datos"),
}
KINDS: Final = {
    "comment": gettext_noop("Se recibió un comentario"),
    "idea": gettext_noop("Se recibió una idea"),
    "statement": gettext_noop("Se recibió una afirmación"),
}


def sentence(kind: str, body: Mapping[str, object]) -> str:
    """Say what happened. A kind that has no sentence yet shows its name, which is better than silence."""
    if kind == "contribution.received" and body.get("kind") in KINDS:
        return _(KINDS[str(body["kind"])])
    return _(SENTENCES[kind]) if kind in SENTENCES else kind


FIELDS: Final = {
    "title": gettext_noop("Título"),
    "text": gettext_noop("Texto"),
    "name": gettext_noop("Nombre"),
    "question": gettext_noop("Pregunta"),
    "decides": gettext_noop("Qué se puede decidir"),
    "by_whom": gettext_noop("Quién decide"),
    "until": gettext_noop("Hasta cuándo"),
    "then": gettext_noop("Qué pasa después"),
    "reason": gettext_noop("Razón"),
    "office": gettext_noop("Oficina"),
    "fate": gettext_noop("Resultado"),
    "covers": gettext_noop("Responde a"),
    "replaces": gettext_noop("Reemplaza a"),
    "changed": gettext_noop("Qué cambió"),
    "into": gettext_noop("Se unió a"),
    "originals": gettext_noop("Voces unidas"),
    "tried": gettext_noop("Qué se hizo"),
    "decided": gettext_noop("Qué se decidió"),
    "learned": gettext_noop("Qué se aprendió"),
    "voices": gettext_noop("Voces"),
    "answered": gettext_noop("Respondidas"),
    "unanswered": gettext_noop("Sin respuesta"),
    "unanswered_reason": gettext_noop("Por qué quedaron sin respuesta"),
    "process": gettext_noop("Proceso"),
    "activity": gettext_noop("Actividad"),
    "kind": gettext_noop("Tipo"),
    "level": gettext_noop("Nivel"),
    "language": gettext_noop("Idioma"),
    "channel": gettext_noop("Canal"),
    "place": gettext_noop("Lugar"),
    "parent": gettext_noop("Comenta a"),
    "problem": gettext_noop("Problema"),
    "answers": gettext_noop("Compromiso de las respuestas"),
    "letter": gettext_noop("Carta"),
    "days_used": gettext_noop("Días del plazo que corrieron"),
    "days_late": gettext_noop("Días de atraso"),
    "method": gettext_noop("Método"),
    "version": gettext_noop("Versión"),
    "seed": gettext_noop("Semilla"),
    "votes": gettext_noop("Votos"),
    "voters": gettext_noop("Votantes"),
    "votes_digest": gettext_noop("Huella de los votos"),
    "digest": gettext_noop("Huella"),
    "about": gettext_noop("Qué es"),
    "number": gettext_noop("Número"),
    "service": gettext_noop("Servicio"),
    "entity": gettext_noop("Entidad"),
    "on": gettext_noop("Fecha"),
    "document": gettext_noop("Documento"),
    "outcome": gettext_noop("Compromiso del resultado"),
}


def facts(body: Mapping[str, object]) -> list[tuple[str, str]]:
    """The words of a record as a person reads them, the known ones by name; empty ones are left out."""
    order = [name for name in FIELDS if name in body] + [name for name in body if name not in FIELDS]
    said = [(_(FIELDS[name]) if name in FIELDS else name, _plain(body[name])) for name in order]
    return [(name, words) for name, words in said if words]


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        return " · ".join(_plain(part) for part in value.values() if part)
    if isinstance(value, list | tuple):
        return ", ".join(_plain(part) for part in value)
    return "" if value is None else str(value)


def reason_words(reason: str) -> str:
    """Say why words are not shown. Codes have a sentence; anything else is its own."""
    return _(REASONS[reason]) if reason in REASONS else reason


def shortened(words: str, length: int = 140) -> str:
    return Truncator(" ".join(words.split())).chars(length)
