"""The distance term as data: how many working days a place adds to what a person must do (art. 135).

A table row says from which place (INEI code of a department, province or district) to which seat (INEI code of the
province or district of the entity's reception unit) how many days, and by which norm. The table that the entity
approved comes first, then the judiciary's general one (art. 135.2); neither is in this package.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from minka.engine.clocks.events import ClockInvalid
from minka.engine.saying import phrase

LONGEST, DIGITS = 60, 2
CODE_LENGTHS = (2, 4, 6)


@dataclass(frozen=True, slots=True)
class Distance:
    """So many working days from a place to a seat, both INEI codes of two, four or six digits, and the norm."""

    place: str
    seat: str
    days: int
    source: str


def read_distances(rows: Iterable[Mapping[str, str]]) -> tuple[Distance, ...]:
    """Read the rows ``place_inei, seat_inei, days, source`` of a table. Raises ClockInvalid with the row.

    >>> read_distances([{"place_inei": "0601", "seat_inei": "0604", "days": "2", "source": "Resolución …"}])
    (Distance(place='0601', seat='0604', days=2, source='Resolución …'),)
    """
    return tuple(_row(number, row) for number, row in enumerate(rows, 1))


def _row(number: int, row: Mapping[str, str]) -> Distance:
    codes = [row.get(name, "") for name in ("place_inei", "seat_inei")]
    if not all(code.isascii() and code.isdigit() and len(code) in CODE_LENGTHS for code in codes):
        raise _unreadable(number, phrase("los lugares son códigos INEI de 2, 4 o 6 cifras"))
    days = row.get("days", "")
    if not (days.isascii() and days.isdigit() and len(days) <= DIGITS and int(days) <= LONGEST):
        raise _unreadable(number, phrase("los días van de 0 a {most}").fill(most=LONGEST))
    if not row.get("source", "").strip():
        raise _unreadable(number, phrase("falta la norma que lo aprueba"))
    return Distance(codes[0], codes[1], int(days), row["source"].strip())


def _unreadable(row: int, text: str) -> ClockInvalid:
    return ClockInvalid(
        "distance_unreadable", phrase("Fila {row}: {text}.").fill(row=row, text=text), f"rows[{row - 1}]"
    )


def distance_days(distances: Iterable[Distance], place: str, seat: str) -> Distance | None:
    """The row for a person of this place and an entity of this seat: the most exact one, None when there is none.

    None is not zero: somebody must look the distance up, and until then no term may be called expired.
    """
    fitting = [each for each in distances if place.startswith(each.place) and seat.startswith(each.seat)]
    return max(fitting, key=lambda each: (len(each.place) + len(each.seat), len(each.place), each.days), default=None)
