"""What was often observed is told to whoever is about to send the same, and by requirements alone."""

import datetime as dt

from minka.cases.models import Case, Observation
from minka.services.models import Version
from tests.make.cases import ANSWERS, make_application, make_case, make_version
from tests.people import Cast, as_participant

PAGE = "/cajamarca/servicios/licencia/revisar/"
TOLD = "Esto es lo que más piden corregir"
SMALL = {"applicant_name": "Rosa Quispe", "street": "Jr. Lima 100", "large": False}


def make_observed(version: Version, cast: Cast, *, filed: int, observed: int) -> None:
    """Cases of one service, some of them observed for their plan; copies of one that was filed."""
    first = make_case(version, cast.julio)
    for number in range(1, filed):
        application = make_application(version, cast.julio)
        Case.objects.create(
            **{
                field.name: getattr(first, field.name)
                for field in Case._meta.concrete_fields
                if field.name not in {"id", "application", "number"}
            },
            application=application,
            number=f"2026-9{number:05d}",
        )
    items = [{"requirement": "plan_paper", "code": "missing", "text": "Falta el plano.", "questions": []}]
    for case in Case.objects.order_by("pk")[:observed]:
        Observation.objects.create(case=case, items=items, due_on=dt.date(2026, 3, 4))


def check_page(version: Version, cast: Cast, answers: dict[str, object]) -> str:
    make_application(version, cast.rosa, answers)
    return as_participant(cast.rosa).get(PAGE).text


def test_whoever_needs_what_others_had_to_correct_reads_it_before_sending(cast: Cast) -> None:
    version = make_version(cast.cajamarca)
    make_observed(version, cast, filed=24, observed=12)

    page = check_page(version, cast, ANSWERS)

    assert TOLD in page
    assert "A 5 de cada 10 personas: Plano del local" in page
    assert "Solicitud con tus datos" not in page


def test_whoever_does_not_need_it_reads_nothing_of_it(cast: Cast) -> None:
    version = make_version(cast.cajamarca)
    make_observed(version, cast, filed=24, observed=12)

    assert TOLD not in check_page(version, cast, SMALL)


def test_of_fewer_than_twenty_cases_nothing_is_told(cast: Cast) -> None:
    version = make_version(cast.cajamarca)
    make_observed(version, cast, filed=19, observed=12)

    assert TOLD not in check_page(version, cast, ANSWERS)
