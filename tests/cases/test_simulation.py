"""A year of made-up cases: possible for the demonstration only, marked everywhere, the same for the same seed."""

import datetime as dt
import hashlib
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Q
from django.test import Client

from minka.cases.actions.made_up import NotForDemonstration, simulate
from minka.cases.actions.made_up.files import sample_file
from minka.cases.models import Case, CaseEvent, Forecast
from minka.cases.queries.calendars import calendar_of
from minka.cases.queries.standing import clock_of
from minka.engine.forms import canonical_bytes, read_definition
from minka.engine.procedures import draft_service, read_procedures
from minka.records.models import Record
from minka.services.actions.inspecting import inspect
from minka.services.models import Application, Service, Step, Upload, Version
from minka.sites.models import Organization
from tests.house.sources import ROOT
from tests.make.law import make_desk, make_table
from tests.people import Cast, as_person

TODAY = dt.date(2026, 11, 24)
ROWS = ROOT / "data" / "tupa_demonstration" / "procedures.json"


def make_demonstration(cast: Cast, code: str, **fields: object) -> Service:
    procedure = next(row for row in read_procedures(Path(ROWS).read_bytes()).procedures if row.code == code)
    document = draft_service(procedure).definition
    entity = Organization.objects.create(site=cast.cajamarca, name="Municipalidad (demostración)", sector="public")
    service = Service.objects.create(
        site=cast.cajamarca,
        organization=entity,
        slug="feria",
        title=procedure.title[:140],
        status="live",
        draft=document,
        is_demonstration=True,
        **fields,
    )
    Version.objects.create(
        service=service,
        number=1,
        document=document,
        digest=canonical_bytes(read_definition(document)).hex()[:64],
        reasons="Primera versión",
        author_name="Ana",
        approver_name="Luis",
    )
    return service


@pytest.mark.parametrize("code", ["D-01", "D-02", "D-03"])
def test_a_year_is_made_that_the_clock_agrees_with(cast: Cast, code: str) -> None:
    service = make_demonstration(cast, code)
    make_table(cast.cajamarca, [["06", "06", 3]])
    make_desk(cast.cajamarca, None, seat_code="0601")

    made = simulate(service=service, today=TODAY, arrivals=1.0)

    assert len(made.cases) > 150
    assert {case.distance_days for case in made.cases if case.place_code.startswith("06")} <= {3}
    assert {case.is_made_up for case in made.cases} == {True}
    assert len({case.number for case in made.cases}) == len(made.cases)
    calendar = calendar_of(service)
    for case in Case.objects.prefetch_related("events")[:40]:
        events = list(case.events.all())
        clock = clock_of(case, events, calendar, TODAY)
        assert [event.number for event in events] == list(range(1, len(events) + 1))
        assert case.silence_on is None or case.silence_on == clock.silence_on
        assert case.is_open or case.closed_at is not None
    assert not Case.objects.filter(Q(is_open=True, silence_on__lte=TODAY)).exists()
    assert made.open < len(made.cases) / 2


def test_documents_of_automatic_approvals_are_handed_over(cast: Cast) -> None:
    made = simulate(service=make_demonstration(cast, "D-03"), today=TODAY, arrivals=1.0)

    assert sum(case.is_open for case in made.cases) < len(made.cases) / 10


def test_the_same_seed_again_adds_nothing_and_another_does(cast: Cast) -> None:
    service = make_demonstration(cast, "D-02")

    first = simulate(service=service, today=TODAY, arrivals=0.5)
    again = simulate(service=service, today=TODAY, arrivals=0.5)
    other = simulate(service=service, today=TODAY, arrivals=0.5, seed=2)

    assert again.cases == []
    assert Case.objects.count() == len(first.cases) + len(other.cases)
    assert Case.objects.order_by("number").values("number").distinct().count() == Case.objects.count()


def test_a_real_service_is_never_mixed_with_made_up_cases(cast: Cast) -> None:
    service = make_demonstration(cast, "D-02")
    Service.objects.filter(pk=service.pk).update(is_demonstration=False)

    with pytest.raises(NotForDemonstration):
        simulate(service=Service.objects.get(pk=service.pk), today=TODAY)
    with pytest.raises(CommandError):
        call_command("simulate", "cajamarca", "feria")

    assert Case.objects.count() == 0


def test_the_public_log_hears_nothing_of_what_never_was(cast: Cast) -> None:
    before = Record.objects.count()

    simulate(service=make_demonstration(cast, "D-02"), today=TODAY, arrivals=0.5)

    assert Record.objects.count() == before
    assert CaseEvent.objects.exclude(data__made_up=True).count() == 0
    assert Application.objects.filter(is_made_up=False).count() == 0
    assert Step.objects.filter(is_made_up=False).count() == 0


def test_forecasts_were_kept_and_most_came_true(cast: Cast) -> None:
    simulate(service=make_demonstration(cast, "D-02"), today=TODAY, arrivals=4.0)

    known = Forecast.objects.filter(came_true__isnull=False)

    assert known.count() > 100
    assert 0.6 < known.filter(came_true=True).count() / known.count() < 0.95


def test_the_public_page_says_that_it_was_made_up(client: Client, cast: Cast) -> None:
    simulate(service=make_demonstration(cast, "D-02"), today=dt.date.today(), arrivals=1.0)  # noqa: DTZ011

    page = client.get("/cajamarca/servicios/feria/numeros/")

    assert "Números de una simulación" in page.text
    assert "No son de personas reales." in page.text


def test_files_of_made_up_cases_open_and_say_what_they_are(cast: Cast) -> None:
    service = make_demonstration(cast, "D-01")
    simulate(service=service, today=TODAY, arrivals=1.0)
    official = as_person(cast.official)
    uploads = {upload.name: upload for upload in Upload.objects.filter(application__state="filed")}
    opened: set[str] = set()

    for case in Case.objects.all():
        for answer in case.answers.values():
            for file in answer if isinstance(answer, list) else []:
                upload = uploads.pop(file["key"])
                assert (upload.application_id, upload.size, upload.kind) == (
                    case.application_id,
                    file["size"],
                    file["type"],
                )
                opened.add(upload.kind)

    assert uploads == {}
    for kind in opened:
        upload = Upload.objects.filter(kind=kind, application__state="filed").latest("pk")
        shown = official.get(f"/cajamarca/servicios/feria/archivo/{upload.name}/")
        content = b"".join(shown)
        assert (shown.status_code, shown.headers["Content-Type"]) == (200, kind)
        assert hashlib.sha256(content).hexdigest() == upload.digest
        inspect(io.BytesIO(content), name=upload.original_name, size=len(content))
    assert sample_file("application/pdf", "Plano") == sample_file.__wrapped__("application/pdf", "Plano")
