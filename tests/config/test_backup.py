"""A copy is worth what its restoring is worth."""

import stat
from pathlib import Path

import pytest

from tests.config.commands import minka

ADD = "from minka.people.models import Person; Person.objects.create(email='rosa@example.org', name='Rosa')"
LIST = "from minka.people.models import Person; print(*Person.objects.values_list('name', flat=True))"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def original(lasting_data: Path) -> Path:
    data = lasting_data
    assert minka(data, "manage", "migrate", "-v0").returncode == 0
    assert minka(data, "manage", "shell", "--no-imports", "-c", ADD).returncode == 0
    (data / "files").mkdir()
    (data / "files" / "photo.jpg").write_bytes(b"a photo")
    return data


def test_a_copy_restores_rows_files_and_keys_elsewhere(original: Path, data: Path) -> None:
    copy, elsewhere = data / "copy.tar", data / "elsewhere"

    saved = minka(original, "backup", str(copy))
    restored = minka(elsewhere, "restore", str(copy))

    assert (saved.returncode, restored.returncode) == (0, 0), saved.stderr + restored.stderr
    assert minka(elsewhere, "manage", "shell", "--no-imports", "-c", LIST).stdout.strip() == "Rosa"
    assert (elsewhere / "files" / "photo.jpg").read_bytes() == b"a photo"
    assert (elsewhere / "keys" / "secret").read_text() == (original / "keys" / "secret").read_text()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_damaged_copy_changes_nothing(original: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.tar"
    assert minka(original, "backup", str(copy)).returncode == 0
    whole = copy.read_bytes()
    copy.write_bytes(whole[: len(whole) // 3])

    refused = minka(original, "restore", str(copy), "--replace")

    assert refused.returncode == 1
    assert "no es una copia" in refused.stderr
    assert minka(original, "manage", "shell", "--no-imports", "-c", LIST).stdout.strip() == "Rosa"
