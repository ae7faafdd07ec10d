"""Files of procedures: JSON of our own or of others, and CSV with the columns of a TUPA under many names."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from minka.engine.procedures.cells import fee_of, list_of, norms_of, regimes_of, term_of, without_mark
from minka.engine.procedures.documents import read_document
from minka.engine.procedures.faults import Fault, Faults, ProceduresInvalid
from minka.engine.procedures.records import MOST_ROWS, Record
from minka.engine.procedures.rows import Channel, Procedure, Way
from minka.engine.procedures.tables import read_table
from minka.engine.terms import Regime

MOST_BYTES: Final = 5_000_000
BINARY: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")  # spreadsheets, documents

_BASE_INSIDE = re.compile(r"\n?\s*\bbase\s+legal\b\s*:?", re.IGNORECASE)
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class ReadProcedures:
    """The procedures of a file in its order; the first faults of its rows, and how many there were."""

    procedures: tuple[Procedure, ...]
    faults: tuple[Fault, ...] = ()
    faults_found: int = 0


def read_procedures(content: bytes) -> ReadProcedures:
    """Read the rows of a TUPA.

    A row that cannot be read is left out and told among the faults; the others stay.

    Args:
        content: a JSON or CSV file of at most 5 MB and 2,000 rows; UTF-8 with or without mark, UTF-16 or Windows-1252.

    Raises:
        ProceduresInvalid: nothing of the file can be trusted; its fault has the line and the reason.

    >>> read = read_procedures("Código;Denominación;Plazo;Costo\\nP-1;Constancia;5 días;Gratuito".encode("cp1252"))
    >>> [(row.code, row.title, row.term.count, row.fee.amount) for row in read.procedures]
    [('P-1', 'Constancia', 5, Decimal('0'))]
    """
    if len(content) > MOST_BYTES:
        raise ProceduresInvalid(Fault(0, "too_large"))
    text, faults = _text(content), Faults()
    if not text.strip():
        raise ProceduresInvalid(Fault(0, "empty"))
    is_document = text.lstrip()[0] in "[{"
    records = read_document(text, faults) if is_document else read_table(text, faults)
    procedures = tuple(_procedures(records, faults))
    if not procedures and not faults.found:
        raise ProceduresInvalid(Fault(0, "empty"))
    return ReadProcedures(procedures, tuple(faults.kept), faults.found)


def _text(content: bytes) -> str:
    """The text of the file. What is not UTF-8 is Windows-1252, which spreadsheets of an office still write."""
    if content.startswith(_UTF_16):
        return content.decode("utf-16", "replace")
    if content.startswith(BINARY) or b"\0" in content:
        raise ProceduresInvalid(Fault(0, "binary"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise ProceduresInvalid(Fault(content.count(b"\n", 0, error.start) + 1, "encoding")) from error


def _procedures(records: Iterator[Record], faults: Faults) -> Iterator[Procedure]:
    count = 0
    for record in records:
        if not record.text("title"):
            faults.add(record.line, "title")
            continue
        count += 1
        if count > MOST_ROWS:
            raise ProceduresInvalid(Fault(record.line, "too_many", str(MOST_ROWS)))
        yield _procedure(record)


def _procedure(record: Record) -> Procedure:
    title, basis = _title_and_basis(record)
    regimes, is_evaluated = _regimes(record)
    return Procedure(
        line=record.line,
        title=title,
        code=_line(record, "code"),
        description=record.text("description"),
        legal_basis=basis,
        requirements=_items(record, "requirements"),
        forms=_items(record, "forms"),
        notes=_items(record, "notes"),
        fee=fee_of(record.text("fee")),
        fee_text=_line(record, "fee"),
        regimes=regimes,
        is_evaluated=is_evaluated,
        term=term_of(record.text("term")),
        term_text=_line(record, "term"),
        start=_line(record, "start"),
        channels=tuple(Channel(way, text) for way in Way if (text := _line(record, f"channel:{way}"))),
        office=_line(record, "office"),
        decides=_line(record, "decides"),
        reconsideration=_line(record, "reconsideration"),
        appeal=_line(record, "appeal"),
    )


def _line(record: Record, name: str) -> str:
    return " ".join(record.text(name).split())


def _items(record: Record, name: str) -> tuple[str, ...]:
    """The items of a list, one text each, or of one text that holds them all."""
    texts = record.fields.get(name, ())
    if len(texts) == 1:
        return list_of(texts[0])
    return tuple(item for text in texts if (item := " ".join(without_mark(text).split())))


def _title_and_basis(record: Record) -> tuple[str, tuple[str, ...]]:
    """In the printed format the legal basis stands under the name, in the same cell."""
    title, *inside = _BASE_INSIDE.split(record.text("title"), maxsplit=1)
    texts = (*inside, *record.fields.get("legal_basis", ()))
    basis = tuple(norm for text in texts for norm in norms_of(text))
    return " ".join(title.split()) or _line(record, "title"), basis


def _regimes(record: Record) -> tuple[tuple[Regime, ...], bool]:
    named, is_evaluated = regimes_of(record.text("regime"))
    crossed = {regime for regime in Regime if record.text(f"regime:{regime}")}
    regimes = tuple(regime for regime in Regime if regime in named or regime in crossed)
    return regimes, is_evaluated or bool(crossed - {Regime.AUTOMATIC})
