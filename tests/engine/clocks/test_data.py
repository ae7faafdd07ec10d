"""The files that a lawyer reads say what the engine counts with."""

import csv
import json
from pathlib import Path

from minka.engine.clocks import (
    ARTICLES,
    AUTOMATIC,
    NEGATIVE,
    OTHER_TERMS,
    POSITIVE,
    check_regime,
    read_distances,
    read_regime,
)

DATA = Path(__file__).parents[3] / "data"
REGIMES = json.loads((DATA / "regimes" / "ley_27444.json").read_text(encoding="utf-8"))


def test_the_file_of_regimes_is_what_is_built_in() -> None:
    built_in = {"positive": POSITIVE, "negative": NEGATIVE, "automatic": AUTOMATIC}

    assert {name: read_regime(regime) for name, regime in REGIMES["regimes"].items()} == built_in
    assert not any(check_regime(regime) for regime in built_in.values())


def test_the_file_of_articles_is_what_is_cited() -> None:
    assert REGIMES["articles"] == {name: {"law": each.law, "tuo": each.tuo} for name, each in ARTICLES.items()}


def test_the_file_of_other_terms_is_what_is_counted() -> None:
    assert REGIMES["other_terms"] == {
        name: {
            "count": each.term.count,
            "unit": each.term.unit.value,
            "is_persons": each.is_persons,
            "law": each.article.law,
            "text": each.text,
        }
        for name, each in OTHER_TERMS.items()
    }


def test_tables_of_distances_can_be_read_and_made_up_rows_say_so() -> None:
    for path in (DATA / "distance_terms").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = read_distances(csv.DictReader(file))
        assert all(row.source.startswith("DEMOSTRACIÓN") for row in rows) or path.stem != "demonstration"
        assert rows or path.stem == "distance_terms"
