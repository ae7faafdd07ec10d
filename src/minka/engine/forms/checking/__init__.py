"""Checks before a service is published: what nobody reaches, what contradicts itself, what has no ground."""

from minka.engine.forms.answers.context import NOWHERE, Context
from minka.engine.forms.checking.casework import check_casework
from minka.engine.forms.checking.findings import Finding, Findings, Severity
from minka.engine.forms.checking.grounds import check_grounds
from minka.engine.forms.checking.reach import check_reach, check_rules
from minka.engine.forms.checking.tables import check_tables
from minka.engine.forms.checking.wording import check_wording
from minka.engine.forms.definition import Definition
from minka.engine.forms.exploring import Explorer

__all__ = ["Finding", "Findings", "Severity", "check_definition"]


def check_definition(definition: Definition, context: Context = NOWHERE) -> Findings:
    """Check a definition that could be read.

    Reach, rules and requirements are tried out on every case that conditions can tell apart, up to a bound; what
    could not be decided is said to be so.

    Args:
        definition: the service.
        context: the day, for conditions on ages; 1 January 2026 when missing.
    """
    explorer = Explorer(definition, context)
    found = [
        *check_reach(explorer),
        *check_rules(explorer),
        *check_tables(definition),
        *check_casework(definition),
        *check_grounds(definition),
        *check_wording(definition),
    ]
    severities = list(Severity)
    return Findings(tuple(sorted(found, key=lambda each: severities.index(each.severity))))
