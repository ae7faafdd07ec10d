"""What the check of a row can find: the rule, its articles, and what to say about it in plain Spanish.

Articles carry the numbers of Ley 27444 as amended and those of its ordered text (TUO, DS 004-2019-JUS). Amendments of
2023 renumbered some paragraphs of article 36; where only the article is certain, only the article is given.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from minka.engine.saying import Said, listed, phrase


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
    sentence: Said
    advice: Said
    other: str = ""

    @property
    def article(self) -> str:
        """The articles in both numberings.

        >>> RULES["identity_other"].article
        'Ley 27444, art. 40.1.5 (TUO, art. 48.1.5)'
        """
        own = phrase("Ley 27444, art. {law} (TUO, art. {tuo})").fill(law=self.law, tuo=self.tuo) if self.law else ""
        return listed(filter(None, (own, self.other)), "; ")


_INTEROPERABILITY: Final = "Decreto Legislativo 1246"
_UNLAWFUL, _CONTRADICTORY, _UNCLEAR, _HINT = Severity

_OF_LINES: Final = (
    Rule(
        "identity_other", _UNLAWFUL, "40.1.5", "48.1.5",
        phrase("pide un documento de identidad que no es el DNI"),
        phrase("Quítalo. A quien es peruano solo se le pide el DNI; "
               "a quien es extranjero, carné de extranjería o pasaporte."),
    ),
    Rule(
        "identity_copy", _UNLAWFUL, "40.1.10", "48.1.10",
        phrase("pide copia del documento de identidad, que la entidad puede consultar en línea"),
        phrase("Quítalo y pide solo el número del documento."), _INTEROPERABILITY,
    ),
    Rule(
        "tax_card", _UNLAWFUL, "40.1.10", "48.1.10",
        phrase("pide un papel sobre el RUC, que es de consulta pública"),
        phrase("Quítalo y pide solo el número de RUC."), _INTEROPERABILITY,
    ),
    Rule(
        "state_holds", _UNLAWFUL, "40.1.10", "48.1.10",
        phrase("pide algo que otra entidad del Estado tiene y debe compartir"),
        phrase("Quítalo: consúltalo con la entidad que lo tiene, "
               "o pide una declaración jurada o el número de partida."),
        _INTEROPERABILITY,
    ),
    Rule(
        "entity_holds", _UNLAWFUL, "40.1.1 y 40.1.2", "48.1.1 y 48.1.2",
        phrase("pide algo que la propia entidad emitió o ya tiene"),
        phrase("Quítalo: que la oficina lo busque en sus archivos."),
    ),
    Rule(
        "entity_may_issue", _UNCLEAR, "40.1.2", "48.1.2",
        phrase("pide un documento que suele emitir la misma municipalidad"),
        phrase("Mira quién lo emite: si es esta entidad, no se puede pedir."),
    ),
    Rule(
        "photo_of_person", _UNLAWFUL, "40.1.4", "48.1.4",
        phrase("pide fotografías de la persona"),
        phrase("Quítalo, salvo que sea para un documento de identidad, una licencia personal o por seguridad."),
    ),
    Rule(
        "photo_unclear", _UNCLEAR, "40.1.4", "48.1.4",
        phrase("pide fotografías y no dice de qué"),
        phrase("Di de qué son. Si son de la persona, no se pueden pedir."),
    ),
    Rule(
        "copies", _UNLAWFUL, "40.1.3", "48.1.3",
        phrase("pide más de dos ejemplares del mismo documento"),
        phrase("Pide uno o dos, salvo que haya que notificar a otros interesados: entonces dilo."),
    ),
    Rule(
        "legalised", _UNLAWFUL, "41.1.1", "49.1.1",
        phrase("pide copias legalizadas, certificadas o fedateadas"),
        phrase("Acepta copia simple con la declaración jurada de que es auténtica."),
    ),
    Rule(
        "signature_legalised", _UNLAWFUL, "41.1.1", "49.1.1",
        phrase("pide una firma legalizada"),
        phrase("Acepta la firma simple, salvo que una ley pida la legalización: entonces cítala."), _INTEROPERABILITY,
    ),
    Rule(
        "official_translation", _UNLAWFUL, "41.1.2", "49.1.2",
        phrase("pide traducción oficial"),
        phrase("Acepta traducción simple firmada por quien tradujo."),
    ),
    Rule(
        "payment_proof", _UNLAWFUL, "40.1.8", "48.1.8",
        phrase("pide un papel del pago hecho a la propia entidad"),
        phrase("Pide solo el número y la fecha del pago."),
    ),
    Rule(
        "payment_elsewhere", _UNCLEAR, "40.1.8", "48.1.8",
        phrase("pide un papel de un pago"),
        phrase("Si el pago es por este trámite, bastan su número y su fecha; si es a otro, di a quién y por qué."),
    ),
    Rule(
        "stamps", _UNLAWFUL, "40.1.6", "48.1.6",
        phrase("manda a la persona a juntar sellos o vistos de la propia entidad"),
        phrase("Quítalo: los reúne quien lleva el expediente."),
    ),
    Rule(
        "lawyer", _UNLAWFUL, "113", "124",
        phrase("pide firma de abogado, que ningún escrito necesita"),
        phrase("Quítalo."),
    ),
    Rule(
        "open_ended", _UNLAWFUL, "36 y 37.1.2", "40 y 43.1.2",
        phrase("deja que la entidad pida después lo que quiera"),
        phrase("Quítalo: todo lo que se pide debe estar escrito, con claridad, en la lista."),
    ),
    Rule(
        "replaceable", _UNCLEAR, "41.1.3", "49.1.3",
        phrase("pide un certificado sobre la propia situación de la persona"),
        phrase("Pide una declaración jurada en su lugar."),
    ),
    Rule(
        "vague", _UNCLEAR, "37.1.2", "43.1.2",
        phrase("usa palabras que no dicen qué hay que traer"),
        phrase("Nombra cada documento."),
    ),
    Rule(
        "condition_unnamed", _UNCLEAR, "37.1.2", "43.1.2",
        phrase("vale solo en algunos casos y no dice en cuáles"),
        phrase("Di en qué caso se pide: así la persona sabe si le toca."),
    ),
    Rule(
        "condition", _HINT, "", "",
        phrase("vale solo en un caso"),
        phrase("Conviértelo en una pregunta antes de empezar: cada persona verá solo lo suyo."),
    ),
    Rule(
        "hard_to_read", _HINT, "37.1.2", "43.1.2",
        phrase("es largo o difícil de leer"),
        phrase("Pártelo en frases cortas, o en varios requisitos."),
    ),
    Rule(
        "duplicate_requirement", _CONTRADICTORY, "39.1", "45.1",
        phrase("repite otro requisito de la misma lista"),
        phrase("Deja uno solo."),
    ),
    Rule(
        "free_but_paid", _CONTRADICTORY, "37.1.5", "43.1.5",
        phrase("pide un pago y el trámite dice que es gratuito"),
        phrase("Quita el requisito, o escribe el monto."),
    ),
)  # fmt: skip

_OF_ROWS: Final = (
    Rule(
        "term_over_30", _UNLAWFUL, "35 y 142", "39 y 153",
        phrase("el plazo pasa de 30 días hábiles y ninguna ley citada lo permite"),
        phrase("Baja el plazo, o cita la ley o el decreto legislativo que fija uno mayor."),
    ),
    Rule(
        "term_over_30_by_law", _UNCLEAR, "35 y 142", "39 y 153",
        phrase("el plazo pasa de 30 días hábiles"),
        phrase("Comprueba que la ley citada fije este plazo; un decreto supremo o una ordenanza no bastan."),
    ),
    Rule(
        "term_missing", _UNCLEAR, "35", "39",
        phrase("no hay plazo para resolver"),
        phrase("Escribe el plazo en días hábiles. Sin él vale el máximo de 30."),
    ),
    Rule(
        "term_unreadable", _UNCLEAR, "35", "39",
        phrase("no se entiende el plazo"),
        phrase("Escribe un número y su unidad, por ejemplo «15 días hábiles»."),
    ),
    Rule(
        "automatic_with_term", _CONTRADICTORY, "31.1", "33.1",
        phrase("es de aprobación automática y a la vez dice un plazo para resolver"),
        phrase("Quita el plazo: la solicitud queda aprobada al presentarla. "
               "Si hay algo que evaluar, no es automática."),
    ),
    Rule(
        "automatic_with_document", _UNCLEAR, "31.2", "33.2",
        phrase("es de aprobación automática y dice un plazo"),
        phrase("Di que el plazo es solo para entregar el documento (5 días hábiles como máximo), no para aprobar."),
    ),
    Rule(
        "regime_missing", _UNCLEAR, "37.1.3", "43.1.3",
        phrase("no dice si es de aprobación automática o de evaluación previa"),
        phrase("Escribe la calificación."),
    ),
    Rule(
        "silence_missing", _UNCLEAR, "37.1.4 y 33.1", "43.1.4 y 35.1",
        phrase("es de evaluación previa y no dice qué silencio se aplica"),
        phrase("Escribe si el silencio es positivo o negativo. Lo usual es positivo."),
    ),
    Rule(
        "regimes_conflict", _CONTRADICTORY, "30", "32",
        phrase("dice dos calificaciones que no pueden ir juntas"),
        phrase("Deja una sola."),
    ),
    Rule(
        "negative_without_ground", _UNCLEAR, "34.1", "38.1",
        phrase("aplica silencio negativo y no se ve por cuál de las razones de la ley"),
        phrase("Di qué bien protege (salud, ambiente, seguridad ciudadana…) "
               "y la norma que lo sustenta, o cambia a positivo."),
    ),
    Rule(
        "fee_missing", _UNCLEAR, "37.1.5", "43.1.5",
        phrase("no dice cuánto cuesta"),
        phrase("Escribe el monto en soles, o «Gratuito»."),
    ),
    Rule(
        "fee_percentage", _UNLAWFUL, "37.1.5", "43.1.5",
        phrase("el costo está en porcentaje o en UIT"),
        phrase("Escribe el monto en soles."),
    ),
    Rule(
        "fee_several", _UNCLEAR, "37.1.5 y 45.2", "43.1.5 y 54.2",
        phrase("hay más de un monto"),
        phrase("Di qué monto paga quién. Cobrar distinto según quién pide solo vale si una ley lo dispone."),
    ),
    Rule(
        "fee_unreadable", _UNCLEAR, "37.1.5", "43.1.5",
        phrase("no se entiende el costo"),
        phrase("Escribe un solo monto en soles."),
    ),
    Rule(
        "legal_basis_missing", _UNCLEAR, "36 y 37.1.1", "40 y 43.1.1",
        phrase("no dice qué norma crea el trámite"),
        phrase("Cita la norma que lo crea. El TUPA no puede crear trámites ni requisitos."),
    ),
    Rule(
        "legal_basis_cut", _UNCLEAR, "37.1.1", "43.1.1",
        phrase("una norma de la base legal está cortada"),
        phrase("Completa su número y su año."),
    ),
    Rule(
        "requirements_missing", _UNCLEAR, "37.1.2", "43.1.2",
        phrase("no hay requisitos"),
        phrase("Escribe la lista, aunque sea solo la solicitud."),
    ),
    Rule(
        "authority_missing", _UNCLEAR, "37.1.7", "43.1.7",
        phrase("no dice quién resuelve"),
        phrase("Escribe el cargo que decide y el que resuelve los recursos."),
    ),
    Rule(
        "duplicate_code", _CONTRADICTORY, "", "",
        phrase("su código ya es de otro procedimiento"),
        phrase("Da a cada uno su código."),
    ),
    Rule(
        "duplicate_title", _CONTRADICTORY, "38.6", "44.6",
        phrase("ya hay otro procedimiento con el mismo nombre"),
        phrase("Únelos, o di en el nombre en qué se distinguen."),
    ),
)  # fmt: skip

RULES: Final[dict[str, Rule]] = {rule.code: rule for rule in (*_OF_LINES, *_OF_ROWS)}
LINE_CODES: Final = frozenset(rule.code for rule in _OF_LINES)
