"""The product's settings over a PostgreSQL of the tests' own, which is started when nobody else gave one.

Several runs share that server, each with a database of its own (``MINKA_TEST_SUFFIX``); it is left running.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from minka.config.postgres import embedded_cluster

HERE = Path(__file__).resolve().parents[1]

if "DATABASE_URL" not in os.environ:
    os.environ["DATABASE_URL"] = embedded_cluster(HERE / ".cache" / "test-postgres", durable=False).start()
if "MINKA_TEST_DATA" not in os.environ:
    os.environ["MINKA_TEST_DATA"] = tempfile.mkdtemp(prefix="minka-test-")
    atexit.register(shutil.rmtree, os.environ["MINKA_TEST_DATA"], ignore_errors=True)
DATA_HERE = Path(os.environ["MINKA_TEST_DATA"], os.environ.get("PYTEST_XDIST_WORKER", "alone"))
DATA_HERE.mkdir(exist_ok=True)  # processes of one run share nothing that a test may look through or tidy away
os.environ["MINKA_DATA"] = str(DATA_HERE)
if "MINKA_STATIC_ROOT" not in os.environ:  # no built files: pages name the files as they stand in the source
    os.environ["MINKA_STATIC_ROOT"] = str(Path(os.environ["MINKA_TEST_DATA"], "static"))
    Path(os.environ["MINKA_STATIC_ROOT"]).mkdir(exist_ok=True)

from minka.config.settings import *  # noqa: E402, F403 - the product's own, read after its environment is set

DATABASES["default"]["ENGINE"] = "tests.database"  # noqa: F405 - emptied more quickly
SHARED_SECONDS = 0  # each test sees its own data; the tests of sharing switch it on
LOG_HEAD_FILE = None  # each test begins a log of its own; the tests of that memory give it a file
