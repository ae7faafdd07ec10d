"""What the check of a row can find: the rule, its articles, and what to say about it in plain Spanish.

Articles carry the numbers of Ley 27444 as amended and those of its ordered text (TUO, DS 004-2019-JUS). Amendments of
2023 renumbered some paragraphs of article 36; where only the article is certain, only the article is given.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """How much a finding weighs, heaviest first."""

    UNLAWFUL = "unlawful"  # the law forbids it in words
    CONTRADICTORY = "contradictory"  # the row says two things that exclude each other
    UNCLEAR = "unclear"  # something is missing, vague, or lawful only under a condition that the row does not show
    HINT = "hint"  # lawful; could become a question, or be said more plainly


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the check. ``law`` and ``tuo`` are articles, "" where none applies; ``other`` is another norm."""

    code: str
    severity: Severity
    law: str
    tuo: str
    sentence: str
    advice: str
    other: str = ""

    @property
    def article(self) -> str:
        """The articles in both numberings.

        >>> RULES["identity_other"].article
        'Ley 27444, art. 40.1.5 (TUO, art. 48.1.5)'
        """
        own = f"Ley 27444, art. {self.law} (TUO, art. {self.tuo})" if self.law else ""
        return "; ".join(filter(None, (own, self.other)))


_INTEROPERABILITY: Final = "Decreto Legislativo 1246"
_UNLAWFUL, _CONTRADICTORY, _UNCLEAR, _HINT = Severity

