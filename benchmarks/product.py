"""A Minka of the benchmarks' own: started by its own command on a fresh data folder, stopped by its own process id."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.processes import Cpu, cpu_of, leader, processes_of

ROOT = Path(__file__).resolve().parents[1]
FOREIGN = ("MINKA_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PYTEST_", "PYTHON")
PATIENCE = 120.0


@dataclass
class Product:
    """One data folder and the supervisor that runs it. Behind a proxy, so that every visitor has an address."""

    data: Path
    port: int
    workers: int = 2
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def log(self) -> Path:
        return self.data.parent / "log"

    def start(self) -> None:
        """Run ``minka up`` and wait until it answers."""
        command = [sys.executable, "-P", "-m", "minka", "up", "--empty", "--data", str(self.data)]
        command += ["--port", str(self.port), "--workers", str(self.workers)]
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                command, env=self.environment(), cwd=ROOT, stdout=output, stderr=subprocess.STDOUT
            )
        wait_until(lambda: self.answers() or self.has_ended())
        if self.has_ended():
            raise RuntimeError(self.log.read_text()[-2000:])

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
        own = {"PYTHONPATH": str(ROOT / "src"), "MINKA_DATA": str(self.data), "MINKA_PROXY": "1"}
        return kept | own | {"PYTHONUNBUFFERED": "1", "MINKA_LOG_LEVEL": "ERROR"}

    def has_ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", "/robots.txt")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def cpu(self) -> Cpu:
        return cpu_of(self.data)

    def first_of(self, part: str) -> int:
        return leader(processes_of(self.data), part)

    def stop(self) -> None:
        """Ask politely; whatever stays after that is ours too, and is ended."""
        if self.process is None:
            return
        self.process.terminate()
        self.process.wait(timeout=60)
        self.kill_all()

    def kill_all(self) -> None:
        """As when the power fails: every process at once, without a word."""
        for pid in sorted(processes_of(self.data)):
            kill(pid)
        if self.process is not None:
            self.process.wait(timeout=60)

    def database(self) -> str:
        """The address of its PostgreSQL."""
        from minka.config.postgres import embedded_cluster

        return embedded_cluster(self.data).address()


def kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


@contextmanager
def running_product(*, workers: int = 2) -> Iterator[Product]:
    """A product in a folder of its own, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="minka-benchmark-"))
    folder.chmod(0o711)
    product = Product(data=folder / "var", port=free_port(), workers=workers)
    try:
        product.start()
        yield product
    finally:
        product.stop()
        shutil.rmtree(folder, ignore_errors=True)


def use_django(product: Product) -> None:
    """Let this process read and write the product's database with the product's own models."""
    os.environ["MINKA_DATA"] = str(product.data)
    os.environ["DATABASE_URL"] = product.database()
    os.environ["MINKA_BUILT_STATIC"] = "1"
    os.environ["MINKA_SHARED_SECONDS"] = "0"  # what is asked in this process is made for it
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minka.config.settings")
    import django

    django.setup()


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.05)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port
