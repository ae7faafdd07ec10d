"""The end of a case, in public."""

from minka.cases.actions.foretelling import note_ending
from minka.cases.queries.standing import Standing
from minka.engine.ledger.canonical import commit
from minka.records.actions import write_record


def write_end(standing: Standing) -> None:
    """Hold forecasts against it, and put it into the public log: that it ended, and how late.

    How it ended is there as a commitment alone: where a service has three cases in a month, whoever saw a neighbour
    file one would read the answer, which the public figures hide.
    """
    case, clock = standing.case, standing.clock
    note_ending(case, standing.today)
    write_record(
        site=case.site.slug,
        kind="case.ended",
        subject=case.ref,
        body={
            "service": case.service.ref,
            "version": case.version.number,
            "outcome": commit(bytes.fromhex(case.seal), str(case.outcome)),
            "days_used": clock.days_used,
            "days_late": clock.days_late,
        },
    )
