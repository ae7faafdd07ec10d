"""Addresses that name a thing: free, readable, and never a word that the product uses itself."""

from collections.abc import Iterable

from django.utils.text import slugify

# Words that stand where a process or an activity stands in some address.
RESERVED = frozenset(
    [
        "procesos",
        "sedes",
        "personas",
        "organizaciones",
        "invitaciones",
        "moderacion",
        "registro",
        "auditoria",
        "nuevo",
        "nueva",
        "memoria",
        "afiche",
        "mesa",
        "hojas",
        "digitar",
        "importar",
        "cerrar",
        "datos",
        "fases",
        "actividades",
        "publicar",
        "gestion",
    ]
)


def free_slug(text: str, *, taken: Iterable[str], longest: int) -> str:
    """The text as an address nobody else has: ``mejor-leche``, then ``mejor-leche-2``."""
    busy = RESERVED.union(taken)
    stem = slugify(text)[: longest - 4].strip("-") or "proceso"
    slug, number = stem, 1
    while slug in busy:
        number += 1
        slug = f"{stem}-{number}"
    return slug
