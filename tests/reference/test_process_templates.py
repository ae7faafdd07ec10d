"""Process templates: the eight that ship, and files that are not templates."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from minka.reference.actions import DATA, load_table
from minka.reference.files import FileRefused
from minka.reference.models import ConsentText, ProcessTemplate, in_language
from minka.reference.plans import faults_of
from minka.reference.queries import consent_text, policy_objectives, process_templates, sectors
from minka.reference.tables import TABLES

FOLDER = DATA / "process_templates"
CHALLENGE = json.loads((FOLDER / "challenge.json").read_text(encoding="utf-8"))
KEYS = ["challenge", "hackathon", "co-creation-workshop", "public-comment", "service-co-design", "ai-pilot", "training"]
KEYS.append("lab-incubation")
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    plan: dict[str, Any] = copy.deepcopy(CHALLENGE)
    change(plan)
    return plan


@pytest.mark.django_db
def test_the_eight_kinds_are_offered_in_order() -> None:
    call_command("load_reference", only="process_templates", verbosity=0)

    offered = process_templates()

    assert [template.key for template in offered] == KEYS
    assert all(template.phases[0]["key"] == "arranque" for template in offered)
    assert all(template.phases[-1]["key"] == "cierre" for template in offered)
    assert all(any(phase["activities"] for phase in template.phases) for template in offered)
    assert in_language(offered[0].name, "en") == "Public challenge"
    assert in_language(offered[0].name, "qvc") == "Reto público"


@pytest.mark.django_db
def test_a_newer_version_is_offered_and_the_older_one_stays(tmp_path: Path) -> None:
    call_command("load_reference", only="process_templates", verbosity=0)
    newer = tmp_path / "challenge-2.json"
    newer.write_text(json.dumps(CHALLENGE | {"version": 2}))

    load_table(table=TABLES["process_templates"], files=[newer])

    assert process_templates()[0].version == 2
    assert ProcessTemplate.objects.filter(key="challenge").count() == 2
    assert len(process_templates()) == 8


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda plan: plan.pop("name"), "name: falta"),
        (lambda plan: plan.update(version="1"), "version: debe ser un número entero"),
        (lambda plan: plan.update(version=True), "version: debe ser un número entero"),
        (lambda plan: plan.update(kind="other"), "kind: debe ser open, citizen o social"),
        (lambda plan: plan.update(extra=1), "extra: no se conoce este campo"),
        (lambda plan: plan["name"].pop("en"), "name.en: falta"),
        (lambda plan: plan["name"].update(es=" "), "name.es: está vacío"),
        (lambda plan: plan["name"].update(es="x" * 121), "name.es: tiene 121 letras y caben 120"),
        (lambda plan: plan.update(phases=[]), "phases: debe ser una lista de 1 a 12"),
        (lambda plan: plan["phases"].append(plan["phases"][0]), "phases[5].key: «arranque» está repetido"),
        (lambda plan: plan["phases"][1]["activities"][0].update(kind="Ideas!"), "phases[1].activities[0].kind"),
        (lambda plan: plan["phases"][1].update(days=0), "phases[1].days: debe ser un número entero de 1 a 366"),
        (lambda plan: plan.update(valid_from="2026-13-01"), "valid_from: debe ser una fecha"),
        (lambda plan: plan["promise_prompts"].pop("until"), "promise_prompts.until: falta"),
    ],
)
def test_a_departure_from_the_shape_is_told_with_its_path(
    change: Callable[[dict[str, Any]], object], told: str
) -> None:
    faults = [str(fault) for fault in faults_of(changed(change))]

    assert any(fault.startswith(told) for fault in faults), faults


@pytest.mark.django_db
def test_a_fault_is_told_with_its_line_and_nothing_is_lost(tmp_path: Path) -> None:
    call_command("load_reference", only="process_templates", verbosity=0)
    bad = tmp_path / "malo.json"
    plan = changed(lambda plan: plan["phases"][2]["purpose"].update(es=""))
    bad.write_text(json.dumps(plan, indent=2, ensure_ascii=False))
    due = next(number for number, line in enumerate(bad.read_text().splitlines(), 1) if line.strip() == '"es": "",')

    with pytest.raises(FileRefused) as refused:
        load_table(table=TABLES["process_templates"], files=[bad])

    assert [(problem.line, problem.text) for problem in refused.value.problems] == [
        (due, "phases[2].purpose.es: está vacío")
    ]
    assert ProcessTemplate.objects.count() == 8


@pytest.mark.parametrize("text", ["", "{", '{"a": 1,}', "[1, 2", '"\\ud800"', '{"key": "\\u0000"}', "NaN", "9" * 5000])
@pytest.mark.django_db
def test_a_file_that_is_no_json_is_refused_with_a_line(tmp_path: Path, text: str) -> None:
    bad = tmp_path / "malo.json"
    bad.write_text(text)

    with pytest.raises(FileRefused, match=r"malo\.json, línea 1"):
        load_table(table=TABLES["process_templates"], files=[bad])


@given(anything)
def test_nothing_breaks_the_check(value: object) -> None:
    assert faults_of(value)


@pytest.mark.django_db
def test_consents_fall_back_to_spanish_and_say_so() -> None:
    call_command("load_reference", only="consent_texts", verbosity=0)

    quechua = consent_text(ConsentText.Purpose.PARTICIPATE, "qvc")
    english = consent_text(ConsentText.Purpose.PARTICIPATE, "en")

    assert quechua is not None
    assert english is not None
    assert (quechua.language, english.language) == ("es", "en")
    assert [
        text.purpose for text in ConsentText.objects.filter(is_required=True, language="es").order_by("purpose")
    ] == [
        "participate",
        "vote",
    ]
    assert consent_text("unknown", "es") is None


@pytest.mark.django_db
def test_frameworks_and_sectors_are_data() -> None:
    for table in ("frameworks", "objectives", "sectors"):
        call_command("load_reference", only=table, verbosity=0)

    codes = [objective.code for objective in policy_objectives()]

    assert codes == ["EJE8", "EJE8.L1", "OP1", "OP2", "OP3", "OP4", "OP5", "OP6", "S3.3.1"]
    assert next(o for o in policy_objectives() if o.code == "S3.3.1").parent_code == "OP3"
    assert [sector.key for sector in sectors()] == ["public", "private", "academia", "civil-society", "citizens-group"]
