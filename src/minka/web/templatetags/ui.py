"""Components of the one look: a built-in of every template, so no page loads them by name."""

from minka.web.components import register

__all__ = ["register"]
