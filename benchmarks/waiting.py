"""How good the waiting time is that a citizen is told, beside simpler models, and what it costs.

Run from the repository, with the parts that are wanted or without for all::

    PYTHONPATH=src:. python benchmarks/waiting.py [real|coverage|waited|cost]

``real`` forecasts the permits of a municipality (``data/permit_log``), split in time: the first months are only learnt
from, the rest is forecast at filing, week by week. The other logs are made up (``engine.forecasts.made_up``), of
offices that change in ways we chose, with two and a half years each; their seeds are not those the step of the level
was chosen on.
"""

import csv
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from benchmarks.tables import mark, print_machine, print_table
from minka.engine.forecasts import DayCount, Kind, OpenCase, Prediction, Span, breaches, fit_curve, learn, replay
from minka.engine.forecasts.made_up import Office, make_case_log

FIRST, SPLIT, LAST = date(2024, 1, 2), date(2024, 7, 1), date(2026, 6, 30)
SEEDS = range(101, 107)
COVERAGE, LEAST, MOST = 0.8, 0.78, 0.88
OFFICES = {
    "steady": Office(drift=0.0),
    "faster for a year, then back": Office(drift=-0.15),
    "slower for a year, then back": Office(drift=0.06),
    "backlog grows for a year": Office(drift=0.15),
}
DAYS, KIND = DayCount(), Kind("made_up")
PERMITS = Path(__file__).parents[1] / "data" / "permit_log" / "cases.csv"
PERMIT_SPLITS = (date(2010, 12, 31), date(2011, 1, 31), date(2011, 3, 31))
MODELS: dict[str, tuple[int | None, bool]] = {
    "all history": (None, False),
    "90 days": (90, False),
    "90 days, adaptive level": (90, True),
}


def spans_of(seed: int, office: Office) -> list[Span]:
    return [case.span() for case in make_case_log(seed, first=FIRST, last=LAST, kind=KIND, office=office).cases]


def permits(began: str, ended: str) -> list[Span]:
    """The real cases, from one column of dates to another; without an end they were open when the log was taken."""
    with PERMITS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    ends = [date.fromisoformat(row[ended]) if row[ended] else None for row in rows]
    return [Span(KIND, date.fromisoformat(row[began]), end) for row, end in zip(rows, ends, strict=True)]


def predictions(
    spans: Sequence[Span], window: int | None, *, is_adaptive: bool, at: float = COVERAGE
) -> list[Prediction]:
    found = replay(spans, DAYS, first=SPLIT, last=LAST, coverage=at, window=window, is_adaptive=is_adaptive)
    return with_outcome(found.predictions)


def with_outcome(made: Sequence[Prediction]) -> list[Prediction]:
    return [each for each in made if each.held is not None]


def realised(made: Sequence[Prediction]) -> float:
    return sum(each.held is True for each in made) / len(made)


def mean_bound(made: Sequence[Prediction]) -> float:
    return sum(each.at_most for each in made) / len(made)


def as_wide(spans: Sequence[Span], wanted: float) -> float:
    """Mean bound of the model of all history, had it known which level would hold as often as ours."""
    low, high = 50, 99
    while low < high:
        middle = (low + high) // 2
        enough = realised(predictions(spans, None, is_adaptive=False, at=middle / 100)) >= wanted
        low, high = (low, middle) if enough else (middle + 1, high)
    return mean_bound(predictions(spans, None, is_adaptive=False, at=low / 100))


def real() -> None:
    """The same models on real permits, split in time at three days."""
    rows: list[list[object]] = []
    for name, columns in (
        ("receipt phase", ("received_on", "receipt_ended_on")),
        ("whole case", ("filed_on", "ended_on")),
    ):
        spans = permits(*columns)
        last = max(span.ended_on or span.started_on for span in spans)
        for split in PERMIT_SPLITS:
            for model, (window, is_adaptive) in MODELS.items():
                found = replay(spans, DAYS, first=split, last=last, window=window, is_adaptive=is_adaptive)
                made = with_outcome(found.predictions)
                share = realised(made)
                met = mark(met=LEAST <= share <= MOST) if is_adaptive else ""
                bound = f"{mean_bound(made):.1f}"
                rows.append([f"{name}, forecast after {split}: {model}", len(made), f"{share:.1%}", bound, met])
    header = ["phase and model", "forecasts", "held", "mean bound, days", f"in {LEAST:.0%} to {MOST:.0%}"]
    print_table(f"Real permits of a municipality, nominal {COVERAGE:.0%}", header, rows)


