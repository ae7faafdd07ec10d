"""Cases, regimes and tables of distances from files; what is unlawful in a regime; the other terms."""

from datetime import date, time
from typing import Any

import pytest

from minka.engine.clocks import (
    AUTOMATIC,
    NEGATIVE,
    OTHER_TERMS,
    POSITIVE,
    Calendar,
    ClockInvalid,
    Days,
    Regime,
    Silence,
    Term,
    Unit,
    check_regime,
    distance_days,
    read_case,
    read_distances,
    read_regime,
    regime_document,
    term_end,
)

PROCEDURE = {"regime": "positive", "term": {"count": 15, "unit": "working_days"}, "term_basis": ""}
WHOLE: dict[str, Any] = {
    "format": "minka-clock/1",
    "regime": PROCEDURE,
    "events": [
        {"kind": "handed_in", "at": "2026-03-02T09:00:00-05:00"},
        {"kind": "extended", "at": "2026-03-09", "days": 5},
    ],
    "distance_days": 2,
    "front_desk": {"closes_at": "18:00", "ground": "Directiva de ejemplo"},
    "calendar": [{"day": "2026-04-02", "kind": "national", "name": "Jueves Santo", "source": "DL 713"}],
    "promised": {"told_on": "2026-03-03", "correction_by": "2026-03-09"},
    "as_of": "2026-03-20",
}


