"""How long cases wait, what is likely to be observed, which will be late. ``docs/engine/forecasts.md`` has the method.

``made_up`` is not brought along: it needs numpy, which web processes do without.
"""

from minka.engine.forecasts.breaches import Breaches, OpenCase, breaches
from minka.engine.forecasts.cases import Kind, Span
from minka.engine.forecasts.counting import DayCount
from minka.engine.forecasts.curves import Curve, fit_curve
from minka.engine.forecasts.observations import Count, Likely, likely_observations
from minka.engine.forecasts.replaying import Month, Prediction, Replay, realised_coverage, replay
from minka.engine.forecasts.waiting import Forecast, Model, learn, waiting

__all__ = [
    "Breaches",
    "Count",
    "Curve",
    "DayCount",
    "Forecast",
    "Kind",
    "Likely",
    "Model",
    "Month",
    "OpenCase",
    "Prediction",
    "Replay",
    "Span",
    "breaches",
    "fit_curve",
    "learn",
    "likely_observations",
    "realised_coverage",
    "replay",
    "waiting",
]
