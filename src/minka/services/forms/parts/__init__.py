"""The parts of a draft beside its pages: requirements, rules, calculations, tables, conditions of eligibility."""

from minka.services.forms.parts.base import PartForm
from minka.services.forms.parts.calculation import CalculationForm
from minka.services.forms.parts.kinds import PART_KINDS, PartKind, part_kind
from minka.services.forms.parts.stated import EligibilityForm, RequirementForm, RuleForm
from minka.services.forms.parts.table import TableForm

__all__ = [
    "PART_KINDS",
    "CalculationForm",
    "EligibilityForm",
    "PartForm",
    "PartKind",
    "RequirementForm",
    "RuleForm",
    "TableForm",
    "part_kind",
]
