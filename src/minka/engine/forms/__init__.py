"""Services as data: definitions, expressions, journeys, answers. See ``docs/engine/forms.md``."""

from minka.engine.forms.answers.cleaning import Cleaned, clean_answer
from minka.engine.forms.answers.context import Context
from minka.engine.forms.answers.pages import CleanedPage, clean_page
from minka.engine.forms.definition import (
    Definition,
    Option,
    Page,
    Question,
    QuestionType,
    Regime,
    Requirement,
    Text,
    say,
)
from minka.engine.forms.faults import DefinitionInvalid, Fault
from minka.engine.forms.journey import Journey, check_page, journey
from minka.engine.forms.reading import canonical_bytes, read_definition

__all__ = [
    "Cleaned",
    "CleanedPage",
    "Context",
    "Definition",
    "DefinitionInvalid",
    "Fault",
    "Journey",
    "Option",
    "Page",
    "Question",
    "QuestionType",
    "Regime",
    "Requirement",
    "Text",
    "canonical_bytes",
    "check_page",
    "clean_answer",
    "clean_page",
    "journey",
    "read_definition",
    "say",
]
