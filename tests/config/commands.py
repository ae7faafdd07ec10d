"""The ``minka`` command as a person runs it: a process of its own, with its own data folder."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90.0
FOREIGN = ("MINKA_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PYTEST_")


def environment(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    return kept | {"PYTHONPATH": str(ROOT / "src"), "MINKA_DATA": str(data), "PYTHONUNBUFFERED": "1"}


def minka(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run to the end."""
    command = [sys.executable, "-P", "-m", "minka", *arguments]
    return subprocess.run(command, env=environment(data), cwd=ROOT, capture_output=True, text=True, check=False)


@dataclass(frozen=True)
class Running:
    """A ``minka up`` that is under way."""

    process: subprocess.Popen[bytes]
    port: int
    data: Path
    log: Path

    def answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status < 500
        except OSError:
            return False
        finally:
            connection.close()

    def first_of(self, part: str) -> int:
        """The process that leads one part, or 0; its own children bear the same words and begin later."""
        leaders = [pid for pid in self.processes() if self.is_of(part, pid) and not self.is_of(part, _parent(pid))]
        return min(leaders, default=0)

    def is_of(self, part: str, pid: int) -> bool:
        return part.encode() in _read(pid, "cmdline")

    def processes(self) -> list[int]:
        """Everything alive that was started with this data folder, PostgreSQL included."""
        wanted = f"MINKA_DATA={self.data}".encode()
        return [pid for pid in every_pid() if wanted in _read(pid, "environ").split(b"\0") and _read(pid, "cmdline")]


@contextmanager
def up(data: Path, log: Path, *arguments: str) -> Iterator[Running]:
    """Start and wait for the announcement; at the end make sure that nothing stays."""
    port = free_port()
    command = [sys.executable, "-P", "-m", "minka", "up", "--port", str(port), "--workers", "1", *arguments]
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment(data), cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
        running = Running(process=process, port=port, data=data, log=log)
        try:
            wait_until(lambda: "está en marcha" in log.read_text() or process.poll() is not None)
            yield running
        finally:
            process.terminate()
            process.wait(timeout=60)
            for pid in running.processes():
                os.kill(pid, signal.SIGKILL)


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def every_pid() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def _parent(pid: int) -> int:
    fields = _read(pid, "stat").rpartition(b")")[2].split()
    return int(fields[1]) if fields else 0


def _read(pid: int, name: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""
