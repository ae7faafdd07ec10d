"""Make this folder's files from their two sources: ``python data/peru/derive.py UBIGEO_DIR BOUNDARIES_DIR``.

Only needed when a source changes; the product reads the files it leaves behind.
"""

import csv
import gzip
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).parent
COLUMNS = [
    *("inei", "reniec", "name", "source_name", "capital", "area_km2", "altitude_m", "latitude", "longitude"),
    *("population", "population_series", "poverty_percent", "valid_from", "valid_to", "source"),
]
SOURCE = "ubigeo-peru-aumentado a783fa6"
VALID_FROM = "2022-01-24"
SERIES = "2020, superficie × densidad"
SMALL_WORDS = {"de", "del", "la", "las", "los", "el", "y", "e"}
# Accents that no capital's spelling shows: surnames, and names that are nobody's capital.
ACCENTED = "Chávez Gálvez Yonán Áncash Apurímac Martín Pachacútec María Ángel Andrés Concepción Sánchez Rodríguez Vélez"


def plain(text: str) -> str:
    kept = text.upper().replace("Ñ", "\0")
    bare = "".join(sign for sign in unicodedata.normalize("NFD", kept) if not unicodedata.combining(sign))
    return bare.replace("\0", "Ñ")


def spellings(districts: list[dict[str, str]]) -> dict[str, str]:
    """Every word of every capital, as most often written there: capitals carry accents, the names do not."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for row in districts:
        for word in re.findall(r"[^\W\d_]+", row["capital"]):
            seen[plain(word)][word.capitalize()] += 1
    known = {word: counted.most_common(1)[0][0] for word, counted in seen.items()}
    return known | {plain(word): word for word in ACCENTED.split()}


def readable(name: str, known: dict[str, str]) -> str:
    words = re.split(r"(\W+)", " ".join(name.split()))
    shown = [known.get(word, word.capitalize()) for word in words]
    return "".join(w.lower() if i and w.lower() in SMALL_WORDS else w for i, w in enumerate(shown))


def number(text: str, digits: int) -> str:
    return f"{float(text):.{digits}f}" if text not in {"", "NA"} else ""


def place(row: dict[str, str], name: str, length: int, known: dict[str, str]) -> dict[str, str]:
    area, density = row["superficie"], row["pob_densidad_2020"]
    population = str(round(float(area) * float(density))) if area and density else ""
    return {
        "inei": row["inei"][:length],
        "reniec": row["reniec"][:length],
        "name": readable(name, known),
        "source_name": name,
        "capital": " ".join(row["capital"].split()),
        "area_km2": number(area, 2),
        "altitude_m": number(row["altitude"], 0),
        "latitude": number(row["latitude"], 4),
        "longitude": number(row["longitude"], 4),
        "population": population,
        "population_series": SERIES if population else "",
        "poverty_percent": number(row["pct_pobreza_total"], 1),
        "valid_from": VALID_FROM,
        "valid_to": "",
        "source": SOURCE,
    }


def write_places(folder: Path) -> None:
    tables = {
        name: list(csv.DictReader((folder / f"{name}.csv").open(encoding="utf-8", newline="")))
        for name in ("departamentos", "provincias", "distritos")
    }
    known = spellings(tables["distritos"])
    for spanish, english, column, length in (
        ("departamentos", "departments", "departamento", 2),
        ("provincias", "provinces", "provincia", 4),
        ("distritos", "districts", "distrito", 6),
    ):
        with (HERE / f"{english}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(place(row, row[column], length, known) for row in tables[spanish])


def write_boundaries(folder: Path) -> None:
    for spanish, english in (("departamentos", "departments"), ("provincias", "provinces"), ("distritos", "districts")):
        collection = json.loads((folder / f"{spanish}.geojson").read_text(encoding="utf-8"))
        lines = [json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in collection["features"]]
        text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
        target = HERE / "boundaries" / f"{english}.geojson.gz"
        target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    write_places(Path(sys.argv[1]))
    write_boundaries(Path(sys.argv[2]))
