import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def data() -> Iterator[Path]:
    """A folder for data that every account can reach: root's PostgreSQL runs as another one."""
    yield from reachable_folder()


@pytest.fixture(scope="module")
def lasting_data() -> Iterator[Path]:
    yield from reachable_folder()


def reachable_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="minka-data-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
