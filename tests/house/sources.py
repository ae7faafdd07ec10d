"""The files the house rules are about: what git would keep, by kind."""

import ast
from functools import cache
from pathlib import Path

from minka.web.assets import BUNDLES, SCRIPT, STYLES

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "minka"


@cache
def modules() -> list[Path]:
    return [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]


@cache
def templates() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("templates/**/*") if path.suffix in {".html", ".txt", ".xml", ".svg"})


@cache
def pages() -> list[Path]:
    return [path for path in templates() if path.suffix == ".html"]


@cache
def own_assets() -> list[Path]:
    """What people wrote: not what others published, and not the files joined from parts by `minka.web.assets`."""
    return sorted(
        path
        for path in SOURCE.rglob("static/**/*")
        if path.suffix in {".css", ".js"} and "vendor" not in path.parts and path not in {STYLES, SCRIPT, *BUNDLES}
    )


@cache
def texts() -> list[Path]:
    """Everything a stranger reads in the repository."""
    folders = [ROOT / name for name in ("src", "tests", "docs", "benchmarks", "changes")]
    inside = [path for folder in folders for path in folder.rglob("*") if path.suffix in READ]
    top = [path for path in ROOT.iterdir() if path.is_file() and path.suffix in {*READ, ""}]
    return sorted(path for path in [*inside, *top] if not {"vendor", "__pycache__"} & set(path.parts))


READ = {".py", ".md", ".html", ".txt", ".css", ".js", ".toml", ".sql", ".svg", ".po", ".json"}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))
