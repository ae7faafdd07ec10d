"""The PostgreSQL of our own: it starts whenever it can, and says in one sentence when it cannot."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from minka.config.postgres import Cluster, embedded_cluster
from minka.config.trouble import CannotGoOn


@pytest.fixture
def cluster(data: Path) -> Iterator[Cluster]:
    made = embedded_cluster(data, durable=False)
    yield made
    made.stop()


def test_many_starts_at_once_end_at_one_server(cluster: Cluster) -> None:
    with ThreadPoolExecutor(4) as pool:
        addresses = set(pool.map(lambda _: cluster.start(), range(4)))

    assert len(addresses) == 1
    assert cluster.answers()


def test_what_was_committed_outlives_a_killed_server(data: Path) -> None:
    cluster = embedded_cluster(data)
    with psycopg.connect(cluster.start()) as connection:
        connection.execute("create table voice (words text)")
        connection.execute("insert into voice values ('agua limpia')")
    os.kill(pid_in(cluster), signal.SIGKILL)

    with psycopg.connect(cluster.start()) as connection:
        assert connection.execute("select words from voice").fetchall() == [("agua limpia",)]
    cluster.stop()


def test_a_number_that_now_belongs_to_someone_else_does_not_stop_the_start(cluster: Cluster) -> None:
    cluster.start()
    lines = (cluster.folder / "postmaster.pid").read_text().splitlines()
    cluster.stop()

    with subprocess.Popen(["sleep", "60"]) as stranger:
        lines[0] = str(stranger.pid)
        (cluster.folder / "postmaster.pid").write_text("\n".join(lines) + "\n")
        cluster.start()
        assert cluster.answers()
        stranger.kill()


def test_a_zombie_is_not_taken_for_a_server(cluster: Cluster) -> None:
    cluster.start()
    lines = (cluster.folder / "postmaster.pid").read_text().splitlines()
    cluster.stop()
    zombie = os.posix_spawn("/bin/true", ["true"], {})
    os.waitid(os.P_PID, zombie, os.WEXITED | os.WNOWAIT)

    lines[0] = str(zombie)
    (cluster.folder / "postmaster.pid").write_text("\n".join(lines) + "\n")
    cluster.start()

    assert cluster.answers()
    os.waitpid(zombie, 0)


def test_a_first_start_that_was_cut_short_is_done_again(cluster: Cluster) -> None:
    (cluster.folder.parent / "postgres.unfinished" / "base").mkdir(parents=True)

    cluster.start()

    assert cluster.answers()
    assert not (cluster.folder.parent / "postgres.unfinished").exists()


def test_a_deep_data_folder_is_no_obstacle(data: Path) -> None:
    deep = data / ("muy-lejos-" * 12)
    cluster = embedded_cluster(deep, durable=False)

    cluster.start()

    assert cluster.answers()
    cluster.stop()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts the server as another account")
def test_root_may_keep_its_data_in_a_private_folder(data: Path) -> None:
    private = data / "private"
    private.mkdir(mode=0o700)
    cluster = embedded_cluster(private / "data", durable=False)

    cluster.start()

    assert cluster.answers()
    cluster.stop()
    shutil.rmtree(cluster.folder.resolve().parent)


def test_data_of_another_major_version_is_refused_in_one_sentence(data: Path) -> None:
    (data / "postgres").mkdir()
    (data / "postgres" / "PG_VERSION").write_text("12\n")

    with pytest.raises(CannotGoOn, match="PostgreSQL 12"):
        embedded_cluster(data)


def test_only_the_socket_leads_in(cluster: Cluster) -> None:
    with psycopg.connect(cluster.start()) as connection:
        listening = connection.execute("show listen_addresses").fetchone()
        folder = connection.execute("show unix_socket_directories").fetchone()

    assert listening == ("",)
    assert folder is not None
    assert Path(folder[0]).stat().st_mode & 0o077 == 0


def test_spanish_letters_are_letters(cluster: Cluster) -> None:
    with psycopg.connect(cluster.start()) as connection:
        row = connection.execute("select lower('PARTICIPACIÓN ÑANDÚ')").fetchone()

    assert row == ("participación ñandú",)


def pid_in(cluster: Cluster) -> int:
    return int((cluster.folder / "postmaster.pid").read_text().splitlines()[0])
