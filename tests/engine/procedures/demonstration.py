"""The rows of the demonstration, read as anyone's would be."""

from pathlib import Path

from minka.engine.procedures import Procedure, read_procedures

FOLDER = Path(__file__).parents[3] / "data" / "tupa_demonstration"


def rows(name: str = "procedures") -> tuple[Procedure, ...]:
    return read_procedures((FOLDER / f"{name}.json").read_bytes()).procedures
