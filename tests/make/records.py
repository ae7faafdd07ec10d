"""Records of the tests, written through the same action as everybody's."""

from minka.records.actions import write_record
from minka.records.models import Record


def make_record(
    number: int = 1, *, site: str = "cajamarca", kind: str = "contribution.received", **fields: object
) -> Record:
    body = {"kind": "idea", "title": f"Idea {number}", "text": "Un tanque frío en cada caserío."}
    return write_record(site=site, kind=kind, subject=f"contribution:{number}", body=body, **fields)  # type: ignore[arg-type]


def make_records(count: int) -> list[Record]:
    return [make_record(number) for number in range(1, count + 1)]
