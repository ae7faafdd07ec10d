"""What fits in a head: the sizes of CONTRIBUTING.md. An exception needs a decision record and a line here."""

import ast
from pathlib import Path
from statistics import median

from tests.house.sources import lines, modules, name, own_assets, pages, tree

MODULE, FUNCTION, TEMPLATE, ASSET = 400, 50, 120, 200
TYPICAL_MODULE, TYPICAL_FUNCTION = 80, 15
TABLES = {"migrations"}


def test_no_module_is_longer_than_400_lines() -> None:
    assert too_long(modules(), MODULE) == []


def test_no_template_is_longer_than_120_lines() -> None:
    assert too_long(pages(), TEMPLATE) == []


def test_no_style_sheet_or_script_is_longer_than_200_lines() -> None:
    assert too_long(own_assets(), ASSET) == []


def test_no_function_is_longer_than_50_lines() -> None:
    assert [
        f"{name(path)}:{found.lineno} {found.name}" for path, found in functions() if length(found) > FUNCTION
    ] == []


def test_the_usual_module_and_function_stay_small() -> None:
    assert median(lines(path) for path in modules() if lines(path) > 1) <= TYPICAL_MODULE
    assert median(length(found) for _, found in functions()) <= TYPICAL_FUNCTION


def too_long(paths: list[Path], limit: int) -> list[str]:
    return [f"{name(path)} has {lines(path)}" for path in paths if lines(path) > limit]


def functions() -> list[tuple[Path, ast.FunctionDef]]:
    return [(path, node) for path in modules() for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)]


def length(function: ast.FunctionDef) -> int:
    """Lines of code: what the function does, without the docstring that says so."""
    first = function.body[0]
    told = (first.end_lineno or 0) - first.lineno + 1 if ast.get_docstring(function) is not None else 0
    return (function.end_lineno or 0) - function.lineno + 1 - told
