"""Two at one moment, and a process that dies in between: one decision, whole filings, numbers without gaps."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.utils import timezone

from minka.cases.actions.acting import act
from minka.cases.actions.filing import open_case
from minka.cases.actions.keeping import Outdated
from minka.cases.actions.sweeping import sweep
from minka.cases.models import Case, Letter
from minka.cases.queries.given import Given
from minka.engine.workflows import ActionRefused
from tests.make.cases import make_application, make_case, make_version
from tests.people import make_cast

pytestmark = pytest.mark.django_db(transaction=True)


def alone[**P, R](done: "type[R] | object", *args: object, **kwargs: object) -> object:
    """Run in a thread with a connection of its own that is closed again; give back what came, or what was raised."""
    try:
        return done(*args, **kwargs)  # type: ignore[operator]
    except (Outdated, ActionRefused) as refused:
        return refused
    finally:
        connection.close()


def test_of_two_decisions_at_one_moment_one_counts_and_the_other_is_told() -> None:
    cast = make_cast()
    case = make_case(make_version(cast.cajamarca), cast.rosa)
    case = act(case=case, action="start_review", given=Given(), revision=case.revision, by=cast.official)
    reasons = Given(reason="Cumple", legal_ground="Ley 28976")

    with ThreadPoolExecutor(2) as pool:
        both = [
            pool.submit(alone, act, case=case, action=action, given=reasons, revision=case.revision, by=who)
            for action, who in (("grant", cast.official), ("deny", cast.coordinator))
        ]
        results = [each.result() for each in both]

    assert sorted(type(each).__name__ for each in results) == ["Case", "Outdated"]
    assert Letter.objects.count() == 1
    assert Case.objects.get().events.filter(clock_event="decided").count() == 1


def test_two_sweeps_at_one_moment_fire_once() -> None:
    cast = make_cast()
    case = make_case(make_version(cast.cajamarca), cast.rosa, filed=timezone.localdate() - dt.timedelta(days=60))
    today = timezone.localdate()

    with ThreadPoolExecutor(2) as pool:
        results = [each.result() for each in [pool.submit(alone, sweep, today=today) for _number in range(2)]]

    assert sum(each.fired for each in results) == 1  # type: ignore[attr-defined]
    assert case.events.filter(action="approve_by_silence").count() == 1


def test_filings_at_one_moment_get_numbers_without_gaps() -> None:
    cast = make_cast()
    version = make_version(cast.cajamarca)
    applications = [make_application(version, cast.rosa) for _number in range(6)]

    def file(application: object) -> None:
        with transaction.atomic():
            open_case(application=application, at=timezone.now())  # type: ignore[arg-type]

    with ThreadPoolExecutor(3) as pool:
        for each in [pool.submit(alone, file, application) for application in applications]:
            each.result()

    numbers = sorted(int(number.partition("-")[2]) for number in Case.objects.values_list("number", flat=True))
    assert numbers == [1, 2, 3, 4, 5, 6]


def test_connection_that_dies_between_act_and_commit_leaves_nothing_behind() -> None:
    cast = make_cast()
    case = make_case(make_version(cast.cajamarca), cast.rosa)

    def dies() -> None:
        with transaction.atomic():
            act(case=case, action="start_review", given=Given(), revision=case.revision, by=cast.official)
            connection.connection.close()  # as a killed process leaves it: no commit, no rollback from us

    with ThreadPoolExecutor(1) as pool, pytest.raises(Exception, match=r"closed|lost"):
        pool.submit(alone, dies).result()

    case.refresh_from_db()
    assert (case.state, case.events.count()) == ("received", 1)
