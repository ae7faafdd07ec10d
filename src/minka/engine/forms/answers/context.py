"""What a definition is evaluated in: the day it is, the days that do not count, the places there are."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from minka.engine.forms.expressions.nodes import HOLIDAYS, TODAY, Values


@dataclass(frozen=True, slots=True)
class Context:
    """Everything that is neither definition nor answer.

    ``today`` and ``holidays`` (national, regional, decreed) may be missing: then what needs them is not known.
    ``places`` holds the INEI codes of the districts; without it any code of six digits is taken.
    """

    today: date | None = None
    holidays: frozenset[date] | None = None
    places: Container[str] | None = None

    def values(self) -> Values:
        """The two names that expressions read besides answers."""
        return {TODAY: self.today, HOLIDAYS: self.holidays}


NOWHERE = Context()
