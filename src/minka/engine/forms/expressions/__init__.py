"""Typed, three-valued expressions over answers: read from JSON, run as closures, told in Spanish."""

from minka.engine.forms.expressions.compiling import compile_expression
from minka.engine.forms.expressions.nodes import DATE, NUMBER, TEXT, YES_NO, Base, Expression, Kind, Runner
from minka.engine.forms.expressions.reading import ExpressionInvalid, Names, read_expression

__all__ = [
    "DATE",
    "NUMBER",
    "TEXT",
    "YES_NO",
    "Base",
    "Expression",
    "ExpressionInvalid",
    "Kind",
    "Names",
    "Runner",
    "compile_expression",
    "read_expression",
]
