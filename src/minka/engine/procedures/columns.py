"""The names that files give to the columns of a TUPA row: ours, those of the official format, and what people write."""

import re
from typing import Final

from minka.engine.procedures.rows import Way
from minka.engine.terms import Regime
from minka.engine.texts import fold

FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "code": ("codigo", "cod", "codigo del procedimiento", "nro", "numero", "n", "n de orden", "orden", "no"),
    "title": (
        "denominacion", "denominacion del procedimiento", "denominacion del procedimiento administrativo", "nombre",
        "nombre del procedimiento", "procedimiento", "procedimiento administrativo", "titulo", "tramite",
        "denominacion del procedimiento y base legal", "denominacion y base legal",
    ),
    "description": ("descripcion", "descripcion del procedimiento", "objeto", "finalidad"),
    "legal_basis": ("base legal", "sustento legal", "fundamento legal", "marco legal", "norma", "normas"),
    "requirements": ("requisitos", "requisito", "requisitos numero y denominacion", "numero y denominacion"),
    "forms": ("formularios", "formulario", "formatos", "formulario codigo ubicacion", "formatos y formularios"),
    "notes": ("notas", "nota", "notas para el ciudadano", "observaciones"),
    "fee": (
        "costo", "costos", "derecho de tramitacion", "derecho de tramite", "derechos", "derecho", "pago",
        "pago por derecho de tramitacion", "monto", "tasa", "costo s", "derecho de tramitacion s", "en s", "soles",
    ),
    "regime": (
        "calificacion", "calificacion del procedimiento", "silencio", "silencio administrativo", "regimen",
        "tipo de calificacion",
    ),
    "term": (
        "plazo", "plazo para resolver", "plazo para resolver en dias habiles", "plazo de atencion", "plazo maximo",
        "plazo en dias", "plazo en dias habiles", "plazo para resolver dias habiles", "plazo dias habiles",
    ),
    "start": (
        "inicio", "inicio del procedimiento", "donde se inicia", "lugar de inicio", "sede", "sedes de atencion",
        "unidad de recepcion", "canales de atencion", "unidad de tramite documentario", "where",
    ),
    "office": (
        "unidad organica", "unidad responsable", "unidad organica responsable", "area", "dependencia", "oficina",
    ),
    "decides": (
        "autoridad", "autoridad competente", "autoridad competente para resolver", "resuelve", "autoridad que resuelve",
        "quien resuelve", "competencia",
    ),
    "reconsideration": ("reconsideracion", "recurso de reconsideracion", "autoridad que resuelve la reconsideracion"),
    "appeal": (
        "apelacion", "recurso de apelacion", "instancias de resolucion de recursos",
        "autoridad que resuelve la apelacion",
    ),
}  # fmt: skip

WAYS: Final[dict[Way, tuple[str, ...]]] = {
    Way.IN_PERSON: ("presencial", "canal presencial", "atencion presencial", "in person"),
    Way.ONLINE: ("virtual", "canal virtual", "atencion virtual", "en linea", "online", "web", "digital"),
    Way.PHONE: ("telefonico", "canal telefonico", "telefono", "atencion telefonica", "phone"),
}

# In the printed format each regime has a column of its own with a cross in it.
CROSSED: Final[dict[Regime, tuple[str, ...]]] = {
    Regime.AUTOMATIC: ("automatico", "aprobacion automatica", "automatica", "automatic"),
    Regime.POSITIVE: (
        "positivo",
        "silencio positivo",
        "evaluacion previa positivo",
        "silencio administrativo positivo",
    ),
    Regime.NEGATIVE: (
        "negativo",
        "silencio negativo",
        "evaluacion previa negativo",
        "silencio administrativo negativo",
    ),
}

LISTS: Final = ("procedures", "procedimientos", "filas", "rows", "tupa", "data", "tramites")

_SIGNS = re.compile(r"[^a-z0-9]+")
_FIELD_OF: Final = {
    name: field
    for table in (
        {field: (field.replace("_", " "), *names) for field, names in FIELDS.items()},
        {f"channel:{way}": names for way, names in WAYS.items()},
        {f"regime:{regime}": names for regime, names in CROSSED.items()},
    )
    for field, names in table.items()
    for name in names
}


def field_of(name: str) -> str | None:
    """Which field a column's name means; None for a column that is not read.

    A regime with a column of its own is ``regime:positive`` and so on, a channel ``channel:online``.

    >>> field_of("Derecho de Tramitación (S/)"), field_of("SILENCIO POSITIVO"), field_of("slug")
    ('fee', 'regime:positive', None)
    """
    return _FIELD_OF.get(_SIGNS.sub(" ", fold(name)).strip())
