"""A service's own workflow: read with the rest of its document, and judged by the law of its regime."""

from typing import Any

import pytest

from minka.engine.forms import DefinitionInvalid, read_definition
from minka.engine.forms.checking import check_definition
from minka.engine.workflows import default_document
from minka.engine.workflows.table import REGIMES
from tests.engine.forms.samples import licence

type Json = dict[str, Any]


def with_workflow(**changed: object) -> Json:
    document = default_document("positive")
    action = next(each for each in document["actions"] if each["id"] == "grant")  # type: ignore[attr-defined]
    action |= changed
    return {**licence(), "workflow": document}


def codes(document: Json) -> list[tuple[str, str, str]]:
    found = check_definition(read_definition(document)).all
    return [(each.path, each.code, each.text) for each in found if each.path.startswith("/workflow")]


@pytest.mark.parametrize("regime", REGIMES)
def test_the_ready_made_workflow_of_its_regime_has_no_findings(regime: str) -> None:
    document = licence()
    document["procedure"]["regime"] = regime
    assert codes({**document, "workflow": default_document(regime)}) == []  # type: ignore[arg-type]


def test_what_the_law_forbids_is_an_error_at_its_row() -> None:
    [(path, code, text)] = codes(with_workflow(roles=["citizen"]))

    assert (path, code) == ("/workflow/actions/11", "workflow_citizen_decides")
    assert text == "«Conceder» es una decisión de la entidad y figura para la ciudadanía. Quita ese rol."


def test_a_letter_that_nobody_wrote_is_an_error() -> None:
    document = with_workflow(letter="goodbye")

    assert [code for _path, code, _text in codes(document)] == ["letter_unwritten"]
    assert codes({**document, "letters": {"goodbye": {"es": "Adiós."}}}) == []


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"to": "mars"}, "workflow_state"),
        ({"roles": ["king"]}, "workflow_word"),
        ({"roles": ["citizen", "citizen"]}, "workflow_twice"),
        ({"roles": []}, "empty"),
        ({"label": {"en": "Grant"}}, "workflow_text"),
        ({"id": "Grant it"}, "pattern"),
        ({"because": "x"}, "unknown_key"),
        ({"from": "received"}, "not_list"),
    ],
)
def test_a_workflow_that_cannot_be_read_refuses_the_document(changed: Json, fault: str) -> None:
    with pytest.raises(DefinitionInvalid) as refused:
        read_definition(with_workflow(**changed))

    found = refused.value.faults[0]
    assert found.code == fault
    assert found.path.startswith("/workflow/actions")
    assert "{" not in found.text
