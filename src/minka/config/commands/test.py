"""``./minka test``: everything the whole suite needs, then the whole suite, on a PostgreSQL made for this run."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from minka.config.command import ROOT
from minka.config.commands import check
from minka.config.postgres import embedded_cluster

HELP = "instala lo necesario y ejecuta todas las pruebas; acepta opciones de pytest"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MOST_PROCESSES = 4


def run(arguments: list[str]) -> int:
    """With options of pytest, run only what they choose, without the checks of the code."""
    _have_browser()
    checked = 0 if arguments else check.run([])
    processes = min((os.cpu_count() or 1) + 1, MOST_PROCESSES)  # one more than cores: some tests only wait
    tested = _pytest(arguments or ["-n", str(processes), "--dist", "loadgroup"])
    if checked:
        print("The tests above are only half: ./minka check FAILED, see the top.", file=sys.stderr, flush=True)
    return tested or checked


def _pytest(arguments: list[str]) -> int:
    if "DATABASE_URL" in os.environ:
        return _run_pytest(arguments, os.environ["DATABASE_URL"])
    folder = Path(tempfile.mkdtemp(prefix="minka-test-cluster-"))
    folder.chmod(0o711)  # the server may run as another account, which must be able to pass
    cluster = embedded_cluster(folder, durable=False)
    try:
        return _run_pytest(arguments, cluster.start())
    finally:
        cluster.stop()
        shutil.rmtree(cluster.folder.resolve(), ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


def _run_pytest(arguments: list[str], address: str) -> int:
    environment = {**os.environ, "DATABASE_URL": address}
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def _have_browser() -> None:
    """Look for a Chromium; install Debian's where we may. Without one the journeys skip themselves and say so."""
    if not any(shutil.which(name) for name in BROWSERS) and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Instalando Chromium para las pruebas de navegador…", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = "apt-get update -q && apt-get install -q -y --no-install-recommends chromium"
        subprocess.run(["/bin/sh", "-c", install], env=environment, capture_output=True, check=False)
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found:
        os.environ.setdefault("MINKA_CHROMIUM", found)
    else:
        print("No hay Chromium: instálalo («apt install chromium») para las pruebas de navegador.", flush=True)
