"""When to expect an answer, and what is likely to be late: learnt each night from what ended, kept to be checked."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import BooleanField, ExpressionWrapper, Q

from minka.cases.models import Case, Forecast
from minka.cases.queries.calendars import Whose, whose
from minka.cases.queries.spans import SPAN_FIELDS, DayCounts, kind_of, spans_of_site
from minka.engine.forecasts import Forecast as Foretold
from minka.engine.forecasts import Kind, Model, Span, learn
from minka.sites.models import Site

BATCH = 2_000


def foretell_all(*, today: dt.date) -> int:
    """Give each running case its chance to be late, and whoever filed it an expected day. Nothing under 40 answers."""
    return sum(_foretell_site(site, today) for site in Site.objects.filter(cases__is_open=True).distinct())


class _Learnt:
    """The models of one site on one day, each learnt when it is first asked for."""

    def __init__(self, spans: Sequence[Span], today: dt.date) -> None:
        self.spans, self.today = spans, today
        self.counts = DayCounts()
        self.models: dict[tuple[Kind, Whose], Model | None] = {}

    def foretell(self, case: Case) -> Foretold | None:
        """The forecast of a running case, as of today."""
        kind, days = kind_of(case), self.counts.of(case.service)
        key = (kind, whose(case.service))
        if key not in self.models:
            self.models[key] = learn(self.spans, kind, as_of=self.today, days=days)
        model = self.models[key]
        if model is None or case.due_on is None:
            return None
        waited = max(0, days.between(case.received_on, self.today))
        return model.forecast(waited, days.between(case.received_on, case.due_on))

    def ends_by(self, case: Case, found: Foretold) -> dt.date:
        return self.counts.of(case.service).after(case.received_on, found.at_most)


def _foretell_site(site: Site, today: dt.date) -> int:
    learnt = _Learnt(spans_of_site(site, today), today)
    running = Case.objects.filter(site=site, is_open=True, due_on__isnull=False).select_related("service")
    batch, done = list[tuple[Case, Foretold]](), 0
    for case in running.only(*SPAN_FIELDS, "due_on", "received_on", "risk").iterator(BATCH):
        found = learnt.foretell(case)
        if found is not None:
            batch.append((case, found))
        if len(batch) == BATCH:
            done, batch = done + _write(batch, learnt), []
    return done + _write(batch, learnt)


def _write(batch: Sequence[tuple[Case, Foretold]], learnt: _Learnt) -> int:
    """Risks of all, and a forecast where the expected day is not the one that was last told."""
    for case, found in batch:
        case.risk = round(found.chance_late or 0.0, 3)
    Case.objects.bulk_update([case for case, _found in batch], ["risk"])
    last = dict(
        Forecast.objects.filter(case__in=[case for case, _found in batch])
        .order_by("case", "-made_on")
        .distinct("case")
        .values_list("case", "ends_by")
    )
    rows = [_row(case, found, learnt) for case, found in batch if last.get(case.pk) != learnt.ends_by(case, found)]
    Forecast.objects.bulk_create(rows, ignore_conflicts=True)
    return len(batch)


def _row(case: Case, found: Foretold, learnt: _Learnt) -> Forecast:
    return Forecast(
        case=case,
        made_on=learnt.today,
        coverage=found.coverage,
        ends_by=learnt.ends_by(case, found),
        basis=found.source,
        finished=found.finished,
    )


def note_ending(case: Case, ended_on: dt.date) -> None:
    """Hold what was foretold of a case against the day on which its answer came."""
    came_true = ExpressionWrapper(Q(ends_by__gte=ended_on), output_field=BooleanField())
    case.forecasts.filter(came_true__isnull=True).update(came_true=came_true)
