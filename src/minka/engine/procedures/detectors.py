"""The patterns of official Spanish behind the rules on requirements, written for ``wording.plain`` text."""

import re
from dataclasses import dataclass
from typing import Final

from minka.engine.procedures.wording import any_of

# What comes after these is only told or shown, not handed in as a paper.
TELLING: Final = "(?:(?:indic|consign|senal|inform)(?:ar|ara|ando|acion)|indique|consigne|senale)"
ONLY_TOLD: Final = (
    rf"(?:declaracion(?:es)? juradas?|consultas? en linea|exhib\w+|mostrar|{TELLING}\b|numeros?\b|nros?\b)"
)
COPY: Final = "(?:foto)?copias?"
PAPER: Final = "(?:certificad[oa]s?|constancias?)"
OWN_OFFICE: Final = (
    "(?:gerencia|subgerencia|oficina|unidad|area|mesa de partes|municipalidad|entidad|direccion|caja|tesoreria)"
)
_WITHIN = rf"(?:(?!\b{ONLY_TOLD})[^.;,]){{0,60}}?\b"
_NEAR = r"[^.;,]{0,25}?\b"
_ATTESTED = "(?:legalizad|fedatead|certificad|autenticad)[oa]s?"


@dataclass(frozen=True, slots=True)
class Detector:
    """A rule's pattern.

    Attributes:
        unless: words anywhere in the requirement or the procedure's title that make the demand lawful.
        is_told: whether words of ``ONLY_TOLD`` before the match, in the same sentence, make it something only told.
    """

    code: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    is_told: bool = False


DETECTORS: Final = (
    Detector(
        "identity_other",
        any_of(
            "libretas? (?:militar|electoral)(?:es)?",
            "boletas? (?:de inscripcion )?militar(?:es)?",
            "carnets? (?:universitario|de trabajo|de estudiante)s?",
            "carnes? (?:universitario|de trabajo|de estudiante)s?",
            "constancia (?:de |del )?servicio militar",
        ),
    ),
    Detector(
        "identity_copy",
        any_of(
            rf"{COPY}\b{_WITHIN}(?:dni|d\.\s?n\.\s?i)",
            rf"{COPY}\b{_WITHIN}documentos? (?:nacional(?:es)? )?de identidad",
        ),
    ),
    Detector(
        "tax_card",
        any_of("fichas? (?:de |del )?ruc", rf"(?:{COPY}|{PAPER}|reporte|comprobante)\b{_WITHIN}ruc"),
        is_told=True,
    ),
    Detector(
        "state_holds",
        any_of("(?:partidas?|actas?|certificados?) de (?:nacimiento|matrimonio|defuncion|bautizo)"),
        unless=any_of(
            "filiacion", "parentesco", "hij[oa]s?", r"matrimoni\w+ civil", "contrayentes?", r"herede\w+", "sucesion",
            "adopcion", "conyuge", r"rectificacion\w*",
        ),
        is_told=True,
    ),
    Detector(
        "state_holds",
        any_of(
            "antecedentes (?:penales|policiales|judiciales)",
            "vigencias? de(?:l)? poder(?:es)?",
            "copias? literal(?:es)?",
            "fichas? registral(?:es)?",
            r"certificad[oa]s? (?:registral\w*|literal\w*|de gravamen\w*)",
            rf"{COPY}\b{_WITHIN}partidas? (?:registral(?:es)?|electronicas?)",
            rf"(?:{COPY}|{PAPER}|diploma)\b{_WITHIN}titulos? profesional(?:es)?",
            rf"(?:{COPY}|{PAPER}|diploma)\b{_WITHIN}grados? (?:academicos?|de bachiller|y titulos?)",
            "(?:certificad[oa]|constancia|boleta|papeleta)s? de habili(?:dad|tacion)(?: profesional| vigente)?",
        ),
        is_told=True,
    ),
    Detector(
        "entity_holds",
        any_of(
            r"(?:expedid|emitid|otorgad|aprobad)[oa]s? por (?:esta|la propia|la misma|nuestra|la presente) \w+",
            r"que (?:obra|obre|posee|posea|tiene|tenga)n? (?:en (?:poder de |los archivos de )?)?(?:la|esta) "
            rf"(?:misma |propia )?{OWN_OFFICE}",
        ),
    ),
    Detector(
        "entity_may_issue",
        any_of(
            rf"{PAPER} (?:de )?(?:la )?(?:zonificacion|compatibilidad de uso|numeracion|alineamiento|itse)",
            rf"{PAPER} (?:de )?(?:parametros urbanistic\w+|no adeud\w+|inspeccion tecnica)",
            "copias? de (?:la |su )?licencia de (?:funcionamiento|edificacion|habilitacion)",
            "copias? de (?:la |su )?resolucion (?:de alcaldia|gerencial|municipal)",
        ),
        is_told=True,
    ),
    Detector(
        "signature_legalised",
        any_of(
            r"firmas? (?:\w+ )?(?:legalizad|certificad|autenticad)[oa]s?",
            "legalizacion(?:es)? (?:notarial )?de (?:las? )?firmas?",
        ),
    ),
    Detector(
        "legalised",
        any_of(
            rf"{COPY}\b{_NEAR}{_ATTESTED}",
            rf"{_ATTESTED} (?:notarialmente|(?:por|ante) (?:el |la |un |una )?(?:notari[oa]|fedatari[oa]|juez de paz))",
            "fedatead[oa]s?",
            "legalizad[oa]s?",
            "notarialmente",
        ),
        unless=any_of(
            r"simples? o (?:copias? )?(?:legalizad|fedatead|certificad|autenticad)\w*",
            r"firmas? (?:\w+ )?legalizad[oa]s?",
            "relaciones exteriores", r"apostill\w+", r"consul\w*", "matrimonio civil",
        ),
    ),
    Detector(
        "official_translation",
        any_of(
            "traduccion(?:es)? oficial(?:es)?",
            r"traductor(?:es)? (?:publicos? )?(?:juramentad|colegiad|oficial)\w*",
        ),
    ),
    Detector(
        "stamps",
        any_of(
            r"(?:sellos?|vistos? buenos?|v\s?[°o]?\s?b\s?[°o]|visacion(?:es)?) (?:previ[oa] )?(?:de|del|por) "
            rf"(?:la |el |esta |las )?(?:propia |misma )?{OWN_OFFICE}",
        ),
    ),
    Detector(
        "lawyer",
        any_of(
            "(?:firma|firmad[oa]|suscrit[oa]|autorizad[oa]|refrendad[oa]) (?:de|del|por) "
            "(?:un |una |el |la )?(?:abogad[oa]|letrad[oa])",
        ),
    ),
    Detector(
        "open_ended",
        any_of(
            r"(?:otr[oa]s?|demas|cualquier otr[oa]|cualquier)(?: (?:document|requisit|informaci|papel)\w*)?"
            r"(?: \w+){0,2} que (?:\w+ ){0,5}?(?:solicit|requier|exij|exig|estim|consider|determin|juzg|crea)\w*",
        ),
    ),
    Detector(
        "replaceable",
        any_of(
            rf"{PAPER} domiciliari[oa]s?",
            rf"{PAPER} de (?:domicilio|residencia|buena conducta|supervivencia|viudez|solteria|convivencia|pobreza)",
            rf"{PAPER} de estado civil",
        ),
        is_told=True,
    ),
    Detector(
        "vague",
        any_of(
            "entre otr[oa]s", "etc(?:etera)?", "y/u otr[oa]s", "similares",
            r"u otr[oa]s? (?:document|similar|afin)\w*",
            "document(?:os?|acion) sustentatori[oa]s?",
            "document(?:os?|acion) (?:pertinente|correspondiente|necesari[oa]|respectiv[oa])s?",
        ),
    ),
)  # fmt: skip

