"""Cajamarca alone, cut out of the shipped files once and loaded as an operator would load it."""

import gzip
import json
from pathlib import Path

import pytest

from minka.reference.actions import DATA, load_table
from minka.reference.tables import TABLES

PLACES = ("departments", "provinces", "districts")


@pytest.fixture(scope="session")
def cajamarca_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("cajamarca")
    files = {}
    for name in PLACES:
        header, *rows = (DATA / "peru" / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        files[name] = folder / f"{name}.csv"
        files[name].write_text("\n".join([header, *(row for row in rows if row.startswith("06"))]) + "\n")
    shipped = json.loads(gzip.decompress((DATA / "peru" / "boundaries" / "districts.geojson.gz").read_bytes()))
    own = [feature for feature in shipped["features"] if feature["properties"]["ubigeo"].startswith("06")]
    files["district_boundaries"] = folder / "districts.geojson"
    files["district_boundaries"].write_text(json.dumps(shipped | {"features": own}))
    return files


@pytest.fixture
def cajamarca(db: None, cajamarca_files: dict[str, Path]) -> dict[str, Path]:  # noqa: ARG001 - the database is used
    for name in PLACES:
        load_table(table=TABLES[name], files=[cajamarca_files[name]])
    return cajamarca_files


@pytest.fixture
def outlines(cajamarca: dict[str, Path]) -> dict[str, Path]:
    load_table(table=TABLES["district_boundaries"], files=[cajamarca["district_boundaries"]])
    return cajamarca
