"""One page for everybody whom nothing tells apart, made at most once every few seconds.

A visitor without any cookie but the language's sees what the visitor before saw. What has to differ, the token of a
form and the key that makes sending twice the same as sending once, is written anew into every copy. While the page is
made again, or while the database is away, the last copy is still shown.
"""

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, Final

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils import translation

from minka.web.keys import new_key

type Key = tuple[str, str, str]

OWN_VALUE: Final = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")[^"]*|(?<=name="idempotency_key" value=")[^"]*')
TOKEN_BEFORE: Final = b'name="csrfmiddlewaretoken" value="'
MOST_PAGES: Final = 300
LONGEST_OUTAGE: Final = 600.0


@dataclass(frozen=True, slots=True)
class Copy:
    """A page cut where each reader has a value of their own."""

    parts: tuple[bytes, ...]
    headers: tuple[tuple[str, str], ...]
    made_at: float


class Shelf:
    """The copies of this process. The one used longest ago makes room."""

    def __init__(self) -> None:
        self._copies: OrderedDict[Key, Copy] = OrderedDict()
        self._makers: dict[Key, threading.Lock] = {}
        self._lock = threading.Lock()

    def find(self, key: Key) -> Copy | None:
        with self._lock:
            if key in self._copies:
                self._copies.move_to_end(key)
            return self._copies.get(key)

    def keep(self, key: Key, copy: Copy) -> None:
        with self._lock:
            self._copies[key] = copy
            while len(self._copies) > MOST_PAGES:
                oldest, _ = self._copies.popitem(last=False)
                self._makers.pop(oldest, None)

    def maker(self, key: Key) -> threading.Lock:
        """Held by whoever makes this page, so that a crowd does not make it at once."""
        with self._lock:
            if len(self._makers) > 2 * MOST_PAGES:
                self._makers.clear()
            return self._makers.setdefault(key, threading.Lock())

    def clear(self) -> None:
        with self._lock:
            self._copies.clear()


SHELF = Shelf()


def shared[**P](
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let a view answer visitors from its last copy. Its page may depend on the address, the language and the data."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not _is_anybody(request):
            return view(request, *args, **kwargs)
        key = (request.get_host(), request.get_full_path(), translation.get_language() or "")
        return _answer(key, request, lambda: view(request, *args, **kwargs))

    return answer


def _is_anybody(request: HttpRequest) -> bool:
    harmless = {settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME}
    plain = request.method == "GET" and not request.headers.get("HX-Request")
    return settings.SHARED_SECONDS > 0 and plain and set(request.COOKIES) <= harmless


def _answer(key: Key, request: HttpRequest, make: Callable[[], HttpResponse]) -> HttpResponse:
    copy = SHELF.find(key)
    if copy is not None and _age(copy) < settings.SHARED_SECONDS:
        return _written(copy, request)
    maker = SHELF.maker(key)
    if not maker.acquire(blocking=copy is None or _age(copy) > LONGEST_OUTAGE):
        return _written(copy, request) if copy else make()
    try:
        newer = SHELF.find(key)
        if newer is not None and _age(newer) < settings.SHARED_SECONDS:
            return _written(newer, request)
        return _made(key, make)
    except (OperationalError, InterfaceError):
        if copy is None or _age(copy) > LONGEST_OUTAGE:
            raise
        return _written(copy, request)
    finally:
        maker.release()


def _made(key: Key, make: Callable[[], HttpResponse]) -> HttpResponse:
    response = make()
    private = response.streaming or response.cookies or "no-store" in response.headers.get("Cache-Control", "")
    if response.status_code == 200 and not private:  # noqa: PLR2004 - HTTP's own number
        SHELF.keep(key, Copy(_cut(response.content), tuple(response.headers.items()), time.monotonic()))
    return response


def _cut(content: bytes) -> tuple[bytes, ...]:
    return tuple(OWN_VALUE.split(content))


def _written(copy: Copy, request: HttpRequest) -> HttpResponse:
    """The copy with values of this reader's own."""
    written = [copy.parts[0]]
    for before, after in zip(copy.parts, copy.parts[1:], strict=False):
        is_token = before.endswith(TOKEN_BEFORE)
        written += [(get_token(request) if is_token else new_key()).encode(), after]
    response = HttpResponse(b"".join(written))
    for name, value in copy.headers:
        response.headers[name] = value
    return response


def _age(copy: Copy) -> float:
    return time.monotonic() - copy.made_at
