"""Services as data: definitions, expressions, journeys, answers. See ``docs/engine/forms.md``."""

from minka.engine.forms.answers.cleaning import Cleaned, clean_answer
from minka.engine.forms.answers.context import Context
from minka.engine.forms.answers.pages import CleanedPage, clean_page
from minka.engine.forms.answers.spots import Spot, put_at, read_at, rows_of, spots_of
from minka.engine.forms.checking import Finding, Findings, Severity, check_definition
from minka.engine.forms.definition import Definition, Option, Page, Question, QuestionType, Requirement, Text, say
from minka.engine.forms.differences import Change, Difference, Migrated, differences, migrate
from minka.engine.forms.entitlements import Entitlement, NextQuestion, Verdict, ask_next, entitlement
from minka.engine.forms.explaining import Reason, explain, words_of
from minka.engine.forms.faults import DefinitionInvalid, Fault
from minka.engine.forms.journey import Journey, check_page, journey
from minka.engine.forms.paths import Edge, Node, Paths, paths
from minka.engine.forms.personal import Fee, Paper, PersonalList, personal_list, tell_term
from minka.engine.forms.reading import canonical_bytes, read_definition
from minka.engine.forms.saved_cases import Mismatch, check_case, run_case
from minka.engine.forms.scripting import to_script
from minka.engine.terms import Regime

__all__ = [
    "Change",
    "Cleaned",
    "CleanedPage",
    "Context",
    "Definition",
    "DefinitionInvalid",
    "Difference",
    "Edge",
    "Entitlement",
    "Fault",
    "Fee",
    "Finding",
    "Findings",
    "Journey",
    "Migrated",
    "Mismatch",
    "NextQuestion",
    "Node",
    "Option",
    "Page",
    "Paper",
    "Paths",
    "PersonalList",
    "Question",
    "QuestionType",
    "Reason",
    "Regime",
    "Requirement",
    "Severity",
    "Spot",
    "Text",
    "Verdict",
    "ask_next",
    "canonical_bytes",
    "check_case",
    "check_definition",
    "check_page",
    "clean_answer",
    "clean_page",
    "differences",
    "entitlement",
    "explain",
    "journey",
    "migrate",
    "paths",
    "personal_list",
    "put_at",
    "read_at",
    "read_definition",
    "rows_of",
    "run_case",
    "say",
    "spots_of",
    "tell_term",
    "to_script",
    "words_of",
]
