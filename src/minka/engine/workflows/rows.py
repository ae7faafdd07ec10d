"""Writing the rows of a table in one line: ``"received in_review → observed"``."""

type Row = dict[str, object]


def state(name: str, spanish: str, english: str, marks: str) -> Row:
    """A state's row; ``marks`` are its kind, its clock and, where there is one, its outcome.

    >>> state("withdrawn", "Desistida", "Withdrawn", "final ended withdrawn")["clock"]
    'ended'
    """
    kind, clock, *outcome = marks.split()
    row: Row = {"id": name, "label": {"es": spanish, "en": english}, "kind": kind, "clock": clock}
    return row | ({"outcome": outcome[0]} if outcome else {})


def action(  # noqa: PLR0913 - a row has as many columns
    name: str,
    spanish: str,
    english: str,
    way: str,
    roles: str,
    *,
    guard: str = "",
    needs: str = "",
    letter: str | None = None,
    event: str | None = None,
) -> Row:
    """An action's row; lists are words with spaces between.

    >>> action("withdraw", "Desistir", "Withdraw", "received observed → withdrawn", "citizen")["from"]
    ['received', 'observed']
    """
    sources, target = way.split(" → ")
    return {
        "id": name,
        "label": {"es": spanish, "en": english},
        "from": sources.split(),
        "to": target,
        "roles": roles.split(),
        "guard": guard.split() or None,
        "needs": needs.split(),
        "letter": letter,
        "event": event,
    }
