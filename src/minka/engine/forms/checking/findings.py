"""What a check of a definition found: how bad, where, and what to do, in Spanish."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from minka.engine.forms.expressions.nodes import Value
from minka.engine.forms.expressions.telling import tell_value
from minka.engine.saying import phrase
from minka.engine.workflows.checking import SENTENCES


class Severity(StrEnum):
    """An error keeps a service from being published; a warning needs a reason; a hint is for thought."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


E, W, H = Severity.ERROR, Severity.WARNING, Severity.HINT
TEXTS = {
    "page_unreachable": (E, phrase("A la página «{name}» no llega nadie: su condición nunca se cumple.")),
    "question_never": (E, phrase("La pregunta «{name}» no se muestra nunca: su condición nunca se cumple.")),
    "no_end": (E, phrase("Nadie puede terminar: todos los caminos acaban en una página de salida.")),
    "no_questions": (E, phrase("El servicio no pregunta nada.")),
    "rule_always": (
        E,
        phrase("La regla «{name}» se cumple con cualquier respuesta: nadie pasa de la página «{page}»."),
    ),
    "rule_never": (W, phrase("La regla «{name}» no se cumple nunca: se puede quitar.")),
    "condition_always": (W, phrase("La condición de «{name}» se cumple siempre: se puede quitar.")),
    "later_answer": (E, phrase("La página «{name}» depende de «{other}», que se pregunta después.")),
    "may_be_unknown": (
        W,
        phrase("{what} lee respuestas que a veces no se preguntan; entonces no se puede saber."),
    ),
    "no_ground": (
        W,
        phrase("La pregunta «{name}» no dice por qué se hace, con qué base legal ni quién usa la respuesta."),
    ),
    "no_legal_basis": (W, phrase("La pregunta «{name}» no dice su base legal.")),
    "no_why": (W, phrase("La pregunta «{name}» no le dice a la persona por qué se hace.")),
    "keeping_unconfirmed": (
        H,
        phrase(
            "Nadie confirmó cuánto se guarda {count} respuesta: el borrador lo propuso. Revísalo en el sustento de "
            "la pregunta y quita «por confirmar».",
            "Nadie confirmó cuánto se guardan {count} respuestas: el borrador lo propuso. Revísalo en el sustento de "
            "cada pregunta y quita «por confirmar».",
        ),
    ),
    "no_keeping": (H, phrase("La pregunta «{name}» no dice cuánto tiempo se guarda la respuesta.")),
    "no_source": (H, phrase("La pregunta «{name}» no dice de qué aporte, prueba o norma viene.")),
    "upload_unnamed": (W, phrase("Se exige el archivo «{name}», pero ningún requisito lo nombra.")),
    "requirement_unasked": (H, phrase("El requisito «{name}» es un archivo, pero ninguna pregunta lo pide.")),
    "requirement_never": (W, phrase("El requisito «{name}» no le toca a nadie: su condición nunca se cumple.")),
    "screening_misses": (
        W,
        phrase("El requisito «{name}» depende de «{other}», que no está entre las preguntas previas."),
    ),
    "screening_many": (H, phrase("Hay {count} preguntas previas; con más de seis la gente se va antes de empezar.")),
    "exit_silent": (W, phrase("La página de salida «{name}» no dice qué hacer.")),
    "table_hole": (W, phrase("La tabla «{name}» no da resultado para: {told}.")),
    "table_overlap": (
        E,
        phrase("En la tabla «{name}» las filas {rows} dan resultados distintos para lo mismo: {told}."),
    ),
    "table_row_never": (W, phrase("La fila {row} de la tabla «{name}» no decide nunca nada.")),
    "hard_to_read": (
        H,
        phrase("El texto «{name}» es difícil de leer ({score} de 100); usa frases y palabras más cortas."),
    ),
    "long_label": (H, phrase("La pregunta «{name}» tiene {count} palabras; una pregunta corta se responde mejor.")),
    "jargon": (H, phrase("En «{name}», «{word}» se puede decir «{plain}».")),
    "untranslated": (
        H,
        phrase(
            "Falta {count} texto en el idioma «{language}»; se mostrará en español.",
            "Faltan {count} textos en el idioma «{language}»; se mostrarán en español.",
        ),
    ),
    "not_decided": (
        H,
        phrase("No se pudo comprobar «{name}»: hay demasiados casos. Guarda casos de prueba que lo cubran."),
    ),
    "letter_unwritten": (
        E,
        phrase("«{label}» manda la carta «{letter}», que no está escrita. Escríbela, o elige otra."),
    ),
    **{f"workflow_{code}": (E, sentence) for code, sentence in SENTENCES.items()},
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. ``path`` is a JSON pointer; ``example`` are answers that show it."""

    path: str
    code: str
    params: tuple[tuple[str, str | int], ...] = ()
    example: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return TEXTS[self.code][0]

    @property
    def template(self) -> str:
        """The sentence before it is filled."""
        return TEXTS[self.code][1]

    @property
    def text(self) -> str:
        """Say it."""
        words, params = TEXTS[self.code][1], dict(self.params)
        count = params.get("count")
        return words.counting(count, **params) if words.many and isinstance(count, int) else words.fill(**params)

    def to_json(self) -> dict[str, object]:
        """Give the plain value that commands print."""
        told = {"path": self.path, "code": self.code, "severity": str(self.severity), "text": self.text}
        return told | ({"example": dict(self.example)} if self.example else {})


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found, errors first, then in the order of the document."""

    all: tuple[Finding, ...]

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """Those of one severity."""
        return tuple(each for each in self.all if each.severity == severity)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What keeps it from being published."""
        return self.of(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What needs a reason to be published all the same."""
        return self.of(Severity.WARNING)

    @property
    def hints(self) -> tuple[Finding, ...]:
        """What could be better."""
        return self.of(Severity.HINT)

    @property
    def publishable(self) -> bool:
        """Whether there is no error."""
        return not self.errors


def finding(path: str, code: str, example: Mapping[str, Value] | None = None, **params: str | int) -> Finding:
    """Make a finding."""
    shown = {name: tell_value(value) for name, value in (example or {}).items()}
    return Finding(path, code, tuple(params.items()), tuple(shown.items()))
