"""The distance term of a case: what the table of the entity or of the judiciary adds for where the person lives."""

import csv
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from minka.engine.clocks import Distance, distance_days, read_distances
from minka.sites.models import Site

TABLE = Path(settings.ROOT) / "data" / "distance_terms" / "distance_terms.csv"
PROVINCE = 4  # digits of its INEI code


def distance_of(site: Site, place_code: str) -> Distance | None:
    """The row for a person of this place and the site's own seat; None when nobody has said, which is not zero."""
    return distance_days(distances(TABLE), place_code, site.place_code) if place_code and site.place_code else None


def lacks_distance(site: Site, place_code: str) -> bool:
    """Whether somebody lives in another province and no table says how many days that adds (art. 135)."""
    is_elsewhere = bool(place_code) and place_code[:PROVINCE] != site.place_code[:PROVINCE]
    return is_elsewhere and distance_of(site, place_code) is None


@lru_cache(maxsize=4)
def distances(table: Path) -> Sequence[Distance]:
    """The rows of a table, read once in a process."""
    with table.open(encoding="utf-8", newline="") as file:
        return read_distances(csv.DictReader(file))