def test_a_case_is_read_from_its_file() -> None:
    read = read_case(WHOLE)

    assert read.as_of == date(2026, 3, 20)
    assert read.case.regime.term == Term(15)
    assert read.case.events[1].days == 5
    assert (read.case.desk.closes_at, read.case.distance_days) == (time(18), 2)
    assert read.days_off[0].name == "Jueves Santo"
    assert read.case.promised is not None
    assert read.case.promised.correction_by == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"format": "minka-clock/9"}, "unknown_format", "format"),
        ({"hidden": 1}, "unknown_key", ""),
        ({"events": {}}, "not_a_list", "events"),
        ({"events": [{"kind": "handed_in", "at": "2/3/2026"}]}, "not_a_date", "events[0].at"),
        ({"events": [{"kind": "handed_in", "at": "2026-03-02T25:00"}]}, "not_a_date", "events[0].at"),
        ({"events": [{"kind": 7, "at": "2026-03-02"}]}, "not_a_text", "events[0].kind"),
        ({"events": [{"kind": "handed_in", "at": "2026-03-02", "days": True}]}, "not_a_number", "events[0].days"),
        (
            {"events": [{"kind": "handed_in", "at": "2026-03-02", "is_elsewhere": 1}]},
            "not_a_flag",
            "events[0].is_elsewhere",
        ),
        ({"events": [{}] * 10_000}, "too_many", "events"),
        ({"regime": {**PROCEDURE, "regime": "maybe"}}, "unknown_word", "regime.regime"),
        ({"regime": {**PROCEDURE, "term": {"count": "15"}}}, "not_a_number", "regime.term.count"),
        ({"regime": {**PROCEDURE, "term": {"count": 15, "unit": "weeks"}}}, "unknown_word", "regime.term.unit"),
        ({"regime": {**PROCEDURE, "days": {"notice": 9_999}}}, "days_out_of_range", "regime.days.notice"),
        ({"regime": None}, "not_an_object", "regime"),
        ({"calendar": [{"day": "2026-02-30"}]}, "not_a_date", "calendar[0].day"),
        ({"calendar": [{"day": "2026-02-03", "kind": "holy"}]}, "unknown_word", "calendar[0].kind"),
        ({"front_desk": {"closes_at": "noon"}}, "not_a_date", "front_desk.closes_at"),
        ({"promised": {}}, "not_a_date", "promised.told_on"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(change: dict[str, Any], code: str, path: str) -> None:
    with pytest.raises(ClockInvalid) as refused:
        read_case({**WHOLE, **change})

    assert (refused.value.code, refused.value.path) == (code, path)


@pytest.mark.parametrize(
    "regime", [POSITIVE, NEGATIVE, AUTOMATIC, Regime(Silence.NEGATIVE, Term(2, Unit.MONTHS), "Ley 1")]
)
def test_a_regime_that_was_kept_reads_back_the_same(regime: Regime) -> None:
    assert read_regime(regime_document(regime)) == regime


def test_a_regime_is_read_from_the_procedure_of_a_service() -> None:
    procedure = {**PROCEDURE, "code": "P-12", "fee": "0.00", "legal_basis": [], "office": "Mesa de partes"}

    assert read_regime(procedure) == Regime(Silence.POSITIVE, Term(15))


@pytest.mark.parametrize(
    ("regime", "codes"),
    [
        (POSITIVE, []),
        (AUTOMATIC, []),
        (Regime(Silence.POSITIVE, Term(31)), ["over_thirty_days_without_law"]),
        (Regime(Silence.POSITIVE, Term(45), basis="Ley de ejemplo"), []),
        (Regime(Silence.NEGATIVE, Term(2, Unit.MONTHS)), ["over_thirty_days_without_law"]),
        (Regime(Silence.NEGATIVE, Term(1, Unit.MONTHS)), []),
        (Regime(Silence.POSITIVE, Term(30, Unit.DAYS)), ["calendar_days_without_law"]),
        (Regime(Silence.POSITIVE, Term(0)), ["term_out_of_range"]),
        (Regime(Silence.POSITIVE), ["term_missing"]),
        (Regime(Silence.AUTOMATIC, Term(15)), ["automatic_with_term"]),
        (
            Regime(Silence.POSITIVE, Term(15), days=Days(correction=1, notice=9)),
            ["notice_too_long", "correction_too_short"],
        ),
        (Regime(Silence.POSITIVE, Term(15), days=Days(cooperation=11)), ["cooperation_too_long"]),
    ],
)
def test_what_is_unlawful_in_a_regime_is_found(regime: Regime, codes: list[str]) -> None:
    assert [fault.code for fault in check_regime(regime)] == codes


@pytest.mark.parametrize(
    ("name", "distance", "end"),
    [
        ("routing", 0, date(2026, 3, 6)),
        ("forwarding", 0, date(2026, 3, 7)),
        ("simple_act", 0, date(2026, 3, 11)),
        ("report", 5, date(2026, 3, 17)),
        ("report_away", 0, date(2026, 3, 20)),
        ("person_act", 2, date(2026, 3, 24)),
        ("complaint", 0, date(2026, 3, 11)),
        ("appeal", 0, date(2026, 3, 27)),
        ("reconsideration_decided", 0, date(2026, 3, 27)),
        ("appeal_decided", 0, date(2026, 4, 17)),
    ],
)
def test_other_terms_end_by_their_articles(name: str, distance: int, end: date) -> None:
    assert term_end(name, date(2026, 3, 6), Calendar(), distance) == end
    assert OTHER_TERMS[name].article.law


def test_the_most_exact_row_gives_the_distance() -> None:
    rows = read_distances(
        [
            {"place_inei": "06", "seat_inei": "0601", "days": "3", "source": "norma inventada para la prueba"},
            {"place_inei": "0604", "seat_inei": "060101", "days": "2", "source": "norma inventada para la prueba"},
        ]
    )

    found = [distance_days(rows, place, "060101") for place in ("060401", "060801", "150101")]

    assert [each.days if each else None for each in found] == [2, 3, None]


@pytest.mark.parametrize(
    "row",
    [
        {"place_inei": "6", "seat_inei": "0601", "days": "3", "source": "x"},
        {"place_inei": "0601", "seat_inei": "cajamarca", "days": "3", "source": "x"},
        {"place_inei": "0601", "seat_inei": "0602", "days": "-3", "source": "x"},
        {"place_inei": "0601", "seat_inei": "0602", "days": "99", "source": "x"},
        {"place_inei": "0601", "seat_inei": "0602", "days": "3", "source": " "},
    ],
)
def test_a_row_of_distances_without_place_days_or_norm_is_refused(row: dict[str, str]) -> None:
    with pytest.raises(ClockInvalid, match="Fila 1"):
        read_distances([row])


TABLE = [
    {"place_inei": "06", "seat_inei": "0601", "days": 5, "source": "Resolución general"},
    {"place_inei": "0608", "seat_inei": "0601", "days": 3, "source": "Resolución de ejemplo"},
]


def looked_up(**more: object) -> dict[str, object]:
    return {**{name: value for name, value in WHOLE.items() if name != "distance_days"}, "distances": TABLE, **more}


def test_distance_of_a_case_is_looked_up_in_a_table_that_comes_with_it() -> None:
    case = read_case(looked_up(home="060801", seat="060101")).case

    assert (case.distance_days, case.distance_ground) == (3, "Resolución de ejemplo")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"home": "100101", "seat": "060101"}, "distance_unknown"),
        ({"seat": "060101"}, "distance_unknown"),
        ({"home": "060801", "seat": "060101", "distance_days": 2}, "distance_twice"),
        ({"distances": [{"place_inei": "x"}]}, "distance_unreadable"),
        ({"distances": [{"lugar": "0608"}]}, "unknown_key"),
    ],
)
def test_distance_that_a_table_cannot_give_is_refused_and_never_zero(more: dict[str, object], code: str) -> None:
    with pytest.raises(ClockInvalid) as refused:
        read_case(looked_up(**more))

    assert refused.value.code == code
