"""Cases with everything that happens to them, and the forecasts and ratings that go with them."""

from minka.cases.models.case import Case, CaseEvent, CaseSeries
from minka.cases.models.outlook import Forecast, Rating
from minka.cases.models.work import CaseNote, Letter, Observation, UnitRequest

__all__ = [
    "Case",
    "CaseEvent",
    "CaseNote",
    "CaseSeries",
    "Forecast",
    "Letter",
    "Observation",
    "Rating",
    "UnitRequest",
]
