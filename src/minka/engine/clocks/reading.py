"""A regime or a whole case from JSON: the published shape is in ``docs/engine/clocks.md``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from enum import StrEnum
from itertools import islice

from minka.engine.clocks.calendars import DayKind, DayOff
from minka.engine.clocks.cases import ClockCase, Promised
from minka.engine.clocks.distances import distance_days, read_distances
from minka.engine.clocks.events import MOST_EVENTS, ClockInvalid, Event, FrontDesk
from minka.engine.clocks.regimes import AfterCorrection, Days, Regime, Silence
from minka.engine.saying import phrase
from minka.engine.terms import Term, Unit

FORMAT = "minka-clock/1"
MOST_DAYS_OFF, MOST_DISTANCES = 20_000, 20_000
DISTANCE_KEYS = {"place_inei", "seat_inei", "days", "source", "valid_from", "valid_to"}
LONGEST_TEXT = 500
REGIME_KEYS = {"regime", "term", "term_basis", "extension_basis", "after_correction", "days"}
CASE_KEYS = {
    *("format", "regime", "events", "front_desk", "promised", "calendar", "as_of"),
    *("distance_days", "distance_ground", "home", "seat", "distances"),
}


@dataclass(frozen=True, slots=True)
class ReadCase:
    """A case as a file tells it; ``as_of`` is None when the file leaves the day of the count to the reader."""

    case: ClockCase
    days_off: tuple[DayOff, ...]
    as_of: date | None


def read_case(document: object) -> ReadCase:
    """Read a case of format ``minka-clock/1``. Raises ClockInvalid with the path of what cannot be read."""
    whole = _object(document, "", CASE_KEYS)
    if whole.get("format") != FORMAT:
        raise ClockInvalid(
            "unknown_format", phrase("El archivo debe decir «format»: «{format}».").fill(format=FORMAT), "format"
        )
    days, ground = _distance(whole)
    case = ClockCase(
        regime=read_regime(whole.get("regime"), "regime"),
        events=tuple(_event(*each) for each in _list(whole.get("events"), "events", MOST_EVENTS)),
        distance_days=days,
        distance_ground=ground,
        desk=_desk(whole.get("front_desk", {}), "front_desk"),
        promised=_promised(whole["promised"], "promised") if "promised" in whole else None,
    )
    days_off = tuple(_day_off(*each) for each in _list(whole.get("calendar", []), "calendar", MOST_DAYS_OFF))
    return ReadCase(case, days_off, _date(whole["as_of"], "as_of") if "as_of" in whole else None)


def read_regime(document: object, path: str = "regime") -> Regime:
    """Read a regime from the ``procedure`` of a service or from a case; other keys of a procedure are left alone.

    >>> read_regime({"regime": "positive", "term": {"count": 15, "unit": "working_days"}}).term
    Term(count=15, unit=<Unit.WORKING_DAYS: 'working_days'>)
    """
    whole = _object(document, path)
    term = whole.get("term")
    return Regime(
        silence=_choice(Silence, whole.get("regime"), f"{path}.regime"),
        term=None if term is None else _term(term, f"{path}.term"),
        basis=_text(whole.get("term_basis", ""), f"{path}.term_basis"),
        extension=_text(whole.get("extension_basis", ""), f"{path}.extension_basis"),
        after_correction=_choice(
            AfterCorrection, whole.get("after_correction", AfterCorrection.GOES_ON), f"{path}.after_correction"
        ),
        days=_days(whole.get("days", {}), f"{path}.days"),
    )


def regime_document(regime: Regime) -> dict[str, object]:
    """The JSON that ``read_regime`` reads back: what a case keeps of the regime under which it was filed."""
    term = regime.term
    return {
        "regime": regime.silence.value,
        "term": None if term is None else {"count": term.count, "unit": term.unit.value},
        "term_basis": regime.basis,
        "extension_basis": regime.extension,
        "after_correction": regime.after_correction.value,
        "days": {each.name: getattr(regime.days, each.name) for each in fields(Days)},
    }


def _object(value: object, path: str, keys: set[str] | None = None) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise ClockInvalid(
            "not_an_object",
            phrase("«{path}» debe ser un objeto con sus datos.").fill(path=path or phrase("el archivo")),
            path,
        )
    unknown = sorted(str(key)[:40] for key in value if keys is not None and key not in keys)
    if unknown:
        raise ClockInvalid(
            "unknown_key",
            phrase("No se conoce «{unknown}» en «{path}».").fill(unknown=unknown[0], path=path or phrase("el archivo")),
            path,
        )
    return value


def _list(value: object, path: str, most: int) -> list[tuple[object, str]]:
    if not isinstance(value, list):
        raise ClockInvalid("not_a_list", phrase("«{path}» debe ser una lista.").fill(path=path), path)
    if len(value) > most:
        raise ClockInvalid(
            "too_many",
            phrase("«{path}» tiene {found} elementos; se admiten {most}.").fill(path=path, found=len(value), most=most),
            path,
        )
    return [(each, f"{path}[{place}]") for place, each in enumerate(islice(value, most))]


def _choice[Kind: StrEnum](kinds: type[Kind], value: object, path: str) -> Kind:
    if isinstance(value, str) and value in set(kinds):
        return kinds(value)
    raise ClockInvalid(
        "unknown_word", phrase("«{path}» debe ser uno de: {kinds}.").fill(path=path, kinds=", ".join(kinds)), path
    )


def _number(value: object, path: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ClockInvalid("not_a_number", phrase("«{path}» debe ser un número entero.").fill(path=path), path)


def _flag(value: object, path: str) -> bool:
    if isinstance(value, bool):
        return value
    raise ClockInvalid("not_a_flag", phrase("«{path}» debe ser true o false.").fill(path=path), path)


def _text(value: object, path: str) -> str:
    if isinstance(value, str) and len(value) <= LONGEST_TEXT:
        return value
    raise ClockInvalid(
        "not_a_text",
        phrase("«{path}» debe ser un texto de hasta {most} letras.").fill(path=path, most=LONGEST_TEXT),
        path,
    )


def _parsed[Day: (date, datetime, time)](read: Callable[[str], Day], value: object, path: str, example: str) -> Day:
    try:
        return read(_text(value, path))
    except ValueError as error:
        raise ClockInvalid(
            "not_a_date", phrase("«{path}» debe ser como «{example}».").fill(path=path, example=example), path
        ) from error


def _date(value: object, path: str) -> date:
    return _parsed(date.fromisoformat, value, path, "2026-03-02")


def _moment(value: object, path: str) -> date:
    """A day, or a moment when it has a clock time."""
    if isinstance(value, str) and "T" in value:
        return _parsed(datetime.fromisoformat, value, path, "2026-03-02T10:30:00-05:00")
    return _date(value, path)


def _term(value: object, path: str) -> Term:
    whole = _object(value, path, {"count", "unit"})
    unit = _choice(Unit, whole.get("unit", Unit.WORKING_DAYS), f"{path}.unit")
    return Term(_number(whole.get("count"), f"{path}.count"), unit)


def _days(value: object, path: str) -> Days:
    whole = _object(value, path, {each.name for each in fields(Days)})
    days = {name: _number(count, f"{path}.{name}") for name, count in whole.items()}
    for name, count in days.items():
        if not 0 <= count <= LONGEST_TEXT:
            raise ClockInvalid(
                "days_out_of_range",
                phrase("«{path}.{name}» debe ser de 0 a {most}.").fill(path=path, name=name, most=LONGEST_TEXT),
                f"{path}.{name}",
            )
    return Days(**days)


def _event(value: object, path: str) -> Event:
    whole = _object(value, path, {"kind", "at", "days", "of", "ground", "is_elsewhere"})
    return Event(
        kind=_text(whole.get("kind"), f"{path}.kind"),
        at=_moment(whole.get("at"), f"{path}.at"),
        days=_number(whole["days"], f"{path}.days") if "days" in whole else None,
        of=_date(whole["of"], f"{path}.of") if "of" in whole else None,
        ground=_text(whole.get("ground", ""), f"{path}.ground"),
        is_elsewhere=_flag(whole.get("is_elsewhere", False), f"{path}.is_elsewhere"),
    )


def _desk(value: object, path: str) -> FrontDesk:
    whole = _object(value, path, {"closes_at", "ground"})
    closes = whole.get("closes_at")
    hour = None if closes is None else _parsed(time.fromisoformat, closes, f"{path}.closes_at", "18:00")
    return FrontDesk(hour, _text(whole.get("ground", ""), f"{path}.ground"))


def _distance(whole: Mapping[str, object]) -> tuple[int, str]:
    """The days of the distance term and their ground: as told, or looked up in a table by home and seat."""
    if "distances" not in whole:
        return _number(whole.get("distance_days", 0), "distance_days"), _text(
            whole.get("distance_ground", ""), "distance_ground"
        )
    if "distance_days" in whole:
        text = phrase("Di los días de la distancia o da la tabla, no las dos cosas.")
        raise ClockInvalid("distance_twice", text, "distance_days")
    rows = [_object(*each, DISTANCE_KEYS) for each in _list(whole["distances"], "distances", MOST_DISTANCES)]
    table = read_distances({name: str(value) for name, value in row.items()} for row in rows)
    found = distance_days(table, _text(whole.get("home", ""), "home"), _text(whole.get("seat", ""), "seat"))
    if found is None:
        text = phrase(
            "La tabla no dice cuántos días hay del lugar de la persona a la sede: no es cero, hay que buscarlo."
        )
        raise ClockInvalid("distance_unknown", text, "distances")
    return found.days, found.source


def _promised(value: object, path: str) -> Promised:
    whole = _object(value, path, {each.name for each in fields(Promised)})
    days = {name: _date(day, f"{path}.{name}") for name, day in whole.items() if day is not None}
    if "told_on" not in days:
        raise ClockInvalid(
            "not_a_date", phrase("«{path}.told_on» debe ser como «2026-03-02».").fill(path=path), f"{path}.told_on"
        )
    return Promised(**days)


def _day_off(value: object, path: str) -> DayOff:
    whole = _object(value, path, {"day", "kind", "name", "source"})
    return DayOff(
        day=_date(whole.get("day"), f"{path}.day"),
        kind=_choice(DayKind, whole.get("kind", DayKind.NATIONAL), f"{path}.kind"),
        name=_text(whole.get("name", ""), f"{path}.name"),
        source=_text(whole.get("source", ""), f"{path}.source"),
    )
