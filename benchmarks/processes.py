"""What the kernel says about the processes of one running Minka: who they are and how long they computed."""

import os
from dataclasses import dataclass
from pathlib import Path

TICK = 1 / os.sysconf("SC_CLK_TCK")
PARTS = {"web": "minka.config.serving", "worker": "minka.config.working", "database": "postgres"}


@dataclass(frozen=True, slots=True)
class Cpu:
    """Seconds of processor time since the parts were started."""

    web: float
    worker: float
    database: float

    def __sub__(self, other: "Cpu") -> "Cpu":
        return Cpu(self.web - other.web, self.worker - other.worker, self.database - other.database)


def processes_of(data: Path) -> dict[int, str]:
    """Every living process that was started with this data folder, with the part it belongs to.

    PostgreSQL's own children write their titles over the environment; they are found by their parent.
    """
    pids = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
    wanted = f"MINKA_DATA={data}".encode()
    found = {pid: part_of(pid) for pid in pids if wanted in read(pid, "environ").split(b"\0")}
    first = leader(found, "database")
    children = {pid: "database" for pid in pids if first and parent_of(pid) == first}
    return {pid: part for pid, part in (found | children).items() if part}


def part_of(pid: int) -> str:
    """``web``, ``worker``, ``database``, ``supervisor``, or nothing for a dead process."""
    command = read(pid, "cmdline").decode(errors="replace")
    if not command:
        return ""
    return next((part for part, word in PARTS.items() if word in command), "supervisor")


def parent_of(pid: int) -> int:
    fields = read(pid, "stat").rpartition(b")")[2].split()
    return int(fields[1]) if fields else 0


def leader(processes: dict[int, str], part: str) -> int:
    """The process of a part whose parent is not of that part."""
    own = {pid for pid, name in processes.items() if name == part}
    return next((pid for pid in sorted(own) if parent_of(pid) not in own), 0)


def cpu_of(data: Path) -> Cpu:
    """Processor time by part, of the living and of their children that ended."""
    spent = dict.fromkeys(PARTS, 0.0)
    for pid, part in processes_of(data).items():
        fields = read(pid, "stat").rpartition(b")")[2].split()
        if part in spent and fields:
            spent[part] += sum(map(int, fields[11:15])) * TICK
    return Cpu(**spent)


def read(pid: int, name: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""
