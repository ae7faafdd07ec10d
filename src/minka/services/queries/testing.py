"""Saved cases of a draft, each run against the draft as it is now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from minka.engine.forms import Context, Definition
from minka.engine.forms.saved_cases import Mismatch, check_case, run_case
from minka.services.models import SavedCase, Service

TODAY = "today"  # the day that a case is about, kept among what it expects


@dataclass(frozen=True)
class Result:
    """A saved case and what is not as expected now."""

    case: SavedCase
    mismatches: tuple[Mismatch, ...]

    @property
    def passes(self) -> bool:
        return not self.mismatches


def results_of(service: Service, definition: Definition) -> list[Result]:
    """Run every saved case of the service. One query."""
    return [Result(each, run(each, definition)) for each in service.saved_cases.all()]


def run(case: SavedCase, definition: Definition) -> tuple[Mismatch, ...]:
    expected = {key: value for key, value in case.expected.items() if key != TODAY}
    wanted: dict[str, object] = {"answers": case.answers, "expect": expected, "today": case.expected.get(TODAY)}
    return check_case(definition, wanted)


def outcome_of(definition: Definition, answers: Mapping[str, object]) -> dict[str, Any]:
    """What comes of answers today, with the day, as a saved case expects it from then on."""
    today = timezone.localdate()
    return {**run_case(definition, answers, Context(today)), TODAY: today.isoformat()}
