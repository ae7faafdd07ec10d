"""The parts of a service definition as plain JSON: texts, questions with their ground, pages, conditions."""

from typing import Final

type Json = dict[str, object]

LONGEST_LABEL: Final = 300
LONGEST_LINE: Final = 1_000


def es(words: str) -> Json:
    return {"es": words}


def shorten(words: str, most: int = LONGEST_LABEL) -> str:
    """Cut a text at a word.

    >>> shorten("Plano de ubicación", 12)
    'Plano de…'
    """
    if len(words) <= most:
        return words
    return f"{words[: most - 1].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"


def ground(why: str, legal_basis: str, used_by: str) -> Json:
    """Why something is asked and by which law; how long it is kept is said later (``keeping``)."""
    basis = shorten(legal_basis, LONGEST_LINE)
    sources = [{"kind": "law", "ref": basis, "note": ""}] if basis else []
    return {"why": es(why), "legal_basis": basis, "used_by": used_by, "kept": "", "sources": sources}


def question(own: str, kind: str, label: str, because: Json, **more: object) -> Json:
    return {"id": own, "type": kind, "label": es(shorten(label)), "ground": because, **more}


def say(asked: Json) -> str:
    """The Spanish words of a question.

    >>> say(question("a", "yes_no", "¿Sí?", {}))
    '¿Sí?'
    """
    label = asked["label"]
    return str(label["es"]) if isinstance(label, dict) else ""


def page(own: str, title: str, *questions: Json, **more: object) -> Json:
    return {"id": own, "title": es(shorten(title)), **more, "questions": list(questions)}


def answer(name: str) -> Json:
    return {"answer": name}


def negated(condition: Json) -> Json:
    return {"op": "not", "args": [condition]}
