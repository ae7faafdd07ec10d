"""Hints on words: long questions, hard texts, office words that have a plain one, languages that lack texts."""

import re
from collections.abc import Iterator, Mapping

from minka.engine.forms.checking.findings import Finding, finding
from minka.engine.forms.definition import SPANISH, Definition
from minka.engine.forms.documents import pointer_part
from minka.engine.texts.readability import read_ease

HARD = 55
LONG_LABEL = 20
MOST_SHOWN = 60
PLAIN = {
    "administrado": "persona que pide el trámite",
    "a efectos de": "para",
    "adjuntar a la presente": "adjuntar",
    "aperturar": "abrir",
    "consignar": "escribir",
    "de conformidad con": "según",
    "en el marco de": "en",
    "en mérito a": "por",
    "fehaciente": "seguro",
    "foliado": "con las hojas numeradas",
    "in situ": "en el lugar",
    "instaurar": "empezar",
    "la presente solicitud": "esta solicitud",
    "mediante el cual": "con el que",
    "precitado": "ya nombrado",
    "recepcionar": "recibir",
    "recurrente": "persona que pide el trámite",
    "referido inmueble": "ese local",
    "subsanar": "corregir",
    "visar": "firmar",
}
_JARGON = re.compile(rf"\b({'|'.join(map(re.escape, PLAIN))})(?:e?s)?\b", re.IGNORECASE)


def check_wording(definition: Definition) -> Iterator[Finding]:
    """Look at every Spanish text of a definition, and count what other languages lack."""
    texts = list(_texts(definition.document, ""))
    for path, text in texts:
        yield from _check_text(path, str(text.get(SPANISH, "")))
    for language in definition.languages:
        lacking = sum(not text.get(language) for _, text in texts)
        if lacking:
            yield finding("/languages", "untranslated", count=lacking, language=language)


def _texts(value: object, path: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    if isinstance(value, Mapping):
        if isinstance(value.get(SPANISH), str):
            yield path, value
            return
        for key, item in value.items():
            if key != "workflow":
                yield from _texts(item, f"{path}/{pointer_part(key)}")
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from _texts(item, f"{path}/{at}")


def _check_text(path: str, words: str) -> Iterator[Finding]:
    name = words if len(words) <= MOST_SHOWN else f"{words[:MOST_SHOWN]}…"
    if path.endswith("/label") and len(words.split()) > LONG_LABEL:
        yield finding(path, "long_label", name=name, count=len(words.split()))
    ease = read_ease(words).inflesz
    if ease is not None and ease < HARD:
        yield finding(path, "hard_to_read", name=name, score=round(max(ease, 0)))
    for found in dict.fromkeys(each.lower() for each in _JARGON.findall(words)):
        yield finding(path, "jargon", name=name, word=found, plain=PLAIN[found])
