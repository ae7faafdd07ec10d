"""The worked examples of the engine, in its pages and in its docstrings, are true."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import minka.engine

PAGES = sorted(Path(__file__).parents[2].glob("docs/engine/*.md"))
MODULES = [module.name for module in pkgutil.walk_packages(minka.engine.__path__, "minka.engine.")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_worked_examples_of_the_page_are_true(page: Path) -> None:
    assert doctest.testfile(str(page), module_relative=False, encoding="utf-8").failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_docstrings_of_the_engine_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
