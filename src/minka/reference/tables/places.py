"""Places in both codings, and their outlines."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from minka.reference.files import FileRefused, Problem, Record, read_json
from minka.reference.models import Boundary, Place
from minka.reference.tables.base import BadRow, Table, Values, csv_of

CODE_LENGTH = {Place.Level.DEPARTMENT: 2, Place.Level.PROVINCE: 4, Place.Level.DISTRICT: 6}
LEVEL_OF_LENGTH = {length: level for level, length in CODE_LENGTH.items()}
BOUNDARY_SERIES = "inei-2007"
BOUNDARY_SOURCE = "juaneladio/peru-geojson 3213eeb (MPL-2.0): límites INEI 2007 publicados por MINAM/GEOIDEP"
LEAST_POINTS = 4
HALF_TURN = 180

read_places = csv_of(
    *("inei", "reniec", "name", "source_name", "capital", "area_km2", "altitude_m", "latitude", "longitude"),
    *("population", "population_series", "poverty_percent"),
)


def prepare_places(level: Place.Level) -> Callable[[], Callable[[Values], Values]]:
    def prepare() -> Callable[[Values], Values]:
        length = CODE_LENGTH[level]
        above = Place.objects.filter(level=LEVEL_OF_LENGTH.get(length - 2, ""), valid_to=None)
        inei = {place.inei_code: place for place in above}
        reniec = {place.reniec_code: place for place in above}

        def clean(row: Values) -> Values:
            row["inei_code"], row["reniec_code"] = row.pop("inei"), row.pop("reniec")
            for code in (row["inei_code"], row["reniec_code"]):
                if code and not (code.isascii() and code.isdigit() and len(code) == length):
                    raise BadRow(_("el código «%(code)s» debe tener %(n)d cifras") % {"code": code, "n": length})
            if not row["inei_code"] and not row["reniec_code"]:
                raise BadRow(_("falta el código"))
            parent = inei.get(row["inei_code"][:-2]) if row["inei_code"] else reniec.get(row["reniec_code"][:-2])
            if length > CODE_LENGTH[Place.Level.DEPARTMENT] and parent is None:
                raise BadRow(_("no existe el lugar que lo contiene"))
            return {**row, "level": level, "parent": parent}

        return clean

    return prepare


def places_table(name: str, level: Place.Level) -> Table:
    return Table(
        name=name,
        model=Place,
        files=(f"peru/{name}.csv",),
        read=read_places,
        prepare=prepare_places(level),
        owns={"level": level},
    )


def read_boundaries(path: Path) -> Iterator[Record]:
    """Features of a GeoJSON file; two features of one code are one outline, features without geometry are left out."""
    value, _text = read_json(path)
    features = value.get("features") if isinstance(value, dict) else None
    if not isinstance(features, list):
        raise FileRefused([Problem(path.name, 1, _("no es una colección de figuras GeoJSON"))])
    by_code: dict[str, Record] = {}
    for number, feature in enumerate(features, 2):  # our files hold one feature a line, after an opening line
        try:
            code, rings = str(feature["properties"]["ubigeo"]), _rings(feature["geometry"])
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise FileRefused([Problem(path.name, number, _("la figura no se entiende"))]) from error
        if code in by_code:
            by_code[code].values["rings"].extend(rings)
        elif rings:
            by_code[code] = Record(path.name, number, {"code": code, "rings": rings})
    yield from by_code.values()


def _rings(geometry: dict[str, Any] | None) -> list[list[list[float]]]:
    if geometry is None:
        return []
    shapes = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}
    polygons = shapes[geometry["type"]]
    rings = [[[float(x), float(y)] for x, y in ring] for polygon in polygons for ring in polygon]
    if not all(
        _is_closed(ring) and all(abs(x) <= HALF_TURN and abs(y) <= HALF_TURN / 2 for x, y in ring) for ring in rings
    ):
        raise ValueError(geometry["type"])
    return rings


def _is_closed(ring: list[list[float]]) -> bool:
    return len(ring) >= LEAST_POINTS and ring[0] == ring[-1]


def prepare_boundaries(level: Place.Level) -> Callable[[], Callable[[Values], Values]]:
    def prepare() -> Callable[[Values], Values]:
        current = Place.objects.filter(level=level, valid_to=None).exclude(inei_code="")
        places = {place.inei_code: place for place in current}

        def clean(row: Values) -> Values:
            if row["code"] not in places:
                raise BadRow(_("no hay ningún lugar con el código INEI «%s»") % row["code"])
            xs, ys = zip(*(point for ring in row["rings"] for point in ring), strict=True)
            return {
                "place": places[row["code"]],
                "series": BOUNDARY_SERIES,
                "rings": row["rings"],
                "west": min(xs),
                "south": min(ys),
                "east": max(xs),
                "north": max(ys),
                "source": BOUNDARY_SOURCE,
                "valid_from": "2007-01-01",
            }

        return clean

    return prepare


def boundaries_table(name: str, level: Place.Level) -> Table:
    return Table(
        name=f"{level}_boundaries",
        model=Boundary,
        files=(f"peru/boundaries/{name}.geojson*",),
        read=read_boundaries,
        prepare=prepare_boundaries(level),
        owns={"place__level": level},
    )


DEPARTMENTS = places_table("departments", Place.Level.DEPARTMENT)
PROVINCES = places_table("provinces", Place.Level.PROVINCE)
DISTRICTS = places_table("districts", Place.Level.DISTRICT)
DEPARTMENT_BOUNDARIES = boundaries_table("departments", Place.Level.DEPARTMENT)
PROVINCE_BOUNDARIES = boundaries_table("provinces", Place.Level.PROVINCE)
DISTRICT_BOUNDARIES = boundaries_table("districts", Place.Level.DISTRICT)
