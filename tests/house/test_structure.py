"""The shape every app has, so that a noun is enough to find its files."""

import ast
import io
import re

import pytest
from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.house.sources import ROOT, SOURCE, modules, name, tree

OWN = [config for config in apps.get_app_configs() if config.name.startswith("minka.")]
HEADINGS = ("status", "context", "decision", "consequences")


@pytest.mark.django_db
def test_no_model_changed_without_a_migration() -> None:
    out = io.StringIO()

    call_command("makemigrations", check=True, dry_run=True, stdout=out, verbosity=0)

    assert out.getvalue() == ""


@pytest.mark.parametrize("app", OWN, ids=lambda app: app.label)
def test_migrations_are_one_line(app: AppConfig) -> None:
    graph = MigrationLoader(None, ignore_no_migrations=True).graph

    assert len(graph.leaf_nodes(app.label)) <= 1


def test_views_are_functions() -> None:
    classes = [
        f"{name(path)}:{node.lineno} {node.name}"
        for path in modules()
        if path.stem == "views" or "views" in path.parts
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and any("View" in ast.unparse(base) for base in node.bases)
    ]

    assert classes == []


def test_actions_name_who_acts_and_take_keywords_only() -> None:
    offenders = [
        f"{name(path)}:{node.lineno} {node.name}"
        for path in modules()
        if path.parent.name == "actions" or path.stem == "actions"
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if node.args.args and "by" in {argument.arg for argument in [*node.args.args, *node.args.kwonlyargs]}
    ]

    assert offenders == []


def test_the_engine_knows_no_clock_no_chance_and_no_disk() -> None:
    seeded = r"random\.(?!Generator\(|PCG64\([^)])\w+\("  # what is drawn from a given seed is the same each time
    banned = re.compile(
        rf"\b(?:datetime\.now|date\.today|time\.time|timezone\.now|(?<!def )open\(|os\.environ|{seeded})"
    )
    found = [
        f"{name(path)}:{number}"
        for path in modules()
        if "engine" in path.relative_to(SOURCE).parts[:1]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if banned.search(line.split("#")[0]) and ">>>" not in line
    ]

    assert found == []


def test_decision_records_are_numbered_once_and_complete() -> None:
    records = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    numbers = [path.name.split("-")[0] for path in records]
    incomplete = [path.name for path in records if not all(_has_heading(path.read_text(), word) for word in HEADINGS)]

    assert all(re.fullmatch(r"\d{4}", number) for number in numbers)
    assert len(set(numbers)) == len(numbers)
    assert incomplete == []


def _has_heading(text: str, word: str) -> bool:
    return bool(re.search(rf"^(#+\s*)?\**{word}", text, re.IGNORECASE | re.MULTILINE))


def test_links_between_documents_lead_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{name(path)} → {target}"
        for path in documents
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]

    assert broken == []


def test_continuous_integration_runs_the_command_of_the_readme() -> None:
    assert "exec ./minka test" in (ROOT / ".ci" / "run").read_text()
    assert "./minka test" in (ROOT / "README.md").read_text()
