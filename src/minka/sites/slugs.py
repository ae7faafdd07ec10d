"""Addresses of sites: they stand first in a URL, so no word of the product's own may be taken."""

from collections.abc import Iterator
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.text import slugify

# Kept free for what may come, and what the server itself answers.
KEPT = frozenset(
    {"admin", "api", "archivos", "codigo", "gestion", "media", "medios", "mi-trabajo", "mi-voz", "minka", "procesos"}
).union({"recibo", "sede", "static"})


@cache
def reserved_slugs() -> frozenset[str]:
    """Every fixed first word of an address, read from the product's own address space."""
    return KEPT.union(_first_words(get_resolver().url_patterns))


def suggest_slug(name: str) -> str:
    """A short address from a name: ``Laboratorio de Jaén`` → ``jaen``."""
    dull = {"laboratorio", "de", "del", "la", "el", "los", "las", "innovacion", "gobierno", "regional", "municipal"}
    words = [word for word in slugify(name).split("-") if word not in dull]
    return ("-".join(words) or slugify(name))[:60].strip("-")


def _first_words(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for entry in patterns:
        word = str(entry.pattern).lstrip("^").split("/")[0]
        if word and "<" not in word and "(" not in word:
            yield word
        elif not word and isinstance(entry, URLResolver):
            yield from _first_words(entry.url_patterns)
