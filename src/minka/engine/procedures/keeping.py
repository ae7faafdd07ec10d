"""How long each answer of a draft is kept, by what it is for and by the regime: a first word, for a person to confirm.

What is said must be what is done: the answers and files of a case are erased together, five years after it ends,
unless its service says otherwise.
"""

from collections.abc import Iterable
from typing import Final

from minka.engine.forms.definition import TO_CONFIRM
from minka.engine.procedures.parts import Json
from minka.engine.terms import Regime

YEARS: Final = 5
CONTACT: Final = {"phone", "email"}
UPLOADS: Final = {"file", "photo"}
LAWS: Final = "Ley 29733, art. 8; Ley 25323 y tabla de retención de la entidad"


def say_keeping(pages: Iterable[Json], regime: Regime) -> None:
    """Write into the ground of every question, those of groups too, how long its answer is kept."""
    for page in pages:
        _say_in(page, regime)


def _say_in(holder: Json, regime: Regime) -> None:
    questions = holder.get("questions")
    for question in questions if isinstance(questions, list) else []:
        because = question.get("ground")
        if isinstance(because, dict) and not because.get("kept"):
            question["ground"] = because | {"kept": kept_for(str(question["type"]), regime)}
        _say_in(question, regime)


def kept_for(kind: str, regime: Regime) -> str:
    """How long an answer of a kind is kept, and the law to confirm it by.

    >>> kept_for("phone", Regime.POSITIVE)[:57]
    'Se usa mientras dure el trámite y se borra con el expedie'
    """
    until = "desde que se entrega el documento" if regime == Regime.AUTOMATIC else "desde que termina el trámite"
    years = f"{YEARS} años {until}"
    if kind in CONTACT:
        what = f"Se usa mientras dure el trámite y se borra con el expediente, {years}"
    elif kind in UPLOADS:
        what = f"El archivo se guarda con el expediente, {years}"
    else:
        what = f"Con el expediente, {years}"
    checks = " y fiscalización posterior, Ley 27444, art. 32" if regime == Regime.AUTOMATIC else ""
    return f"{what} ({TO_CONFIRM}: {LAWS}{checks})"