_OF_LINES: Final = (
    Rule(
        "identity_other", _UNLAWFUL, "40.1.5", "48.1.5",
        "pide un documento de identidad que no es el DNI",
        "Quítalo. A quien es peruano solo se le pide el DNI; a quien es extranjero, carné de extranjería o pasaporte.",
    ),
    Rule(
        "identity_copy", _UNLAWFUL, "40.1.10", "48.1.10",
        "pide copia del documento de identidad, que la entidad puede consultar en línea",
        "Quítalo y pide solo el número del documento.", _INTEROPERABILITY,
    ),
    Rule(
        "tax_card", _UNLAWFUL, "40.1.10", "48.1.10",
        "pide un papel sobre el RUC, que es de consulta pública",
        "Quítalo y pide solo el número de RUC.", _INTEROPERABILITY,
    ),
    Rule(
        "state_holds", _UNLAWFUL, "40.1.10", "48.1.10",
        "pide algo que otra entidad del Estado tiene y debe compartir",
        "Quítalo: consúltalo con la entidad que lo tiene, o pide una declaración jurada o el número de partida.",
        _INTEROPERABILITY,
    ),
    Rule(
        "entity_holds", _UNLAWFUL, "40.1.1 y 40.1.2", "48.1.1 y 48.1.2",
        "pide algo que la propia entidad emitió o ya tiene",
        "Quítalo: que la oficina lo busque en sus archivos.",
    ),
    Rule(
        "entity_may_issue", _UNCLEAR, "40.1.2", "48.1.2",
        "pide un documento que suele emitir la misma municipalidad",
        "Mira quién lo emite: si es esta entidad, no se puede pedir.",
    ),
    Rule(
        "photo_of_person", _UNLAWFUL, "40.1.4", "48.1.4",
        "pide fotografías de la persona",
        "Quítalo, salvo que sea para un documento de identidad, una licencia personal o por seguridad.",
    ),
    Rule(
        "photo_unclear", _UNCLEAR, "40.1.4", "48.1.4",
        "pide fotografías y no dice de qué",
        "Di de qué son. Si son de la persona, no se pueden pedir.",
    ),
    Rule(
        "copies", _UNLAWFUL, "40.1.3", "48.1.3",
        "pide más de dos ejemplares del mismo documento",
        "Pide uno o dos, salvo que haya que notificar a otros interesados: entonces dilo.",
    ),
    Rule(
        "legalised", _UNLAWFUL, "41.1.1", "49.1.1",
        "pide copias legalizadas, certificadas o fedateadas",
        "Acepta copia simple con la declaración jurada de que es auténtica.",
    ),
    Rule(
        "signature_legalised", _UNLAWFUL, "41.1.1", "49.1.1",
        "pide una firma legalizada",
        "Acepta la firma simple, salvo que una ley pida la legalización: entonces cítala.", _INTEROPERABILITY,
    ),
    Rule(
        "official_translation", _UNLAWFUL, "41.1.2", "49.1.2",
        "pide traducción oficial",
        "Acepta traducción simple firmada por quien tradujo.",
    ),
    Rule(
        "payment_proof", _UNLAWFUL, "40.1.8", "48.1.8",
        "pide un papel del pago hecho a la propia entidad",
        "Pide solo el número y la fecha del pago.",
    ),
    Rule(
        "payment_elsewhere", _UNCLEAR, "40.1.8", "48.1.8",
        "pide un papel de un pago",
        "Si el pago es por este trámite, bastan su número y su fecha; si es a otro, di a quién y por qué.",
    ),
    Rule(
        "stamps", _UNLAWFUL, "40.1.6", "48.1.6",
        "manda a la persona a juntar sellos o vistos de la propia entidad",
        "Quítalo: los reúne quien lleva el expediente.",
    ),
    Rule(
        "lawyer", _UNLAWFUL, "113", "124",
        "pide firma de abogado, que ningún escrito necesita",
        "Quítalo.",
    ),
    Rule(
        "open_ended", _UNLAWFUL, "36 y 37.1.2", "40 y 43.1.2",
        "deja que la entidad pida después lo que quiera",
        "Quítalo: todo lo que se pide debe estar escrito, con claridad, en la lista.",
    ),
    Rule(
        "replaceable", _UNCLEAR, "41.1.3", "49.1.3",
        "pide un certificado sobre la propia situación de la persona",
        "Pide una declaración jurada en su lugar.",
    ),
    Rule(
        "vague", _UNCLEAR, "37.1.2", "43.1.2",
        "usa palabras que no dicen qué hay que traer",
        "Nombra cada documento.",
    ),
    Rule(
        "condition_unnamed", _UNCLEAR, "37.1.2", "43.1.2",
        "vale solo en algunos casos y no dice en cuáles",
        "Di en qué caso se pide: así la persona sabe si le toca.",
    ),
    Rule(
        "condition", _HINT, "", "",
        "vale solo en un caso",
        "Conviértelo en una pregunta antes de empezar: cada persona verá solo lo suyo.",
    ),
    Rule(
        "hard_to_read", _HINT, "37.1.2", "43.1.2",
        "es largo o difícil de leer",
        "Pártelo en frases cortas, o en varios requisitos.",
    ),
    Rule(
        "duplicate_requirement", _CONTRADICTORY, "39.1", "45.1",
        "repite otro requisito de la misma lista",
        "Deja uno solo.",
    ),
    Rule(
        "free_but_paid", _CONTRADICTORY, "37.1.5", "43.1.5",
        "pide un pago y el trámite dice que es gratuito",
        "Quita el requisito, o escribe el monto.",
    ),
)  # fmt: skip

