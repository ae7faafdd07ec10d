"""What was filed, before any correction: for the seal of the public log and for the receipt on paper."""

from collections.abc import Mapping
from copy import copy
from typing import cast

from minka.cases.models import Case
from minka.cases.queries.answers import answered_pages
from minka.services.queries.definitions import definition_of
from minka.web.language import for_everybody


def answers_as_filed(case: Case) -> Mapping[str, object]:
    """What was filed, before any correction: what the public log holds the commitment of."""
    return cast("Mapping[str, object]", case.application.answers)


def filed_words(case: Case) -> list[tuple[str, str]]:
    """All that was filed as pairs of question and words, for paper in Spanish; files by their names."""
    filed = copy(case)
    filed.answers = answers_as_filed(case)
    with for_everybody():
        told = [answer for page in answered_pages(filed, definition_of(case.version_id)) for answer in page.answers]
    return [(each.question, "; ".join([*each.words, *(name for name, _key in each.files)])) for each in told]
