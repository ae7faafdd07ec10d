"""Which contributions the desk shows: the filters as its address holds them."""

from dataclasses import dataclass, fields
from typing import Self

from django.http import QueryDict

WAITING, ANSWERED, ALL = "sin-responder", "respondidos", "todos"
MINE, NOBODY = "yo", "nadie"
NONE = "ninguna"  # the office of what no office was asked


@dataclass(frozen=True)
class DeskFilters:
    """Which contributions the desk shows, and in what order. Empty means any."""

    estado: str = WAITING
    actividad: str = ""
    canal: str = ""
    lugar: str = ""
    lengua: str = ""
    edad: str = ""
    responsable: str = ""
    oficina: str = ""
    q: str = ""
    orden: str = "antiguos"

    def without(self, name: str) -> Self:
        """The same filters with one of them back to what it is by itself."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        start = ALL if name == "estado" else type(self).__dataclass_fields__[name].default
        return type(self)(**{**values, name: start})

    def in_address(self) -> str:
        """The filters as a query string: only what differs from the desk's first view."""
        query = QueryDict(mutable=True)
        for field in fields(self):
            value = getattr(self, field.name)
            if value != field.default:
                query[field.name] = value
        return query.urlencode()