_OF_ROWS: Final = (
    Rule(
        "term_over_30", _UNLAWFUL, "35 y 142", "39 y 153",
        "el plazo pasa de 30 días hábiles y ninguna ley citada lo permite",
        "Baja el plazo, o cita la ley o el decreto legislativo que fija uno mayor.",
    ),
    Rule(
        "term_over_30_by_law", _UNCLEAR, "35 y 142", "39 y 153",
        "el plazo pasa de 30 días hábiles",
        "Comprueba que la ley citada fije este plazo; un decreto supremo o una ordenanza no bastan.",
    ),
    Rule(
        "term_missing", _UNCLEAR, "35", "39",
        "no hay plazo para resolver",
        "Escribe el plazo en días hábiles. Sin él vale el máximo de 30.",
    ),
    Rule(
        "term_unreadable", _UNCLEAR, "35", "39",
        "no se entiende el plazo",
        "Escribe un número y su unidad, por ejemplo «15 días hábiles».",
    ),
    Rule(
        "automatic_with_term", _CONTRADICTORY, "31.1", "33.1",
        "es de aprobación automática y a la vez dice un plazo para resolver",
        "Quita el plazo: la solicitud queda aprobada al presentarla. Si hay algo que evaluar, no es automática.",
    ),
    Rule(
        "automatic_with_document", _UNCLEAR, "31.2", "33.2",
        "es de aprobación automática y dice un plazo",
        "Di que el plazo es solo para entregar el documento (5 días hábiles como máximo), no para aprobar.",
    ),
    Rule(
        "regime_missing", _UNCLEAR, "37.1.3", "43.1.3",
        "no dice si es de aprobación automática o de evaluación previa",
        "Escribe la calificación.",
    ),
    Rule(
        "silence_missing", _UNCLEAR, "37.1.4 y 33.1", "43.1.4 y 35.1",
        "es de evaluación previa y no dice qué silencio se aplica",
        "Escribe si el silencio es positivo o negativo. Lo usual es positivo.",
    ),
    Rule(
        "regimes_conflict", _CONTRADICTORY, "30", "32",
        "dice dos calificaciones que no pueden ir juntas",
        "Deja una sola.",
    ),
    Rule(
        "negative_without_ground", _UNCLEAR, "34.1", "38.1",
        "aplica silencio negativo y no se ve por cuál de las razones de la ley",
        "Di qué bien protege (salud, ambiente, seguridad ciudadana…) y la norma que lo sustenta, o cambia a positivo.",
    ),
    Rule(
        "fee_missing", _UNCLEAR, "37.1.5", "43.1.5",
        "no dice cuánto cuesta",
        "Escribe el monto en soles, o «Gratuito».",
    ),
    Rule(
        "fee_percentage", _UNLAWFUL, "37.1.5", "43.1.5",
        "el costo está en porcentaje o en UIT",
        "Escribe el monto en soles.",
    ),
    Rule(
        "fee_several", _UNCLEAR, "37.1.5 y 45.2", "43.1.5 y 54.2",
        "hay más de un monto",
        "Di qué monto paga quién. Cobrar distinto según quién pide solo vale si una ley lo dispone.",
    ),
    Rule(
        "fee_unreadable", _UNCLEAR, "37.1.5", "43.1.5",
        "no se entiende el costo",
        "Escribe un solo monto en soles.",
    ),
    Rule(
        "legal_basis_missing", _UNCLEAR, "36 y 37.1.1", "40 y 43.1.1",
        "no dice qué norma crea el trámite",
        "Cita la norma que lo crea. El TUPA no puede crear trámites ni requisitos.",
    ),
    Rule(
        "legal_basis_cut", _UNCLEAR, "37.1.1", "43.1.1",
        "una norma de la base legal está cortada",
        "Completa su número y su año.",
    ),
    Rule(
        "requirements_missing", _UNCLEAR, "37.1.2", "43.1.2",
        "no hay requisitos",
        "Escribe la lista, aunque sea solo la solicitud.",
    ),
    Rule(
        "authority_missing", _UNCLEAR, "37.1.7", "43.1.7",
        "no dice quién resuelve",
        "Escribe el cargo que decide y el que resuelve los recursos.",
    ),
    Rule(
        "duplicate_code", _CONTRADICTORY, "", "",
        "su código ya es de otro procedimiento",
        "Da a cada uno su código.",
    ),
    Rule(
        "duplicate_title", _CONTRADICTORY, "38.6", "44.6",
        "ya hay otro procedimiento con el mismo nombre",
        "Únelos, o di en el nombre en qué se distinguen.",
    ),
)  # fmt: skip

RULES: Final[dict[str, Rule]] = {rule.code: rule for rule in (*_OF_LINES, *_OF_ROWS)}
LINE_CODES: Final = frozenset(rule.code for rule in _OF_LINES)
