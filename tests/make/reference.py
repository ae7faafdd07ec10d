"""Places and other reference rows for tests that need a few, without loading the country."""

from datetime import date

from minka.reference.actions import load_table
from minka.reference.models import Place
from minka.reference.tables import TABLES

SINCE = date(2022, 1, 24)


def make_department(*, name: str = "Cajamarca", inei: str = "06", reniec: str = "06") -> Place:
    return _make(Place.Level.DEPARTMENT, name, inei, reniec, None)


def make_province(*, name: str = "Chota", inei: str = "0604", reniec: str = "0606") -> Place:
    return _make(Place.Level.PROVINCE, name, inei, reniec, make_department(inei=inei[:2], reniec=reniec[:2]))


def make_district(
    *,
    name: str = "Chota",
    inei: str = "060401",
    reniec: str = "060601",
    province: str = "Chota",
    population: int = 55_737,
) -> Place:
    """A district, with its province and department when they are not there yet."""
    above = make_province(name=province, inei=inei[:4], reniec=reniec[:4])
    return _make(Place.Level.DISTRICT, name, inei, reniec, above, population=population, population_series="de prueba")


def _make(level: str, name: str, inei: str, reniec: str, parent: Place | None, **values: object) -> Place:
    found, _created = Place.objects.get_or_create(
        level=level,
        inei_code=inei,
        valid_from=SINCE,
        defaults={
            "reniec_code": reniec,
            "name": name,
            "source_name": name.upper(),
            "parent": parent,
            "source": "prueba",
            **values,
        },
    )
    return found


def load_tables(*names: str) -> None:
    """Some of the product's own reference tables, as an installation has them."""
    for name in names:
        load_table(table=TABLES[name])
