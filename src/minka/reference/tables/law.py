"""The rules of the law of procedures, and the general table of distances."""

from collections.abc import Callable

from minka.engine.clocks import ClockInvalid, read_distances
from minka.reference.models import DistanceTerm, LegalRule
from minka.reference.tables.base import BadRow, Table, Values, csv_of


def prepare_distances() -> Callable[[Values], Values]:
    def clean(row: Values) -> Values:
        try:
            read_distances([row])
        except ClockInvalid as refused:
            raise BadRow(refused.text) from refused
        return row

    return clean


LEGAL_RULES = Table(
    name="legal_rules",
    model=LegalRule,
    files=("regimes/rules.csv",),
    read=csv_of("group", "key", "name", "value", "unit", "silence", "law", "tuo", "checked"),
)
DISTANCE_TERMS = Table(
    name="distance_terms",
    model=DistanceTerm,
    files=("distance_terms/distance_terms.csv",),
    read=csv_of("place_inei", "seat_inei", "days"),
    prepare=prepare_distances,
)
