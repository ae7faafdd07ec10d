"""The columns of Pol.is' files, and how they say a moment. Plain Python, no arrays: pages write these files too."""

from datetime import UTC, datetime

VOTE_COLUMNS = ("comment-id", "voter-id", "vote")
MOMENT_COLUMNS = ("timestamp", "datetime")
COMMENT_COLUMNS = (
    *MOMENT_COLUMNS,
    "comment-id",
    "author-id",
    "agrees",
    "disagrees",
    "moderated",
    "comment-body",
)
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def spoken(moment: int) -> str:
    """A moment in the words of Pol.is' second column, in the one zone that needs no table.

    >>> spoken(0)
    'Thu Jan 01 00:00:00 UTC 1970'
    """
    at = datetime.fromtimestamp(moment // 1000, UTC)
    return f"{DAYS[at.weekday()]} {MONTHS[at.month - 1]} {at:%d %H:%M:%S} UTC {at.year}"
