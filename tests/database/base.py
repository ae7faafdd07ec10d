"""PostgreSQL, emptied quickly after each test that committed what it wrote."""

from collections.abc import Sequence
from typing import Any, override

from django.db.backends.postgresql import base, operations

STAYS = {"django_content_type", "auth_permission"}  # the same after every test: Django would write them again


class DatabaseOperations(operations.DatabaseOperations):
    @override
    def sql_flush(
        self, style: Any, tables: Sequence[str], *, reset_sequences: bool = False, allow_cascade: bool = False
    ) -> list[str]:
        """Delete the few rows there are: ``TRUNCATE`` makes a hundred tables anew, which takes fifty times as long.

        Like it, wait for whoever still writes, and pass by the triggers that forbid deleting.
        """
        if not tables or not self._may_pass_triggers():
            return super().sql_flush(style, tables, reset_sequences=reset_sequences, allow_cascade=allow_cascade)
        names = [self.quote_name(table) for table in tables if table not in STAYS]
        begin = [
            f"LOCK TABLE {', '.join(names)} IN ACCESS EXCLUSIVE MODE",
            "SET LOCAL session_replication_role = replica",
        ]
        return [*begin, *(f"DELETE FROM {name}" for name in names)]  # noqa: S608 - names of our own tables

    def _may_pass_triggers(self) -> bool:
        with self.connection.cursor() as cursor:
            cursor.execute("SHOW is_superuser")
            return bool(cursor.fetchone() == ("on",))


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations
