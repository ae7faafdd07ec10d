"""The pure parts of the custom elements, tried where they run: in JavaScript."""

import shutil
import subprocess
from pathlib import Path

import pytest

from minka.web.assets import FOLDER, script_parts

TESTS = Path(__file__).parent / "scripts"
NODE = shutil.which("node")


@pytest.mark.skipif(NODE is None, reason="no node on this machine")
@pytest.mark.parametrize("test", sorted(TESTS.glob("*.test.mjs")), ids=lambda path: path.name)
def test_pure_parts_of_elements(test: Path) -> None:
    done = subprocess.run(
        [str(NODE), "--test", "--import", str(TESTS / "dom.mjs"), str(test)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"PATH": "/usr/bin:/bin", "MINKA_SCRIPTS": str(FOLDER / "js")},
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_element_with_pure_parts_has_a_test_of_them() -> None:
    with_parts = {part.stem for part in script_parts() if "export function" in part.read_text("utf-8")}

    assert with_parts == {path.name.removesuffix(".test.mjs") for path in TESTS.glob("*.test.mjs")}
