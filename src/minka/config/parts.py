"""The processes that make up a running Minka, each kept alive until it is told to stop."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 10.0
STEADY = 30.0
GRACE = 8.0


@dataclass(slots=True)
class Part:
    """One module run as a process in a group of its own, so that Ctrl-C reaches only the one who gives the orders."""

    name: str
    module: str
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started_at: float = field(default=0.0, init=False)
    due_at: float = field(default=0.0, init=False)
    falls: int = field(default=0, init=False)

    def keep_alive(self) -> None:
        """Start it, or start it again after a pause that grows while it keeps falling."""
        now = time.monotonic()
        if self.process and self.process.poll() is not None:
            self._clean_up(now)
        if self.process is None and now >= self.due_at:
            environment = {**os.environ, "MINKA_SUPERVISOR": str(os.getpid())}
            command = [sys.executable, "-P", "-m", self.module]
            self.process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, start_new_session=True)
            self.started_at = now

    def ask_to_stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def stop(self) -> None:
        """Wait for the polite end, then leave nothing of the group behind."""
        if self.process is None:
            return
        self.ask_to_stop()
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self._kill_group()
            self.process.wait()
        self._kill_group()

    def _clean_up(self, now: float) -> None:
        self._kill_group()
        self.falls = 1 if now - self.started_at > STEADY else self.falls + 1
        self.due_at = now + min(FIRST_PAUSE * 2 ** (self.falls - 1), LONGEST_PAUSE)
        self.process = None

    def _kill_group(self) -> None:
        """The group outlives its first process: a killed server leaves its workers with the port in their hands."""
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return
