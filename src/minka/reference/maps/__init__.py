"""Maps drawn by the server: a picture that speaks in black and white, and the same facts as rows of a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minka.reference.maps.classes import Class, classes_of
from minka.reference.maps.drawing import draw
from minka.reference.maps.outlines import Area, area_of

__all__ = ["Choropleth", "Class", "Row", "choropleth"]


@dataclass(frozen=True)
class Row:
    """One district of the table twin. Without a value it is protected, or else there is no data."""

    code: str
    district: str
    province: str
    value: int | None
    is_protected: bool

    @property
    def text(self) -> str:
        if self.value is not None:
            return str(self.value)
        return _("protegido") if self.is_protected else _("sin datos")


@dataclass(frozen=True)
class Choropleth:
    """A map ready for ``{% map svg=m.svg title=m.title columns=m.columns rows=m.cells note=m.note %}``."""

    svg: SafeString
    title: str
    columns: Sequence[str]
    rows: Sequence[Row]
    note: str

    @property
    def cells(self) -> list[tuple[str, str, str]]:
        return [(row.district, row.province, row.text) for row in self.rows]


def choropleth(
    values: Mapping[str, int | None], *, title: str, unit: str, department: str = "06", name: str = "mapa"
) -> Choropleth:
    """A map of a department's districts shaded by count.

    ``values`` goes by INEI district code; None means a count too small to show, an absent code means no data. ``unit``
    is what is counted, in the plural ("aportes"). ``name`` tells two maps of one page apart. Codes of other
    departments are left out. One or two queries; the outlines stay in memory.
    """
    area = area_of(department)
    rows = [
        Row(spot.code, spot.district, spot.province, value, is_protected=value is None and spot.code in values)
        for spot in area.districts
        for value in (values.get(spot.code),)
    ]
    classes = classes_of([row.value for row in rows if row.value is not None])
    note = _note(area)
    svg = draw(
        area, rows={row.code: row for row in rows}, classes=classes, title=title, unit=unit, note=note, name=name
    )
    columns = (_("Distrito"), _("Provincia"), unit[:1].upper() + unit[1:])
    return Choropleth(svg=svg, title=title, columns=columns, rows=rows, note=note)


def _note(area: Area) -> str:
    note = _("Límites distritales de 2007, solo como referencia.")
    missing = sum(not spot.path for spot in area.districts)
    if missing:
        note += " " + ngettext(
            "%(n)d distrito no tiene dibujo y está solo en la tabla.",
            "%(n)d distritos no tienen dibujo y están solo en la tabla.",
            missing,
        ) % {"n": missing}
    return note