NOT_ASKED: Final = re.compile(
    r"\b(?:no (?:se )?(?:exig|requier|solicit|pid|neces|present|adjunt)\w*"
    r"|no es (?:exigible|obligatori[oa]|necesari[oa])|sin (?:necesidad|requerir|exigir)"
    r"|en (?:lugar|vez|reemplazo|sustitucion) de|prohibid[oa]|exonerad[oa])[^.;]{0,60}$"
)
TOLD_BEFORE: Final = re.compile(rf"\b{ONLY_TOLD}[^.;]*$")

PHOTO: Final = any_of("foto(?:grafia)?s?")
OF_A_THING: Final = any_of(
    "(?:predio|local|inmueble|vehiculo|obra|terreno|anuncio|letrero|arbol|espacio|producto|nicho|lote)(?:e?s)?",
    "(?:fachada|area|via|puesto|modulo|elemento|ambiente|zona|establecimiento|fotomontaje)s?",
    "(?:lugar|panel|mural|instalacion|edificacion)(?:es)?",
)
OF_A_PERSON: Final = any_of(
    "carnet?", "pasaporte", "de frente", "fondo blanco", "personal(?:es)?",
    r"(?:del|de la|de los|de cada) (?:solicitante|titular|conductor|administrad|contrayente|interesad|comerciante)\w*",
)  # fmt: skip
PERSONAL_LICENCE: Final = any_of(
    "licencia de conducir", "brevete", "pasaporte", "documento de identidad", "carnet?", "credencial(?:es)?"
)

PROOF: Final = any_of(
    rf"(?:{COPY}|original|recibos?|comprobantes?|constancias?|vouchers?|boletas?|tickets?)\b[^.;,]{{0,50}}?"
    r"\b(?:pagos?|pagad[oa]s?|depositos?|cancelad[oa]|abono)",
    r"pagos?\b[^.;,]{0,20}\b(?:recibo|comprobante|voucher)",
)
NUMBER_AND_DATE: Final = re.compile(
    rf"\b(?:numeros?|nros?|n\s?[°o]|fechas?|dias? de(?:l)? pago|datos del|{TELLING})(?!\w)"
)
PAID_ELSEWHERE: Final = any_of(
    "banco", r"bancari[oa]s?", "colegios?", "ministerio", "sunat", "sunarp", r"otras? entidad\w*", "impuestos?", "agua",
    "luz",
)  # fmt: skip
FOR_OTHERS: Final = any_of("notificar", "terceros", "colindantes", "cada interesado", "otros interesados")
