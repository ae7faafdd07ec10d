"""``minka up``: starts as one, stays up, stops as one, whatever happens to its parts."""

import os
import signal
import socket
import stat
from pathlib import Path

import pytest

from tests.config.commands import minka, up, wait_until

pytestmark = pytest.mark.slow


def test_a_start_without_demonstration_leads_to_the_first_site_and_stops_without_a_trace(tmp_path: Path) -> None:
    with up(tmp_path / "data", tmp_path / "log", "--empty") as running:
        assert running.answers()
        assert "/empezar/?clave=" in running.log.read_text()

        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(timeout=60) == 0

        assert running.processes() == []
        assert not (tmp_path / "data" / "postgres" / "postmaster.pid").exists()


def test_what_falls_is_started_again(tmp_path: Path) -> None:
    with up(tmp_path / "data", tmp_path / "log", "--empty") as running:
        for victim in (running.pid_of("minka.config.serving"), postmaster(running.data)):
            os.kill(victim, signal.SIGKILL)
            wait_until(lambda victim=victim: victim not in running.processes() and running.answers())

        worker = running.pid_of("minka.config.working")
        os.kill(worker, signal.SIGKILL)
        wait_until(lambda: any(b"working" in cmdline(pid) for pid in running.processes() if pid != worker))


def test_after_a_killed_supervisor_nothing_lingers_and_the_next_start_works(tmp_path: Path) -> None:
    with up(tmp_path / "data", tmp_path / "log", "--empty") as running:
        os.kill(running.process.pid, signal.SIGKILL)
        wait_until(lambda: all(b"postgres" in cmdline(pid) for pid in running.processes()))

    with up(tmp_path / "data", tmp_path / "log", "--empty") as again:
        assert again.answers()


def test_the_keys_belong_to_their_owner_and_stay_the_same(tmp_path: Path) -> None:
    keys = tmp_path / "data" / "keys"
    with up(tmp_path / "data", tmp_path / "log", "--empty"):
        first = {path.name: path.read_bytes() for path in keys.iterdir()}
        assert {stat.S_IMODE(path.stat().st_mode) for path in keys.iterdir()} == {0o600}

    with up(tmp_path / "data", tmp_path / "log", "--empty"):
        assert {path.name: path.read_bytes() for path in keys.iterdir()} == first
        assert {"secret", "log-ed25519"} <= set(first)


def test_a_second_start_on_the_same_data_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with up(tmp_path / "data", tmp_path / "log", "--empty"):
        second = minka(tmp_path / "data", "up", "--port", "1")

    assert second.returncode == 1
    assert "Minka ya está en marcha" in second.stderr
    assert "Traceback" not in second.stderr


def test_an_occupied_port_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        refused = minka(tmp_path / "data", "up", "--port", str(other.getsockname()[1]))

    assert refused.returncode == 1
    assert "elige otro puerto" in refused.stderr
    assert "Traceback" not in refused.stderr


def postmaster(data: Path) -> int:
    return int((data / "postgres" / "postmaster.pid").read_text().splitlines()[0])


def cmdline(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
