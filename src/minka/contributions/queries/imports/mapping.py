"""Which column means what. Guessed from the words over the columns, decided by a person."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Mapping = dict[str, int]  # a field's name → the number of its column, from 0


@dataclass(frozen=True)
class Field:
    """One thing that a column can hold; ``words`` in the order in which they are believed."""

    name: str
    label: str | Promise
    hint: str | Promise
    words: tuple[str, ...]


# Headers of the exports of Decidim, CONSUL and Go Vocal, and what people write themselves.
TEXT_WORDS = (
    *("body", "texto", "text", "description", "descripcion", "cuerpo", "contenido", "content", "detalle"),
    *("propuesta", "idea", "aporte", "comentario", "summary", "resumen"),
)
SUPPORT_WORDS = (
    *("votes", "votos", "supports", "apoyos", "cached votes up", "endorsements total count", "endorsements"),
    *("likes", "upvotes", "me gusta", "adhesiones", "total votos"),
)
DAY_WORDS = (
    *("created at", "published at", "submitted at", "fecha de creacion", "fecha de publicacion"),
    *("fecha", "created", "date"),
)
FIELDS = (
    Field(
        "key",
        _("Número o código de cada aporte"),
        _("Con él, importar otra vez no repite nada."),
        ("id", "identificador", "codigo", "reference", "referencia", "numero", "nro", "key", "uuid"),
    ),
    Field("title", _("Título"), "", ("title", "titulo", "asunto", "subject", "titulo de la propuesta")),
    Field(
        "text",
        _("Texto"),
        _("Lo que dijo cada persona. Las marcas HTML se quitan."),
        TEXT_WORDS,
    ),
    Field(
        "supports",
        _("Apoyos que ya tenía"),
        "",
        SUPPORT_WORDS,
    ),
    Field(
        "day",
        _("Fecha en que se dijo"),
        _("Día, mes y año, o año, mes y día."),
        DAY_WORDS,
    ),
    Field(
        "place",
        _("Distrito"),
        _("El nombre o el UBIGEO del INEI."),
        ("distrito", "district", "ubigeo", "lugar", "place", "geozone"),
    ),
    Field("language", _("Lengua"), _("es, qvc o en."), ("locale", "language", "idioma", "lengua")),
    Field(
        "spoken_by",
        _("Nombre de quien lo dijo"),
        _("Se publica: elige esta columna solo si cada persona lo permitió."),
        (),
    ),
)
NAMES = tuple(field.name for field in FIELDS)


def guess_mapping(header: Sequence[str]) -> Mapping:
    """The columns that their names give away, each used once. Names of people are never guessed.

    >>> guess_mapping(["id", "title/es", "body/es", "endorsements/total_count", "created_at"])
    {'key': 0, 'title': 1, 'text': 2, 'supports': 3, 'day': 4}
    """
    plain = [_plain(name) for name in header]
    guessed: Mapping = {}
    for field in FIELDS:
        column = _best(plain, field.words, taken=set(guessed.values()))
        if column is not None:
            guessed[field.name] = column
    return guessed


def _best(plain: Sequence[str], words: Sequence[str], taken: set[int]) -> int | None:
    def fits(name: str, word: str, degree: int) -> bool:
        return (name == word, name == f"{word} es", name.startswith(f"{word} "), f" {word} " in f" {name} ")[degree]

    for degree in range(4):
        for word in words:
            for column, name in enumerate(plain):
                if column not in taken and fits(name, word, degree):
                    return column
    return None


def _plain(name: str) -> str:
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[a-z0-9]+", bare.casefold()))