def coverage() -> None:
    rows: list[list[object]] = []
    for name, office in OFFICES.items():
        logs = [spans_of(seed, office) for seed in SEEDS]
        models = {
            model: [predictions(spans, window, is_adaptive=is_adaptive) for spans in logs]
            for model, (window, is_adaptive) in MODELS.items()
        }
        for model, made in models.items():
            shares = sorted(realised(each) for each in made)
            inside = sum(LEAST <= share <= MOST for share in shares)
            bound = sum(map(mean_bound, made)) / len(made)
            told = [
                f"{sum(shares) / len(shares):.1%}",
                f"{shares[0]:.0%} to {shares[-1]:.0%}",
                f"{inside} of {len(logs)}",
            ]
            rows.append([f"{name}: {model}", *told, f"{bound:.1f}"])
        wide = [
            as_wide(spans, realised(made)) for spans, made in zip(logs, models["90 days, adaptive level"], strict=True)
        ]
        rows.append([f"{name}: all history, with hindsight", "as above", "", "", f"{sum(wide) / len(wide):.1f}"])
    header = ["office and model", "realised", "logs", f"in {LEAST:.0%} to {MOST:.0%}", "mean bound, days"]
    print_table(f"Made-up logs, nominal {COVERAGE:.0%}, {len(SEEDS)} logs each", header, rows)
    print("With hindsight: at the level that would have held as often as ours, which nobody knows beforehand.")
    ours = [predictions(spans_of(seed, Office()), 90, is_adaptive=True) for seed in SEEDS]
    shares = [realised(made) for made in ours]
    all_in = all(LEAST <= share <= MOST for share in shares)
    told = f"{min(shares):.1%} to {max(shares):.1%} of the bounds held; in all logs {LEAST:.0%} to {MOST:.0%}"
    print(f"Usual office, adaptive level: {told}: {mark(met=all_in)}")


def waited() -> None:
    """The share of bounds that hold for those who wait already, each Monday."""
    rows: list[list[object]] = []
    office = OFFICES["steady"]
    for least, most in ((0, 0), (1, 4), (5, 9), (10, 19)):
        held, bounds, untold = [], [], 0
        for seed in SEEDS[:4]:
            spans = spans_of(seed, office)
            for number in range(DAYS.number(SPLIT), DAYS.number(date(2026, 4, 30)), 5):
                today = DAYS.day(number)
                model = learn(spans, KIND, as_of=today, days=DAYS)
                for span in spans if model else ():
                    is_open = span.started_on <= today and (span.ended_on is None or span.ended_on > today)
                    age = DAYS.between(span.started_on, today)
                    if model is None or not is_open or not least <= age <= most or not span.was_answered:
                        continue
                    forecast = model.forecast(age)
                    if forecast is None:
                        untold += 1
                        continue
                    end = DAYS.between(span.started_on, span.ended_on) if span.ended_on else LAST.toordinal()
                    held.append(end <= forecast.at_most)
                    bounds.append(forecast.at_most - age)
        share, more = sum(held) / len(held), sum(bounds) / len(bounds)
        rows.append([f"{least} to {most} days", len(held), untold, f"{share:.1%}", f"{more:.1f}"])
    print_table(
        "Steady office, by what was waited, level not adapted", ["waited", "told", "untold", "held", "days more"], rows
    )


def cost() -> None:
    spans = spans_of(SEEDS[0], Office())
    curve = fit_curve(spans, DAYS, LAST)
    model = learn(spans, KIND, as_of=LAST, days=DAYS)
    assert model is not None
    starts = [DAYS.day(DAYS.number(LAST) - number % 25) for number in range(100_000)]
    cases = [OpenCase(number, "made_up", start, DAYS.after(start, 30)) for number, start in enumerate(starts)]
    rows = [
        [
            f"curve of the last 90 days of {len(spans):,} cases",
            f"{timed(lambda: fit_curve(spans, DAYS, LAST)) * 1e3:.1f} ms",
        ],
        ["forecast of one case", f"{timed(lambda: model.forecast(5, 30)) * 1e6:.0f} µs"],
        [
            "two years of weekly forecasts, made again",
            f"{timed(lambda: predictions(spans, 90, is_adaptive=True)):.2f} s",
        ],
        [
            "breaches among 100,000 open cases",
            f"{timed(lambda: breaches(cases, {'made_up': curve}, as_of=LAST, days=DAYS)):.2f} s",
        ],
    ]
    print_table("Processor time", ["", "best of five"], rows)


def timed(call: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        began = time.process_time()
        call()
        times.append(time.process_time() - began)
    return min(times)


PARTS = {"real": real, "coverage": coverage, "waited": waited, "cost": cost}

if __name__ == "__main__":
    print_machine()
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
