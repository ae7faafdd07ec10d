"""The table of workflow and role, over the doors of the product: who gets which action in which state."""

import datetime as dt

import pytest
import time_machine

from minka.cases.queries.case_page import offered
from minka.cases.queries.standing import standing_of
from tests.make.cases import licence, make_case, make_version
from tests.people import Cast

MONDAY = dt.date(2026, 3, 2)
TABLE = {
    ("positive", "received", "official"): {"start_review", "observe"},
    ("positive", "received", "citizen"): {"withdraw"},
    ("positive", "in_review", "official"): {"observe", "ask_entity", "grant", "deny"},
    ("positive", "in_review", "coordinator"): {"observe", "ask_entity", "grant", "deny", "extend"},
    ("positive", "in_review", "citizen"): {"ask_errand", "withdraw"},
    ("positive", "granted", "official"): {"notify_grant"},
    ("positive", "granted", "citizen"): {"withdraw"},
    ("negative", "in_review", "citizen"): {"withdraw"},
    ("negative", "appealed", "official"): set(),
    ("negative", "appealed", "coordinator"): {"uphold_appeal", "dismiss_appeal"},
    ("automatic", "granted", "official"): {"issue_document"},
    ("automatic", "granted", "citizen"): set(),
}


@pytest.mark.parametrize(("regime", "state", "role"), TABLE)
def test_role_is_offered_what_the_table_says(cast: Cast, regime: str, state: str, role: str) -> None:
    with time_machine.travel(dt.datetime(2026, 3, 2, 15, tzinfo=dt.UTC), tick=False):
        case = make_case(make_version(cast.cajamarca, licence(regime=regime)), cast.rosa, filed=MONDAY)
    case.state = state

    found = {each.id for each in offered(standing_of(case, MONDAY), role) if not each.refusals}  # type: ignore[arg-type]

    assert found == TABLE[regime, state, role]
