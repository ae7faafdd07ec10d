"""What the environment makes of the settings, and what refuses to start."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from minka.config.command import ROOT
from minka.config.commands.up import decide_demonstration
from tests.people import Cast


@pytest.mark.django_db
def test_the_suite_runs_on_a_real_postgresql_of_at_least_15() -> None:
    assert connection.pg_version >= 150000


def started(module: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Load the product's settings, or what the server loads, in a fresh process with nothing but these words."""
    code = f"import {module} as loaded; print(getattr(loaded, 'ALLOWED_HOSTS', ''))"
    words = {"PATH": os.environ["PATH"], "MINKA_DATA": "/nowhere", "PYTHONPATH": str(ROOT / "src"), **environment}
    return subprocess.run([sys.executable, "-c", code], env=words, capture_output=True, text=True, check=False)


def test_without_a_secret_of_its_own_no_server_starts() -> None:
    bare, keyed = started("minka.config.wsgi"), started("minka.config.wsgi", MINKA_SECRET_KEY="una-de-verdad")

    assert "ImproperlyConfigured: No secret" in bare.stderr
    assert keyed.returncode == 0


def test_a_public_address_answers_to_its_own_name_only() -> None:
    public = started("minka.config.settings", MINKA_PUBLIC_ADDRESS="https://participa.example.pe")

    assert public.stdout.strip() == "['participa.example.pe', 'localhost', '127.0.0.1']"
    assert started("minka.config.settings").stdout.strip() == "['*']"


@pytest.mark.django_db
def test_data_without_demonstration_accounts_are_no_demonstration(
    cast: Cast,  # noqa: ARG001 - people with addresses of their own
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("MINKA_DEMONSTRATION", raising=False)

    decide_demonstration(os.environ["DATABASE_URL"], is_empty=False)

    assert os.environ["MINKA_DEMONSTRATION"] == "0"
