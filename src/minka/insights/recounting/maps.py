"""Every published map of opinions, counted again from the votes as they stood when it was made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from minka.engine.opinions.mapping import digest_of
from minka.engine.opinions.reading import read_votes
from minka.engine.opinions.votes import digest
from minka.engine.opinions.whole import map_whole
from minka.opinions.models import OpinionMap
from minka.opinions.queries.public_files import numbers_in, votes_file
from minka.records.models import Record
from minka.records.queries import Fault


@dataclass(frozen=True)
class RecountedMaps:
    """What is wrong, how many came out byte for byte, and which cannot be counted again."""

    faults: tuple[Fault, ...]
    same: int
    votes_gone: tuple[str, ...]  # since then somebody took votes back, or was excluded


def recount_maps() -> RecountedMaps:
    faults: list[Fault] = []
    gone: list[str] = []
    same = 0
    for row in OpinionMap.objects.filter(published_at__isnull=False).order_by("pk").iterator(1):
        problems = list(_odd_row(row))
        faults += [Fault(row.ref, text) for text in problems]
        if problems:
            continue
        found = _recount(row)
        if found is None:
            gone.append(row.ref)
        elif found == row.digest:
            same += 1
        else:
            faults.append(Fault(row.ref, "Al contarlo otra vez, este mapa sale distinto."))
    return RecountedMaps(tuple(faults), same, tuple(gone))


def _odd_row(row: OpinionMap) -> Iterator[str]:
    record = Record.objects.filter(kind="opinion-map.published", subject=row.ref).first()
    if record is None:
        yield "Este mapa está publicado sin registro."
    elif isinstance(record.body, dict) and not _is_told(row, record.body):
        yield "El mapa no tiene la huella que dice su registro."
    if digest_of(row.document) != row.digest:
        yield "El documento del mapa no tiene la huella que muestra."


def _is_told(row: OpinionMap, body: Mapping[str, object]) -> bool:
    return (body.get("digest"), body.get("votes_digest")) == (row.digest, row.votes_digest)


def _recount(row: OpinionMap) -> str | None:
    """The digest that comes out; nothing when the votes are no longer those of the map."""
    votes = read_votes(votes_file(row)).votes(numbers_in(row))
    if digest(votes) != row.votes_digest:
        return None
    return digest_of(map_whole(votes, seed=row.seed, previous=row.document))
