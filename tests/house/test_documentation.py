"""What the documents say about the code is so: names, defaults and the words on the buttons."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

from tests.house.sources import ROOT, SOURCE, modules, name, templates, tree

DOCS = ROOT / "docs"
VARIABLE = re.compile(r"(?:MINKA_[A-Z_]+|DATABASE_URL)")
READERS = {"text", "whole", "words", "flag"}
NO_VARIABLES = {"MINKA_PATTERNS"}  # a setting of Django, which only the tests of the pattern page change
SET_AT_START = {"DATABASE_URL", "MINKA_DEMONSTRATION"}  # `./minka up` decides them before the settings are read
SPOKEN = re.compile(r"«([^»]+)»")
USERS = sorted((DOCS / "users").glob("*.md"))


@cache
def variables() -> set[str]:
    """Every variable that the command or the product reads from the environment."""
    trees = [ast.parse((ROOT / "minka").read_text(encoding="utf-8")), *map(tree, modules())]
    return {text for each in trees for text in _texts(each) if VARIABLE.fullmatch(text)} - NO_VARIABLES


@cache
def defaults() -> dict[str, str]:
    """What the settings take when the environment says nothing, where that is a plain word or number."""
    found = {}
    for node in ast.walk(tree(SOURCE / "config" / "settings.py")):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in READERS:
            variable, *rest = [each.value for each in node.args if isinstance(each, ast.Constant)]
            rest += [each.value.value for each in node.keywords if isinstance(each.value, ast.Constant)]
            if rest and rest[0] != "" and len(rest) == len(node.args) + len(node.keywords) - 1:
                found[str(variable)] = str(int(rest[0]) if isinstance(rest[0], bool) else rest[0])
    return found


@cache
def rows() -> dict[str, str]:
    """The line of a table of the operators' pages for each variable that it names first."""
    lines = [line for path in (DOCS / "operators").glob("*.md") for line in path.read_text("utf-8").splitlines()]
    return {word: line for line in lines if line.startswith("|") for word in VARIABLE.findall(line.split("|")[1])}


def test_every_variable_of_the_environment_is_in_a_table_for_operators() -> None:
    assert variables() - set(rows()) == set()


def test_no_table_for_operators_names_a_variable_that_nothing_reads() -> None:
    assert set(rows()) - variables() == set()


def test_the_tables_for_operators_say_the_defaults_of_the_settings() -> None:
    told = {word: default for word, default in defaults().items() if word not in SET_AT_START}

    assert told
    assert {word: default for word, default in told.items() if f"`{default}`" not in rows().get(word, "")} == {}


def test_every_model_is_in_the_glossary() -> None:
    first_cells = [line.split("|")[1] for line in (DOCS / "glossary.md").read_text().splitlines() if "|" in line]
    nouns = {noun.strip() for cell in first_cells for noun in cell.split(",")}
    models = [model for model in apps.get_models() if model.__module__.startswith("minka.")]

    assert models
    assert {model.__name__ for model in models if _noun(model.__name__) not in nouns} == set()


def _noun(model: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model).lower()


@cache
def words_on_screen() -> str:
    """All that templates and modules can show, in one line without marks that only machines read."""
    texts = [path.read_text(encoding="utf-8") for path in templates()]
    texts += [text for path in modules() for text in _texts(tree(path))]
    return " ".join(" ".join(texts).split())


def _texts(module: ast.Module) -> list[str]:
    values = [node.value for node in ast.walk(module) if isinstance(node, ast.Constant)]
    return [value for value in values if isinstance(value, str)]


@pytest.mark.parametrize("path", USERS, ids=name)
def test_users_read_the_words_that_are_on_the_screen(path: Path) -> None:
    """Between « » stand the exact words of the product; «…» inside them is what changes from case to case."""
    said = SPOKEN.findall(" ".join(path.read_text(encoding="utf-8").split()))
    parts = [part.strip() for each in said for part in each.split("…")]

    assert [part for part in parts if part not in words_on_screen()] == []


def test_every_decision_is_listed() -> None:
    listed = set(re.findall(r"\]\((\d{4}-[^)]+\.md)\)", (DOCS / "decisions" / "README.md").read_text("utf-8")))

    assert listed == {path.name for path in (DOCS / "decisions").glob("[0-9]*.md")}


def test_every_document_is_reached_from_the_readme() -> None:
    seen, waiting = set(), [ROOT / "README.md"]
    while waiting:
        path = waiting.pop()
        seen.add(path)
        targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+\.md)", path.read_text(encoding="utf-8"))
        waiting += {(path.parent / target).resolve() for target in targets} - seen

    assert [name(path) for path in sorted(DOCS.rglob("*.md")) if path not in seen] == []


def test_each_change_says_of_what_sort_it_is() -> None:
    sorts = ("Added: ", "Changed: ", "Fixed: ", "Security: ")

    assert [
        name(path) for path in (ROOT / "changes").glob("*.md") if not path.read_text("utf-8").startswith(sorts)
    ] == []
