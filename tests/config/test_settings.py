import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_suite_runs_on_a_real_postgresql_of_at_least_15() -> None:
    assert connection.pg_version >= 150000
