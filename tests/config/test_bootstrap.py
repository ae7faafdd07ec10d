"""``./minka`` on a machine that lacks something: one sentence that says what to do, and no traceback."""

import ast
import importlib.machinery
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.config.commands import ROOT

OLD = "#!/bin/sh\necho 311\n"
BARE = '#!/bin/sh\ncase "$*" in *ensurepip*) exit 1;; *) echo 313;; esac\n'
SHIM = "#!/bin/sh\necho 'command not found' >&2\nexit 127\n"


@pytest.fixture
def checkout() -> Iterator[Path]:
    """The command and its locks, as a clone has them before the first start."""
    folder = Path(tempfile.mkdtemp(prefix="minka-clone-"))
    folder.chmod(0o755)
    shutil.copy(ROOT / "minka", folder)
    shutil.copytree(ROOT / "requirements", folder / "requirements")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def bootstrap() -> ModuleType:
    loader = importlib.machinery.SourceFileLoader("minka_bootstrap", str(ROOT / "minka"))
    spec = importlib.util.spec_from_loader("minka_bootstrap", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("script", "sentence"),
    [(OLD, "Python 3.12 o posterior"), (SHIM, "Python 3.12 o posterior"), (BARE, "módulo «venv»")],
    ids=["too old", "a shim that only complains", "without venv"],
)
def test_an_unusable_python_is_named(checkout: Path, script: str, sentence: str) -> None:
    python = checkout / "python3"
    python.write_text(script)
    python.chmod(0o755)

    done = start(checkout, MINKA_PYTHON=str(python))

    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_without_network_the_sentence_speaks_of_the_network(checkout: Path) -> None:
    dead = "http://127.0.0.1:9"

    done = start(
        checkout, HTTPS_PROXY=dead, https_proxy=dead, PIP_CONFIG_FILE="/dev/null", PIP_RETRIES="0", PIP_NO_CACHE_DIR="1"
    )

    assert done.returncode == 1
    assert "proxy" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (checkout / ".venv" / "minka.json").exists()


def test_a_folder_that_may_not_be_written_is_named(checkout: Path) -> None:
    checkout.chmod(0o555)

    # Root may write anywhere, so root lends itself the rights of nobody.
    done = start(checkout, user=65534 if os.geteuid() == 0 else None)

    checkout.chmod(0o755)
    assert done.returncode == 1
    assert "No tengo permiso" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("output", "kind"),
    [
        ("OSError: [Errno 28] No space left on device", "disk"),
        ("error: failed to write to file: No space left on device (os error 28)", "disk"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "hash"),
        ("error: Hash mismatch for `django==6.1.3`", "hash"),
        ("[Errno 13] Permission denied: '/opt/minka/.venv'", "write"),
        ("error sending request for url: dns error", "network"),
        ("Retrying after connection broken by 'ProxyError('Cannot connect to proxy.'", "network"),
        ("ERROR: No matching distribution found for uv (from versions: none)", "network or platform"),
        ("something nobody has seen before", "other"),
    ],
)
def test_the_words_of_installers_are_understood(bootstrap: ModuleType, output: str, kind: str) -> None:
    assert bootstrap.kind_of(output) in kind


def test_every_sentence_is_in_spanish_and_english(bootstrap: ModuleType) -> None:
    assert all(len(pair) == 2 and all(pair) for pair in bootstrap.SENTENCES.values())


def test_the_bootstrap_stays_readable_for_an_old_python() -> None:
    """Python 3.6 must be able to read the file to say that it is too old."""
    ast.parse((ROOT / "minka").read_text(), feature_version=(3, 7))


def start(checkout: Path, *, user: int | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "MINKA_PYTHON": sys.executable, **variables}
    command = [find_system_python() if user else sys.executable, str(checkout / "minka"), "help"]
    return subprocess.run(
        command, env=environment, cwd=checkout, user=user, capture_output=True, text=True, check=False
    )


def find_system_python() -> str:
    """An interpreter outside private folders, which any account may run."""
    return shutil.which("python3", path="/usr/bin:/usr/local/bin") or sys.executable
