"""What the law forbids in a workflow refuses its publication."""

from typing import Any

import pytest

from minka.engine.workflows import check_workflow, default_document, default_workflow, read_workflow
from minka.engine.workflows.checking import SENTENCES, reached
from minka.engine.workflows.table import Regime

REGIMES: list[Regime] = ["positive", "negative", "automatic"]


def document(regime: Regime = "positive") -> Any:
    return default_document(regime)


def row(document: Any, name: str) -> Any:
    return next(each for each in [*document["states"], *document["actions"]] if each["id"] == name)


def codes(document: Any, regime: Regime = "positive") -> list[tuple[str, str]]:
    return [(finding.code, finding.about) for finding in check_workflow(read_workflow(document), regime)]


def without(document: Any, *names: str) -> Any:
    return document | {"actions": [each for each in document["actions"] if each["id"] not in names]}


@pytest.mark.parametrize("regime", REGIMES)
def test_the_default_of_each_regime_is_lawful_and_uses_every_state(regime: Regime) -> None:
    workflow = default_workflow(regime)

    assert check_workflow(workflow, regime) == ()
    assert reached(workflow, "received") == {state.id for state in workflow.states}


@pytest.mark.parametrize("regime", REGIMES)
def test_the_default_of_one_regime_is_no_workflow_of_another(regime: Regime) -> None:
    assert all(check_workflow(default_workflow(other), regime) for other in REGIMES if other != regime)


CHANGES: list[tuple[str, dict[str, object], tuple[str, str]]] = [
    ("grant", {"roles": ["official", "citizen"]}, ("citizen_decides", "grant")),
    ("observe", {"roles": ["citizen"]}, ("citizen_decides", "observe")),
    ("approve_by_silence", {"roles": ["system", "citizen"]}, ("citizen_decides", "approve_by_silence")),
    ("uphold_appeal", {"roles": ["citizen"]}, ("citizen_decides", "uphold_appeal")),
    ("deny", {"roles": ["system"]}, ("system_decides", "deny")),
    ("withdraw", {"roles": ["citizen", "official"]}, ("entity_withdraws", "withdraw")),
    ("observe", {"guard": ["in_term", "silence_not_passed"]}, ("second_observation", "observe")),
    ("observe", {"guard": ["not_observed", "silence_not_passed"]}, ("late_stop", "observe")),
    ("extend", {"guard": ["not_extended", "silence_not_passed"]}, ("second_extension", "extend")),
    ("observe", {"needs": ["letter"]}, ("without_ground", "observe")),
    ("ask_entity", {"needs": []}, ("without_ground", "ask_entity")),
    ("ask_errand", {"roles": ["citizen", "official"]}, ("entity_stops", "ask_errand")),
    ("deny", {"guard": ["all_requests_answered"]}, ("late_act", "deny")),
    ("notify_denial", {"guard": None}, ("late_act", "notify_denial")),
    ("approve_by_silence", {"from": ["received", "in_review"]}, ("silence_shut", "granted")),
    ("approve_by_silence", {"guard": ["silence_passed", "before_expiry"]}, ("silence_shut", "received")),
    ("approve_by_silence", {"needs": ["reason"]}, ("silence_shut", "received")),
    ("resume_without_answer", {"roles": ["official"]}, ("stopped_by_entity", "waiting_entity")),
    ("withdraw", {"from": ["received", "not_filed"]}, ("final_goes_on", "not_filed")),
    ("withdrawn", {"clock": "runs"}, ("final_runs", "withdrawn")),
]


@pytest.mark.parametrize(("name", "change", "expected"), CHANGES)
def test_a_workflow_the_law_forbids_is_refused(name: str, change: Any, expected: tuple[str, str]) -> None:
    changed = document()
    row(changed, name).update(change)

    assert expected in codes(changed)


@pytest.mark.parametrize(
    ("left_out", "expected"),
    [
        (("approve_by_silence",), ("unreachable", "approved_by_silence")),
        (("uphold_appeal", "dismiss_appeal"), ("no_way_out", "appealed")),
        (("notify_grant",), ("never_notified", "grant")),
    ],
)
def test_a_workflow_with_a_hole_is_refused(left_out: tuple[str, ...], expected: tuple[str, str]) -> None:
    assert expected in codes(without(document(), *left_out))


def test_a_workflow_that_never_ends_is_refused() -> None:
    endless = document("automatic")
    for state in endless["states"]:
        state["kind"] = "open"

    assert ("no_final", "") in codes(endless, "automatic")


def test_automatic_approval_that_waits_for_somebody_is_refused() -> None:
    waiting = document("automatic")
    row(waiting, "approve")["roles"] = ["official"]

    assert codes(waiting, "automatic") == [("not_automatic", "")]


def test_negative_silence_must_let_the_citizen_appeal_and_never_approves() -> None:
    shut = without(document("negative"), "appeal_silence")

    assert ("silence_shut", "in_review") in codes(shut, "negative")
    assert ("silence_grants", "approved_by_silence") in codes(document("positive"), "negative")
    assert ("stops_elsewhere", "ask_errand") in codes(document("positive"), "negative")
    assert ("stops_elsewhere", "ask_entity") in codes(document("positive"), "negative")


def test_a_finding_says_what_to_change_by_the_name_on_the_screen() -> None:
    changed = document()
    row(changed, "observe")["guard"] = ["in_term", "silence_not_passed"]

    [finding] = check_workflow(read_workflow(changed), "positive")

    assert finding.text == (
        "«Observar, una sola vez» permitiría observar dos veces. "
        "Agrega la condición «todavía no se observó» (art. 126.2)."
    )


def test_every_rule_has_a_case_here() -> None:
    seen = {
        "unreachable",
        "no_way_out",
        "never_notified",
        "no_final",
        "not_automatic",
        "silence_grants",
        "stops_elsewhere",
    }

    assert seen | {code for _, _, (code, _) in CHANGES} == set(SENTENCES)
