"""Loading reference data: a table is replaced by its files as a whole or stays as it was."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from minka.reference.files import FileRefused, Problem, Record
from minka.reference.models import Dated, TableLoad
from minka.reference.tables import BadRow, Table

DATA = Path(settings.ROOT) / "data"
MOST_PROBLEMS = 50
LOCK = 7_346_001  # one load at a time, whichever process starts it

type Key = tuple[Any, ...]


@dataclass(frozen=True)
class Loaded:
    """What a load did to its table; all zeros with ``is_fresh`` false when the files were the same as last time."""

    table: str
    rows: int
    added: int = 0
    changed: int = 0
    removed: int = 0
    is_fresh: bool = True


def load_table(*, table: Table, files: Sequence[Path] = ()) -> Loaded:
    """Make the table say what its files say, in one transaction; the same bytes again change nothing.

    Raises FileRefused, with every bad line named, when a file cannot be taken in: the table keeps what it had.
    """
    own = table.own_files(DATA)
    paths = list(files) or own
    if not paths:
        raise FileRefused([Problem(pattern, 0, _("no existe")) for pattern in table.files])
    digest, shipped = digest_of(paths), digest_of(own)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        last = TableLoad.objects.filter(table=table.name).first()
        if last is not None and digest == (last.digest if files else last.shipped_digest):
            return Loaded(table.name, last.rows, is_fresh=False)
        loaded = replace_rows(table, clean_rows(table, paths))
        stamp = {
            "digest": digest,
            "shipped_digest": shipped,
            "files": [path.name for path in paths],
            "rows": loaded.rows,
            "loaded_at": timezone.now(),
        }
        TableLoad.objects.update_or_create(table=table.name, defaults=stamp)
    return loaded


def digest_of(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        try:
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        except OSError as error:
            raise FileRefused([Problem(path.name, 0, _("no se puede leer (%s)") % error)]) from error
    return digest.hexdigest()


def clean_rows(table: Table, paths: Iterable[Path]) -> dict[Key, tuple[Record, Dated]]:
    """Every row of the files as an unsaved object under its natural key, or FileRefused with all the bad lines."""
    prepare = table.prepare()
    rows: dict[Key, tuple[Record, Dated]] = {}
    problems: list[Problem] = []
    for record in (record for path in paths for record in table.read(path)):
        try:
            row = clean_row(table.model, prepare(dict(record.values)))
        except BadRow as error:
            problems.append(record.problem(str(error)))
            continue
        except ValidationError as error:
            problems += [record.problem(f"{name}: {' '.join(texts)}") for name, texts in error.message_dict.items()]
            continue
        first = rows.setdefault(key_of(row), (record, row))[0]
        if first is not record:
            problems.append(record.problem(_("repite la línea %(line)d de %(file)s") % vars(first)))
    if problems:
        raise FileRefused(problems[:MOST_PROBLEMS])
    return rows


def clean_row(model: type[Dated], values: dict[str, Any]) -> Dated:
    fields = {field.name: field for field in model._meta.concrete_fields}
    filled = {name: None if value == "" and fields[name].null else value for name, value in values.items()}
    row = model(**filled)
    row.clean_fields(exclude={name for name, field in fields.items() if field.is_relation or field.primary_key})
    if row.valid_to is not None and row.valid_to <= row.valid_from:
        raise BadRow(_("termina antes de empezar"))
    return row


def key_of(row: Dated) -> Key:
    return tuple(getattr(row, name) for name in row.natural_key)


def replace_rows(table: Table, rows: dict[Key, tuple[Record, Dated]]) -> Loaded:
    """Add what is new, save what differs, remove what has gone: rows keep their identity while their key stays."""
    present = {key_of(row): row for row in table.model._default_manager.filter(**table.owns)}
    gone = [] if table.keeps else [row for key, row in present.items() if key not in rows]
    refuse_removal_of_used(gone)
    table.model._default_manager.filter(pk__in=[row.pk for row in gone]).delete()
    new = [row for key, (_record, row) in rows.items() if key not in present]
    table.model._default_manager.bulk_create(new, batch_size=500)
    changed = [update(table, present[key], *rows[key]) for key in rows if key in present]
    return Loaded(table.name, len(rows), added=len(new), changed=sum(changed), removed=len(gone))


def update(table: Table, present: Dated, record: Record, row: Dated) -> bool:
    names = [field.attname for field in table.model._meta.concrete_fields if not field.primary_key]
    changed = [name for name in names if getattr(present, name) != getattr(row, name)]
    if not set(changed).isdisjoint(table.sealed):
        raise FileRefused(
            [record.problem(_("esta versión ya se cargó con otro texto: dale un número de versión nuevo"))]
        )
    for name in changed:
        setattr(present, name, getattr(row, name))
    if changed:
        present.save(update_fields=changed)
    return bool(changed)


def refuse_removal_of_used(gone: list[Dated]) -> None:
    """A row that others point at is ended with ``valid_to`` in its file, never taken out of it."""
    if not gone:
        return
    used: set[int] = set()
    for relation in gone[0]._meta.related_objects:
        if relation.on_delete is models.CASCADE:
            continue
        holders = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": gone})
        used.update(holders.values_list(relation.field.attname, flat=True))
    if used:
        text = _("ya no está en el archivo pero todavía se usa: vuelve a ponerlo y dale fecha de fin (valid_to)")
        raise FileRefused([Problem(str(row), 0, text) for row in gone if row.pk in used])
