"""What can be done with a case: the table decides, and says why not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.workflows import ActionRefused, Facts, State, Workflow, allowed_actions, default_workflow, step
from minka.engine.workflows.table import NEEDS, ROLES, Regime, Role

REGIMES: list[Regime] = ["positive", "negative", "automatic"]
FACTS = st.builds(
    Facts,
    observations=st.integers(0, 2),
    extensions=st.integers(0, 2),
    errands=st.integers(0, 2),
    open_requests=st.integers(0, 2),
    is_past_due=st.booleans(),
    silence_has_come=st.booleans(),
    correction_is_over=st.booleans(),
    suspension_is_over=st.booleans(),
    appeal_is_over=st.booleans(),
    notice_is_unacknowledged=st.booleans(),
)


def go(regime: Regime, state: str, action: str, role: Role, facts: Facts | None = None) -> State:
    return step(default_workflow(regime), state, action, role, facts or Facts(), given=NEEDS)


def refusal(regime: Regime, state: str, action: str, role: Role, facts: Facts | None = None) -> str:
    with pytest.raises(ActionRefused) as refused:
        go(regime, state, action, role, facts)
    return refused.value.code


@pytest.mark.parametrize(
    ("state", "action", "role", "facts", "target"),
    [
        ("received", "start_review", "official", Facts(), "in_review"),
        ("in_review", "observe", "official", Facts(), "observed"),
        ("observed", "correct", "citizen", Facts(observations=1), "in_review"),
        ("observed", "expire_correction", "system", Facts(correction_is_over=True), "not_filed"),
        ("in_review", "extend", "coordinator", Facts(), "in_review"),
        ("in_review", "ask_entity", "official", Facts(), "waiting_entity"),
        ("waiting_entity", "record_answer", "official", Facts(), "in_review"),
        ("waiting_entity", "resume_without_answer", "system", Facts(suspension_is_over=True), "in_review"),
        ("in_review", "ask_errand", "citizen", Facts(), "waiting_errand"),
        ("waiting_errand", "finish_errand", "citizen", Facts(), "in_review"),
        ("in_review", "grant", "official", Facts(), "granted"),
        ("granted", "notify_grant", "system", Facts(), "granted_notified"),
        ("in_review", "deny", "coordinator", Facts(), "denied"),
        ("denied", "notify_denial", "official", Facts(), "denied_notified"),
        ("denied_notified", "notify_again", "system", Facts(notice_is_unacknowledged=True), "denied"),
        ("denied_notified", "appeal", "citizen", Facts(), "appealed"),
        ("denied_notified", "let_appeal_pass", "system", Facts(appeal_is_over=True), "denied_finally"),
        ("appealed", "uphold_appeal", "coordinator", Facts(), "granted_on_appeal"),
        ("appealed", "dismiss_appeal", "coordinator", Facts(), "denied_finally"),
        ("denied", "approve_by_silence", "system", Facts(silence_has_come=True), "approved_by_silence"),
        ("waiting_errand", "withdraw", "citizen", Facts(), "withdrawn"),
    ],
)
def test_a_case_goes_where_the_table_says(state: str, action: str, role: Role, facts: Facts, target: str) -> None:
    assert go("positive", state, action, role, facts).id == target


@pytest.mark.parametrize(
    ("state", "action", "role", "facts", "code"),
    [
        ("lost", "grant", "official", Facts(), "unknown_state"),
        ("received", "bribe", "official", Facts(), "unknown_action"),
        ("received", "grant", "official", Facts(), "not_from_here"),
        ("withdrawn", "grant", "official", Facts(), "not_from_here"),
        ("in_review", "grant", "citizen", Facts(), "not_this_role"),
        ("in_review", "extend", "official", Facts(), "not_this_role"),
        ("in_review", "withdraw", "official", Facts(), "not_this_role"),
        ("in_review", "ask_errand", "official", Facts(), "not_this_role"),
        ("in_review", "ask_errand", "citizen", Facts(errands=1), "no_errand_yet"),
        ("in_review", "observe", "official", Facts(observations=1), "not_observed"),
        ("in_review", "extend", "coordinator", Facts(extensions=1), "not_extended"),
        ("in_review", "extend", "coordinator", Facts(is_past_due=True), "before_expiry"),
        ("in_review", "deny", "official", Facts(open_requests=1), "all_requests_answered"),
        ("in_review", "deny", "official", Facts(silence_has_come=True), "silence_not_passed"),
        ("denied", "notify_denial", "official", Facts(silence_has_come=True), "silence_not_passed"),
        ("in_review", "approve_by_silence", "system", Facts(is_past_due=True), "silence_passed"),
        ("observed", "approve_by_silence", "system", Facts(silence_has_come=True), "not_from_here"),
        ("observed", "expire_correction", "system", Facts(), "correction_expired"),
        ("waiting_entity", "resume_without_answer", "system", Facts(), "suspension_over"),
        ("denied_notified", "appeal", "citizen", Facts(appeal_is_over=True), "appeal_in_time"),
        ("denied_notified", "let_appeal_pass", "system", Facts(), "appeal_expired"),
        ("denied_notified", "notify_again", "system", Facts(), "notice_unacknowledged"),
    ],
)
def test_what_the_table_does_not_allow_is_refused_with_its_reason(
    state: str, action: str, role: Role, facts: Facts, code: str
) -> None:
    assert refusal("positive", state, action, role, facts) == code


def test_silence_grants_nothing_where_it_is_negative_but_opens_the_appeal() -> None:
    late = Facts(silence_has_come=True, is_past_due=True)

    assert refusal("negative", "in_review", "approve_by_silence", "system", late) == "unknown_action"
    assert refusal("negative", "in_review", "appeal_silence", "citizen") == "silence_passed"
    assert go("negative", "in_review", "appeal_silence", "citizen", late).id == "appealed"
    assert go("negative", "in_review", "deny", "official", late).id == "denied", "the entity still has to decide"


def test_another_entity_stops_no_clock_where_silence_is_negative() -> None:
    waiting = go("negative", "in_review", "ask_entity", "official")

    assert (waiting.id, waiting.clock) == ("waiting_entity", "runs")
    assert refusal("negative", "in_review", "ask_errand", "citizen") == "unknown_action"


def test_automatic_approval_needs_nobody_of_the_entity() -> None:
    assert go("automatic", "received", "approve", "system").outcome == "granted"
    assert refusal("automatic", "received", "approve", "official") == "not_this_role"


def test_what_an_action_needs_must_come_with_it() -> None:
    workflow = default_workflow("positive")

    with pytest.raises(ActionRefused) as refused:
        step(workflow, "in_review", "deny", "official", Facts(), given={"reason", "letter"})

    assert refused.value.code == "needs_legal_ground"
    assert str(refused.value) == "Indica la norma que lo sustenta."


def test_an_offer_says_every_reason_in_words_and_with_its_article() -> None:
    facts = Facts(extensions=1, is_past_due=True)

    offers = {
        offer.action.id: offer
        for offer in allowed_actions(default_workflow("positive"), "in_review", "coordinator", facts)
    }

    assert offers["grant"].is_allowed
    assert not offers["extend"].is_allowed
    assert [(each.code, each.article) for each in offers["extend"].refusals] == [
        ("not_extended", "136"),
        ("before_expiry", "136"),
    ]
    assert offers["extend"].refusals[0].text.startswith("El plazo de esta solicitud ya se amplió una vez.")


def test_nobody_is_offered_what_is_not_theirs() -> None:
    workflow = default_workflow("positive")

    assert [offer.action.id for offer in allowed_actions(workflow, "received", "citizen", Facts())] == ["withdraw"]
    assert allowed_actions(workflow, "withdrawn", "coordinator", Facts()) == ()
    assert allowed_actions(workflow, "lost", "coordinator", Facts()) == ()


@given(st.sampled_from(REGIMES), st.data())
def test_no_sequence_of_actions_leaves_the_table_or_observes_twice(regime: Regime, data: st.DataObject) -> None:
    workflow, state, done, facts = default_workflow(regime), "received", [], Facts()
    actions = [action.id for action in workflow.actions]

    for _ in range(data.draw(st.integers(0, 25))):
        drawn = data.draw(FACTS)
        facts = replace(drawn, observations=done.count("observe"), extensions=done.count("extend"))
        action, role = data.draw(st.sampled_from(actions)), data.draw(st.sampled_from(ROLES))
        is_offered = action in offered(workflow, state, role, facts)
        try:
            after = step(workflow, state, action, role, facts, given=NEEDS)
        except ActionRefused:
            assert not is_offered
        else:
            assert is_offered
            assert not is_final(workflow, state)
            state = after.id
            done.append(action)

    assert workflow.state(state) is not None
    assert done.count("observe") <= 1
    assert done.count("extend") <= 1


def offered(workflow: Workflow, state: str, role: Role, facts: Facts) -> set[str]:
    return {offer.action.id for offer in allowed_actions(workflow, state, role, facts) if offer.is_allowed}


def is_final(workflow: Workflow, state: str) -> bool:
    found = workflow.state(state)
    return found is not None and found.is_final
