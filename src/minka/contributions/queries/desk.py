"""What the desk reads: one page of rows by keyset, so that the last page costs what the first does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Left
from django.utils import timezone

from minka.contributions.models import Contribution
from minka.contributions.models.contribution import WAITS_FOR_ANSWER
from minka.contributions.queries.ages import Band, age_bands
from minka.contributions.queries.filters import ALL, ANSWERED, MINE, NOBODY, NONE, WAITING, DeskFilters
from minka.contributions.queries.search import Found, saying, understand
from minka.engine.texts.normalise import fold
from minka.people.models import Person
from minka.processes.models import Process
from minka.reference.queries import PlaceOption, place_options
from minka.web.numbers import number_in

ROWS = 50
COUNTED_UP_TO = 10_000
GLIMPSE = 140
SHOWN = ("title", "state", "visibility", "channel", "received_at", "place_code", "office", "support_count", "answer_id")
ORDERS = {"antiguos": "received_at", "recientes": "-received_at", "apoyados": "-support_count"}


@dataclass(frozen=True)
class DeskPage:
    """Some rows, where the next ones begin (empty at the end), and how many there are up to a limit."""

    rows: Sequence[Contribution]
    after: str
    total: int
    is_more_than_counted: bool
    understood: str


def desk_contributions(
    process: Process, filters: DeskFilters, by: Person, places: Mapping[str, str] | None = None
) -> Found:
    """The contributions of the process that the filters let through, in no order. Comments stand with theirs.

    Misspelt words are read as the public search reads them; the filters keep what was typed.
    """
    found = Contribution.objects.filter(_standing(filters), process=process, parent__isnull=True)
    exact = {
        "activity": next((each.pk for each in process.activities.all() if each.slug == filters.actividad), None),
        "channel": filters.canal,
        "language": filters.lengua,
    }
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if filters.oficina:
        found = found.filter(office="" if filters.oficina == NONE else filters.oficina)
    found = found.filter(_assigned(filters, by), _aged(process, filters), _placed(filters, places))
    return _saying(found, filters.q) if filters.q else Found(found, "")


def desk_page(process: Process, filters: DeskFilters, by: Person, after: str = "") -> DeskPage:
    """One page of the desk, from the cursor ``after`` on."""
    places = place_names()
    asked = desk_contributions(process, filters, by, places)
    found = asked.contributions
    order = ORDERS[filters.orden]
    backwards = order.startswith("-")
    rows = list(
        found.filter(_beyond(order, after))
        .order_by(order, "-pk" if backwards else "pk")
        .select_related("assignee")
        .annotate(glimpse=Left("text", GLIMPSE))
        .only(*SHOWN, "assignee__name", "assignee__email")[: ROWS + 1]
    )
    total = found.order_by()[: COUNTED_UP_TO + 1].count()
    last = rows[ROWS - 1] if len(rows) > ROWS else None
    return DeskPage(
        rows=_with_places(rows[:ROWS], places),
        after=_cursor(last, order) if last else "",
        total=min(total, COUNTED_UP_TO),
        is_more_than_counted=total > COUNTED_UP_TO,
        understood=asked.understood,
    )


def waiting_by_age(process: Process) -> list[tuple[Band, int]]:
    """How many of the process wait for an answer in each band of age; one statement over one small index."""
    bands = age_bands(process.site)
    waiting = Contribution.objects.waiting().filter(process=process)
    each = {f"band_{number}": Count("pk", filter=within(band)) for number, band in enumerate(bands)}
    counts = waiting.aggregate(**each)
    return [(band, counts[f"band_{number}"]) for number, band in enumerate(bands)]


def within(band: Band) -> Q:
    """Arrived in the band."""
    since = Q(received_at__gte=band.since) if band.since else Q()
    return since & (Q(received_at__lt=band.until) if band.until else Q())


def place_names() -> dict[str, str]:
    """Districts by their INEI code, as people name them."""
    return _names(tuple(place_options()))


def _with_places(rows: Sequence[Contribution], places: Mapping[str, str]) -> Sequence[Contribution]:
    for row in rows:
        row.place_name = places.get(row.place_code, "")  # type: ignore[attr-defined]
    return rows


@lru_cache(maxsize=4)
def _names(options: tuple[PlaceOption, ...]) -> dict[str, str]:
    return {option.inei_code: f"{option.district}, {option.province}" for option in options}


def _standing(filters: DeskFilters) -> Q:
    if filters.estado == WAITING:
        return WAITS_FOR_ANSWER
    if filters.estado == ANSWERED:
        return Q(answer__isnull=False)
    return Q() if filters.estado == ALL else Q(state=filters.estado)


def _assigned(filters: DeskFilters, by: Person) -> Q:
    if not filters.responsable:
        return Q()
    if filters.responsable == NOBODY:
        return Q(assignee__isnull=True)
    return Q(assignee=by.pk if filters.responsable == MINE else int(filters.responsable))


def _aged(process: Process, filters: DeskFilters) -> Q:
    return next((within(band) for band in age_bands(process.site) if band.key == filters.edad), Q())


def _placed(filters: DeskFilters, places: Mapping[str, str] | None) -> Q:
    """A code of district, province or department, or any part of a name, with or without accents."""
    place = filters.lugar.strip()
    if not place:
        return Q()
    if place.isdigit():
        return Q(place_code__startswith=place)
    wanted, names = fold(place), place_names() if places is None else places
    return Q(place_code__in=[code for code, name in names.items() if wanted in fold(name)])


def _saying(contributions: QuerySet[Contribution], text: str) -> Found:
    """Those that hold the words, or the one with the number."""
    number = number_in(text.strip().removeprefix("#"))
    if number is not None:
        return Found(contributions.filter(pk=number), text)
    understood = understand(contributions, text)
    return Found(contributions.filter(saying(understood)), understood)


def _cursor(row: Contribution, order: str) -> str:
    value = getattr(row, order.removeprefix("-"))
    return f"{value.isoformat() if isinstance(value, datetime) else value}~{row.pk}"


def _beyond(order: str, after: str) -> Q:
    """What comes after the cursor in this order. A cursor that makes no sense is the beginning."""
    said, _mark, number = after.partition("~")
    try:
        value = datetime.fromisoformat(said) if order.endswith("_at") else int(said)
        pk = int(number)
    except ValueError:
        return Q()
    if isinstance(value, datetime) and timezone.is_naive(value):
        return Q()
    field, beyond = order.removeprefix("-"), "lt" if order.startswith("-") else "gt"
    return Q(**{f"{field}__{beyond}e": value}) & (Q(**{f"{field}__{beyond}": value}) | Q(**{f"pk__{beyond}": pk}))
