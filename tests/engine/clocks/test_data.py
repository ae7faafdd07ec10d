"""The files that a lawyer reads say what the engine counts with."""

import csv
from dataclasses import asdict
from pathlib import Path

from minka.engine.clocks import (
    ARTICLES,
    AUTOMATIC,
    NEGATIVE,
    OTHER_TERMS,
    POSITIVE,
    Article,
    Days,
    check_regime,
    read_distances,
)

DATA = Path(__file__).parents[3] / "data"
with (DATA / "regimes" / "rules.csv").open(encoding="utf-8", newline="") as rules:
    RULES = list(csv.DictReader(rules))


def of(group: str) -> dict[str, dict[str, str]]:
    return {row["key"]: row for row in RULES if row["group"] == group}


def test_the_regimes_of_the_file_are_those_built_in() -> None:
    built_in = {"positive": POSITIVE, "negative": NEGATIVE, "automatic": AUTOMATIC}

    terms = {key: regime.term.count if regime.term else None for key, regime in built_in.items()}
    assert {key: int(row["value"]) if row["value"] else None for key, row in of("regime").items()} == terms
    assert not any(check_regime(regime) for regime in built_in.values())


def test_the_days_of_the_file_are_those_built_in() -> None:
    assert {key: int(row["value"]) for key, row in of("days").items()} == asdict(Days())


def test_the_articles_of_the_file_are_those_cited() -> None:
    told = {key: Article(row["law"], row["tuo"]) for key, row in of("article").items()}

    assert told == ARTICLES
    assert {(row["law"], row["tuo"]) for row in RULES} == {(each.law, each.tuo) for each in ARTICLES.values()}


def test_the_other_terms_of_the_file_are_those_counted() -> None:
    told = {key: (int(row["value"]), row["unit"], row["law"]) for key, row in of("term").items()}

    assert told == {key: (each.term.count, each.term.unit, each.article.law) for key, each in OTHER_TERMS.items()}


def test_no_rule_is_called_confirmed_that_no_lawyer_confirmed() -> None:
    assert {row["checked"] for row in RULES} == {"unchecked"}


def test_tables_of_distances_can_be_read_and_made_up_rows_say_so() -> None:
    for path in (DATA / "distance_terms").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = read_distances(csv.DictReader(file))
        assert all(row.source.startswith("DEMOSTRACIÓN") for row in rows) or path.stem != "demonstration"
        assert rows or path.stem == "distance_terms"
