"""Words that do not belong in a repository which stands on its own."""

import re
from pathlib import Path

import pytest

from tests.house.sources import ROOT, SOURCE, name, texts

THIS = Path(__file__)
FORBIDDEN = {
    "a folder of one machine": re.compile(r"/work/|/home/[a-z]+/|/Users/[a-z]+/|/root/(?!…)"),
    "a tool's signature": re.compile(r"co-authored-by|generated with|as an ai\b|language model wrote", re.IGNORECASE),
    "something left for later": re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b"),
    "a place for packages": re.compile(
        r"https?://[^\s\"')]*(?:pypi|registry\.npmjs|files\.pythonhosted)", re.IGNORECASE
    ),
}
DRAWERS = {"utils", "helpers", "common", "core", "services", "managers", "misc"}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    found = [
        f"{name(path)}:{number}"
        for path in texts()
        if path != THIS
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if FORBIDDEN[what].search(line)
    ]

    assert found == []


def test_locks_name_no_place_for_packages() -> None:
    locks = [path.read_text() for path in (ROOT / "requirements").iterdir()]

    assert not any(re.search(r"https?://|--index-url|--find-links", text) for text in locks)
    assert all("--hash=sha256:" in path.read_text() for path in (ROOT / "requirements").glob("*.lock"))


def test_no_module_is_a_drawer() -> None:
    apps = [path for path in SOURCE.rglob("*") if path.suffix == ".py" or (path / "__init__.py").exists()]

    # `services` is an app of the product and may keep its templates under its name; a module of that name is a drawer.
    assert [name(path) for path in apps if path.stem in DRAWERS and path.parent != SOURCE] == []
