"""What every page of filling in begins with: whose it is, where it stands, and how much of it this browser has seen."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from minka.engine.forms import Page
from minka.people.pace import QuickPace, TooFast
from minka.services.access import get_application, get_service, newest_filed
from minka.services.queries.filling import Filling, digest_of, filling_of, mark_of
from minka.services.views.waiting import is_from_outbox, kept, stopped
from minka.web.numbers import number_in

COOKIE = "minka_filling"
PACE = QuickPace("page", processes=1)  # of each process: enough against a machine, and nobody waits for the database
AGE = 180 * 24 * 3600
WAIT = 60  # seconds that somebody too fast is told to wait
UNPROCESSABLE, CONFLICT, TOO_MANY = 422, 409, 429


@dataclass(frozen=True)
class Seen:
    """What a form knew when it was shown: the application's revision, what its page held, when, and whose it is."""

    revision: int
    digest: str
    at: int
    mark: str

    def __str__(self) -> str:
        return f"{self.revision}.{self.digest}.{self.at}.{self.mark}"

    @property
    def seconds(self) -> int | None:
        return max(0, int(time.time()) - self.at) if self.at else None


def keep_pace(filling: Filling) -> None:
    """Count one page of this application.

    Raises:
        TooFast: faster than anybody can fill in.
    """
    if not PACE.has_room(str(filling.application.pk), time.monotonic()):
        raise TooFast(WAIT)


def seen_now(filling: Filling, page: Page) -> Seen:
    application = filling.application
    return Seen(application.revision, digest_of(page, application.answers), int(time.time()), mark_of(application))


def all_seen_now(filling: Filling) -> Seen:
    """The same for a page that shows all answers."""
    return Seen(filling.application.revision, "", int(time.time()), mark_of(filling.application))


def seen_in(request: HttpRequest) -> Seen:
    """What the form that was sent says; a form without it knew nothing."""
    revision, digest, at, mark = ([*request.POST.get("seen", "").split("."), "", "", "", ""])[:4]
    return Seen(number_in(revision) or 0, digest, number_in(at) or 0, mark)


def is_outdated(request: HttpRequest, filling: Filling, page: Page) -> bool:
    """Whether another phone changed this very page after this browser last saw or changed the application."""
    return is_behind(request, filling) and digest_of(page, filling.application.answers) != seen_in(request).digest


def is_behind(request: HttpRequest, filling: Filling) -> bool:
    """Whether another phone changed anything after this browser last saw or changed the application."""
    return filling.application.revision > max(seen_in(request).revision, _revision_known(request, filling))


def let_know(response: HttpResponse, filling: Filling) -> HttpResponse:
    """Let the browser know the revision it has now seen."""
    path = filling.address("service")
    response.set_cookie(
        COOKIE,
        f"{filling.application.pk}.{filling.application.revision}",
        max_age=AGE,
        path=path,
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )
    return response


def filling_page[**P](
    view: Callable[Concatenate[HttpRequest, Filling, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, str, str, P], HttpResponse]:
    """Give a view what this reader is filling in of the service; who fills in nothing is led to where it begins."""

    @wraps(view)
    @gzip_page
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    def answer(request: HttpRequest, site: str, service: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        application = get_application(request, site, service)
        if application is None:
            return _nothing_open(request, site, service)
        filling = filling_of(application)
        if is_from_outbox(request) and seen_in(request).mark not in {"", mark_of(application)}:
            return stopped("other")
        return let_know(view(request, filling, *args, **kwargs), filling)

    return answer  # type: ignore[return-value]  # Django's decorators keep the signature but not its type


def _nothing_open(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """What was filed already shows its receipt; who fills in nothing is led to where it begins."""
    get_service(request, site, service)
    done = newest_filed(request, site, service)
    if done is None:
        if is_from_outbox(request):
            return stopped("nobody")
        messages.info(request, _("En este teléfono no hay nada empezado. Si tienes un código, escríbelo en «Mi voz»."))
        return redirect("services:service", site, service)
    if is_from_outbox(request) and "filing_key" not in request.POST:
        return stopped("late")
    messages.info(request, _("Esta solicitud ya está enviada. Aquí está su constancia."))
    filling = filling_of(done)
    return kept(request, filling, filling.address("filed", done.pk), filed=True)


def _revision_known(request: HttpRequest, filling: Filling) -> int:
    number, _dot, revision = request.COOKIES.get(COOKIE, "").partition(".")
    return (number_in(revision) or 0) if number == str(filling.application.pk) else 0


def place_values(filling: Filling) -> dict[str, object]:
    """What the templates of filling in share."""
    service = filling.service
    return {
        "site": service.site,
        "service": service,
        "application": filling.application,
        "filling": filling,
        "title": filling.say(filling.definition.title),
        "words_language": filling.language,
        "mark": mark_of(filling.application),
    }
