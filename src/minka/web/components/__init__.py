"""Components of the one look, as template tags. Importing the package registers them all."""

from minka.web.components import boxes, buttons, charts, fields, figures, moves, words
from minka.web.components.registry import COMPONENTS, Component, register

__all__ = ["COMPONENTS", "Component", "boxes", "buttons", "charts", "fields", "figures", "moves", "register", "words"]
