"""``./minka up``: database, tables, server and worker as one command that stops as one."""

import argparse
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from minka.config import command, freshness
from minka.config.database import Database, only_up, running_database
from minka.config.keys import make_keys, setup_key
from minka.config.parts import Part
from minka.config.trouble import CannotGoOn

HELP = "pone Minka en marcha: --port, --host, --data, --empty, --workers, --role"
MODULES = {"web": "minka.config.serving", "worker": "minka.config.working"}
PORT_PATIENCE = 5.0
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
TOO_MANY_FALLS = 6


def run(arguments: list[str]) -> int:
    options = _options(arguments)
    data = command.data_folder(options.data)
    for ending in ENDINGS:
        signal.signal(ending, signal.default_int_handler)
    _make_folder(data)
    with only_up(data):
        make_keys(data)
        _set_environment(options, data)
        parts = [Part(name=name, module=MODULES[name]) for name in MODULES if options.role in {"all", name}]
        if options.role != "worker":
            _expect_free_port(options.host, options.port)
        try:
            with running_database(data, owner=True) as database:
                _prepare(options, data, database)
                decide_demonstration(database.address, is_empty=options.empty)
                _keep_running(options, parts, database)
        except KeyboardInterrupt:
            print("\nMinka se detuvo.", flush=True)
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./minka up", description="Pone Minka en marcha.")
    parser.add_argument("--port", type=_port, default=8000, help="puerto (8000)")
    parser.add_argument("--host", default="127.0.0.1", help="dirección en la que escucha (127.0.0.1)")
    parser.add_argument("--data", help="carpeta de los datos (./var)")
    parser.add_argument("--empty", action="store_true", help="sin demostración: crea tu propia sede")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="procesos del servidor")
    parser.add_argument("--role", choices=["all", *MODULES], default="all", help="todo, solo web o solo tareas")
    return parser.parse_args(arguments)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:  # noqa: PLR2004 - what a port number can be
        message = "un puerto es un número de 1 a 65535"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _make_folder(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True)
        (data / "up.lock").touch()
    except OSError as error:
        raise CannotGoOn(
            f"No puedo escribir en {data}: elige otra carpeta con --data.",
            f"Cannot write in {data}: choose another folder with --data.",
        ) from error


def _set_environment(options: argparse.Namespace, data: Path) -> None:
    os.environ["MINKA_DATA"] = str(data)
    os.environ["MINKA_HOST"] = options.host
    os.environ["MINKA_PORT"] = str(options.port)
    os.environ["MINKA_WORKERS"] = str(options.workers)
    os.environ.setdefault("MINKA_BUILT_STATIC", "1")
    os.environ.setdefault("MINKA_PUBLIC_ADDRESS", _address(options))


def _address(options: argparse.Namespace) -> str:
    # Passkeys work for a name, not for a number: on this machine that name is localhost.
    host = {"127.0.0.1": "localhost", "0.0.0.0": socket.gethostname()}.get(options.host, options.host)  # noqa: S104
    return f"http://{host}:{options.port}"


def _expect_free_port(host: str, port: int) -> None:
    """What a killed Minka left behind lets go of the port within seconds; anything else keeps it."""
    deadline = time.monotonic() + PORT_PATIENCE
    while True:
        try:
            with socket.create_server((host, port)):
                return
        except OSError as error:
            if time.monotonic() > deadline:
                raise CannotGoOn(
                    f"No puedo escuchar en {host}:{port} ({error.strerror}): elige otro puerto, por ejemplo "
                    f"«./minka up --port {port + 1}».",
                    f"Cannot listen on {host}:{port}: choose another port with --port.",
                ) from error
        time.sleep(0.2)


def _prepare(options: argparse.Namespace, data: Path, database: Database) -> None:
    """Do only what is not done yet: a second start finds both marks unchanged and loads nothing."""
    if options.empty:
        (data / "demonstration").write_text("loaded")
    static = _start_static()
    try:
        _prepare_database(data / "prepared.json", database)
        if static:
            _finish(static)
            freshness.write_mark(_static_marks(), "static", freshness.static_mark())
    finally:
        if static and static.poll() is None:
            static.terminate()


def decide_demonstration(address: str, *, is_empty: bool) -> None:
    """Sign-in without a password and an outbox for everybody: only over data that were loaded as a demonstration."""
    is_one = not is_empty and freshness.has_demonstration(address)
    os.environ.setdefault("MINKA_DEMONSTRATION", "1" if is_one else "0")


def _prepare_database(marks: Path, database: Database) -> None:
    if freshness.read_mark(marks, "database") == freshness.database_mark(database.address):
        return
    print("Preparando la base de datos…", flush=True)
    _finish(subprocess.Popen([sys.executable, "-P", "-m", "minka.config.preparing"]))
    freshness.write_mark(marks, "database", freshness.database_mark(database.address))


def _start_static() -> subprocess.Popen[bytes] | None:
    built = command.ROOT / "static-built" / "staticfiles.json"
    if built.exists() and freshness.read_mark(_static_marks(), "static") == freshness.static_mark():
        return None
    arguments = ["-m", "django", "collectstatic", "--no-input", "--verbosity", "0"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "minka.config.settings"}
    return subprocess.Popen([sys.executable, "-P", *arguments], env=environment)


def _static_marks() -> Path:
    return command.ROOT / "static-built" / "prepared.json"


def _finish(process: subprocess.Popen[bytes]) -> None:
    try:
        code = process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        raise
    if code:
        raise CannotGoOn(
            "La preparación no terminó: el motivo está en las líneas de arriba; al volver a intentar continúa.",
            "Preparation failed: see the lines above; the next start goes on from there.",
        )


def _keep_running(options: argparse.Namespace, parts: list[Part], database: Database) -> None:
    threading.Thread(target=_announce, args=[options, database.address], daemon=True).start()
    try:
        while True:
            if database.cluster and database.cluster.running() is None:
                database.cluster.start()
            for part in parts:
                part.keep_alive()
            if any(part.falls >= TOO_MANY_FALLS for part in parts):
                raise CannotGoOn(
                    "El servidor no logra arrancar: el motivo está en las líneas de arriba.",
                    "The server keeps falling: see the lines above.",
                )
            time.sleep(0.5)
    finally:
        for ending in ENDINGS:
            signal.signal(ending, signal.SIG_IGN)
        for part in parts:
            part.ask_to_stop()
        for part in parts:
            part.stop()


def _announce(options: argparse.Namespace, database: str) -> None:
    if options.role == "worker":
        print("Las tareas de Minka están en marcha. Para detenerlas: Ctrl+C.", flush=True)
        return
    _wait_for_page(options)
    address = os.environ["MINKA_PUBLIC_ADDRESS"]
    if freshness.has_sites(database):
        next_step = "Ábrela en el navegador."
        if os.environ["MINKA_DEMONSTRATION"] == "1" and freshness.has_demonstration(database):
            next_step += f"\nPara probar el trabajo del equipo, sin contraseña: {address}/cuenta/demostracion/"
    else:
        key = setup_key(Path(os.environ["MINKA_DATA"]))
        next_step = f"Crea tu sede (esta dirección sirve una sola vez): {address}/empezar/?clave={key}"
    print(f"\nMinka está en marcha: {address}/\n{next_step}\nPara detenerla: Ctrl+C.", flush=True)


def _wait_for_page(options: argparse.Namespace) -> None:
    host = "127.0.0.1" if options.host == "0.0.0.0" else options.host  # noqa: S104
    while True:
        connection = http.client.HTTPConnection(host, options.port, timeout=30)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
