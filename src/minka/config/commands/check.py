"""``./minka check``: what a machine can say about the code without running it."""

import subprocess
import sys
from pathlib import Path

from minka.config.command import ROOT

HELP = "revisa el código: formato, estilo, capas y tipos (sin pruebas)"
SCRIPTS = Path(sys.executable).parent
CHECKS = {
    "format": [sys.executable, "-m", "ruff", "format", "--check", "."],
    "lint": [sys.executable, "-m", "ruff", "check", "."],
    "layers": [sys.executable, str(SCRIPTS / "lint-imports")],
    "types": [sys.executable, "-m", "mypy"],
}


def run(arguments: list[str]) -> int:
    """Run all of them, or those named, to the end: one failure must not hide the next."""
    chosen = {name: CHECKS[name] for name in arguments or CHECKS if name in CHECKS}
    failed = [name for name, command in chosen.items() if not _passes(name, command)]
    print(f"check: {len(chosen) - len(failed)} passed, {len(failed)} failed {' '.join(failed)}".rstrip(), flush=True)
    return 1 if failed else 0


def _passes(name: str, command: list[str]) -> bool:
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    verdict = "passed" if done.returncode == 0 else "FAILED"
    print(f"== {name}: {verdict}", flush=True)
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0
