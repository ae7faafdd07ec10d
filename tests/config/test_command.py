"""The words of ``minka``."""

from pathlib import Path

from tests.config.commands import ROOT, minka


def test_help_lists_every_word_without_a_database(tmp_path: Path) -> None:
    shown = minka(tmp_path, "help")

    words = {path.stem for path in (ROOT / "src/minka/config/commands").glob("[a-z]*.py")}
    words |= {path.stem for path in (ROOT / "src/minka").glob("*/management/commands/[a-z]*.py")}
    assert shown.returncode == 0
    assert words == {line.split()[0] for line in shown.stdout.splitlines() if line.startswith("  ")}
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_word_is_answered_in_one_sentence(tmp_path: Path) -> None:
    answer = minka(tmp_path, "volar")

    assert answer.returncode == 1
    assert "«volar»" in answer.stderr
    assert "Traceback" not in answer.stderr
