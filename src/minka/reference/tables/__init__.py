"""The tables of reference data: where each is read from and how a row of a file becomes a row of the database."""

from minka.reference.tables.base import BadRow, Table
from minka.reference.tables.calendars import CALENDARS, HOLIDAYS
from minka.reference.tables.law import DISTANCE_TERMS, LEGAL_RULES
from minka.reference.tables.places import (
    DEPARTMENT_BOUNDARIES,
    DEPARTMENTS,
    DISTRICT_BOUNDARIES,
    DISTRICTS,
    PROVINCE_BOUNDARIES,
    PROVINCES,
)
from minka.reference.tables.texts import CONSENT_TEXTS, FRAMEWORKS, OBJECTIVES, PROCESS_TEMPLATES, SECTORS

# In the order in which they may point at each other.
TABLES = {
    table.name: table
    for table in (
        DEPARTMENTS,
        PROVINCES,
        DISTRICTS,
        DEPARTMENT_BOUNDARIES,
        PROVINCE_BOUNDARIES,
        DISTRICT_BOUNDARIES,
        CALENDARS,
        HOLIDAYS,
        LEGAL_RULES,
        DISTANCE_TERMS,
        SECTORS,
        PROCESS_TEMPLATES,
        FRAMEWORKS,
        OBJECTIVES,
        CONSENT_TEXTS,
    )
}

__all__ = ["TABLES", "BadRow", "Table"]
