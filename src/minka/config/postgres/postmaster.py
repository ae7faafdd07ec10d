"""What a cluster's ``postmaster.pid`` says, and whether it can be believed."""

import os
from dataclasses import dataclass
from pathlib import Path

SHARED_MEMORY = Path("/proc/sysvipc/shm")


@dataclass(frozen=True, slots=True)
class Postmaster:
    """The server process that a cluster's folder names as its own."""

    pid: int
    port: int
    sockets: str
    memory: int | None

    def is_alive(self) -> bool:
        """A zombie, or a stranger who was given the same number after a reboot, is not our server."""
        stat, command = Path(f"/proc/{self.pid}/stat"), Path(f"/proc/{self.pid}/cmdline")
        if not Path("/proc/self/stat").exists():
            return _answers_signal(self.pid)
        try:
            state = stat.read_text().rpartition(")")[2].split()[0]
            return state not in {"Z", "X"} and b"postgres" in command.read_bytes()
        except (OSError, IndexError):
            return False

    def has_children(self) -> bool:
        """Tell whether processes of a dead server still hold its memory; starting beside them would corrupt data."""
        if self.memory is None or not SHARED_MEMORY.exists():
            return False
        rows = [line.split() for line in SHARED_MEMORY.read_text().splitlines()[1:]]
        return any(int(row[1]) == self.memory and int(row[6]) > 0 for row in rows)


def read_postmaster(cluster: Path) -> Postmaster | None:
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
        memory = lines[6].split()
        return Postmaster(
            pid=int(lines[0]),
            port=int(lines[3]),
            sockets=lines[4].strip(),
            memory=int(memory[1]) if len(memory) > 1 else None,
        )
    except (OSError, ValueError, IndexError):
        return None


def _answers_signal(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
