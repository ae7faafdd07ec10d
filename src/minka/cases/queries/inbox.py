"""The inbox: open cases by legal risk. What is late comes first; only a filter that somebody chose leaves it out."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final, Self

from django.db.models import Q, QuerySet

from minka.cases.models import Case
from minka.cases.queries.due import due_words
from minka.cases.queries.workflows import state_labels
from minka.people.models import Person
from minka.sites.models import Site

ROWS: Final = 50
WEEK: Final = dt.timedelta(days=7)
MINE, NOBODY = "mios", "nadie"
LATE, SOON, STOPPED = "vencidos", "semana", "detenidos"
SHOWN: Final = (
    "number", "applicant", "state", "due_on", "silence_on", "clock_stopped", "filed_on", "risk", "revision", "kin",
    "is_made_up", "regime", "service__title", "service__slug", "service__calendar", "service__site_id",
    "service__organization_id", "version_id", "assignee__name", "assignee__email", "site__slug",
)  # fmt: skip


@dataclass(frozen=True)
class InboxFilters:
    """What the address asks for; anything that is none of these words asks for everything."""

    servicio: str = ""
    estado: str = ""
    quien: str = ""
    plazo: str = ""
    parecidos: str = ""

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> Self:
        return cls(**{name: asked.get(name, "").replace("\0", "")[:80] for name in cls.__dataclass_fields__})

    @property
    def chosen(self) -> dict[str, str]:
        return {name: value for name, value in asdict(self).items() if value}


@dataclass(frozen=True)
class InboxRow:
    """One case as the list shows it."""

    case: Case
    state: str
    due: str
    due_kind: str


@dataclass(frozen=True)
class InboxPage:
    """Some rows and where the next ones begin; empty at the end."""

    rows: Sequence[InboxRow]
    after: str


def open_cases(site: Site, filters: InboxFilters, by: Person, today: dt.date) -> QuerySet[Case]:
    """The open cases of the site that the filters let through, in no order."""
    found = Case.objects.filter(_timed(filters.plazo, today), site=site, is_open=True)
    if filters.quien in {MINE, NOBODY}:
        found = found.filter(assignee=by if filters.quien == MINE else None)
    exact = {"service__slug": filters.servicio, "state": filters.estado, "kin": filters.parecidos}
    return found.filter(**{name: value for name, value in exact.items() if value})


def inbox_page(site: Site, filters: InboxFilters, by: Person, today: dt.date, after: str = "") -> InboxPage:
    """One page by keyset: earliest due day first, then the greater chance to miss it; stopped clocks at the end."""
    cases = _from(open_cases(site, filters, by, today), after)
    labels = state_labels(cases)
    rows = [_row(each, labels, today) for each in cases[:ROWS]]
    return InboxPage(rows, cursor_of(cases[ROWS - 1]) if len(cases) > ROWS else "")


def cursor_of(case: Case) -> str:
    """Where a case stands in the order."""
    return f"{case.due_on or ''}|{case.risk!r}|{case.pk}"


def _row(case: Case, labels: Mapping[tuple[int, str], str], today: dt.date) -> InboxRow:
    due, kind = due_words(case, today)
    return InboxRow(case, labels.get((case.version_id, case.state), case.state), due, kind)


def _timed(word: str, today: dt.date) -> Q:
    return {
        LATE: Q(due_on__lt=today),
        SOON: Q(due_on__gte=today, due_on__lte=today + WEEK),
        STOPPED: Q(clock_stopped=True),
    }.get(word, Q())


def _from(found: QuerySet[Case], after: str) -> list[Case]:
    """A page of cases with a due day, then of those without: each an unbroken stretch of one index."""
    day, same = _place(after)
    shown = found.select_related("service", "assignee", "site").only(*SHOWN)
    cases: list[Case] = []
    if day is None or day:
        dated = shown.filter(due_on__isnull=False) if day is None else shown.filter(_later(day, same), due_on__gte=day)
        cases = list(dated.order_by("due_on", "-risk", "pk")[: ROWS + 1])
        same = Q()
    if len(cases) <= ROWS:
        undated = shown.filter(same, due_on__isnull=True).order_by("-risk", "pk")
        cases += undated[: ROWS + 1 - len(cases)]
    return cases


def _later(day: str, same: Q) -> Q:
    return Q(due_on__gt=day) | (Q(due_on=day) & same)


def _place(after: str) -> tuple[str | None, Q]:
    """The day of a cursor, empty when it has none, and what comes later on it; nothing for a cursor that is none."""
    try:
        day, risk, number = after.split("|")
        same = Q(risk__lt=float(risk)) | Q(risk=float(risk), pk__gt=int(number))
        return (dt.date.fromisoformat(day).isoformat() if day else ""), same
    except ValueError:
        return None, Q()
