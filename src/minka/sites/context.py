"""What every template may ask about this installation."""

from collections.abc import Callable

from django.http import HttpRequest

from minka.sites.queries.demonstration import demonstration_is_open


def installation(_request: HttpRequest) -> dict[str, Callable[[], bool]]:
    """``demonstration``: whether anybody may sign in as one of its roles. Looked up only where a page asks."""
    return {"demonstration": demonstration_is_open}
