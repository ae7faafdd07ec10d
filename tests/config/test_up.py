"""``minka up``: starts as one, stays up, stops as one, whatever happens to its parts."""

import os
import signal
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config.commands import Running, minka, up, wait_until

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def running(lasting_data: Path) -> Iterator[Running]:
    with up(lasting_data / "var", lasting_data / "log", "--empty") as started:
        yield started


def test_a_start_without_demonstration_leads_to_the_first_site(running: Running) -> None:
    assert running.answers()
    assert "/empezar/?clave=" in running.log.read_text()


def test_the_keys_belong_to_their_owner_alone(running: Running) -> None:
    keys = running.data / "keys"

    assert {"secret", "log-ed25519"} <= {path.name for path in keys.iterdir()}
    assert {stat.S_IMODE(path.stat().st_mode) for path in keys.iterdir()} == {0o600}
    assert stat.S_IMODE(keys.stat().st_mode) == 0o700


def test_a_second_start_on_the_same_data_is_refused_in_one_sentence(running: Running) -> None:
    second = minka(running.data, "up", "--port", "1")

    assert second.returncode == 1
    assert "Minka ya está en marcha" in second.stderr
    assert "Traceback" not in second.stderr


@pytest.mark.parametrize("part", ["minka.config.serving", "minka.config.working", "postgres"])
def test_what_falls_is_started_again(running: Running, part: str) -> None:
    victim = running.first_of(part)

    os.kill(victim, signal.SIGKILL)

    wait_until(lambda: running.first_of(part) not in {victim, 0} and running.answers())


def test_killed_or_stopped_nothing_lingers_and_the_next_start_works(data: Path) -> None:
    with up(data / "var", data / "log", "--empty") as killed:
        os.kill(killed.process.pid, signal.SIGKILL)
        wait_until(lambda: all(killed.is_of("postgres", pid) for pid in killed.processes()))
    keys = {path.name: path.read_bytes() for path in (data / "var" / "keys").iterdir()}

    with up(data / "var", data / "log", "--empty") as stopped:
        assert stopped.answers()
        stopped.process.send_signal(signal.SIGINT)
        assert stopped.process.wait(timeout=60) == 0
        assert stopped.processes() == []

    assert not (data / "var" / "postgres" / "postmaster.pid").exists()
    assert {path.name: path.read_bytes() for path in (data / "var" / "keys").iterdir()} == keys


def test_an_occupied_port_is_refused_in_one_sentence(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        refused = minka(data, "up", "--port", str(other.getsockname()[1]))

    assert refused.returncode == 1
    assert "elige otro puerto" in refused.stderr
    assert "Traceback" not in refused.stderr
