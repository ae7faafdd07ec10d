"""A whole service on a phone: every page as it is before anybody answers it, and where this application stands."""

import copy
from collections.abc import Iterator
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from minka.engine.forms import Page, Question
from minka.people.pace import TooFast
from minka.services.forms.answers import PageForm, RowForm
from minka.services.queries.checking import plan_of_row
from minka.services.queries.filling import Filling, groups_in
from minka.services.queries.phone import DAYS, audio_of, phone_plan, phone_state
from minka.services.views.filling import page_values
from minka.services.views.here import Seen, filling_page, keep_pace, place_values, seen_now
from minka.services.views.rows import row_values
from minka.web.errors import too_many

BEGINS = "guardar"
KILO = 1000
KEPT = {"is_kept": True, "messages": ()}  # what was to be said once is not said for ever on a kept page


@filling_page
def phone(request: HttpRequest, filling: Filling) -> HttpResponse:
    """Where a person keeps the service on their phone, reads how much of it that takes, and takes it off again."""
    values = place_values(filling) | {
        "next_url": filling.next_address(),
        "is_phone": True,
        "begins": BEGINS in request.GET,
        "days": DAYS,
        "audio_kb": -(-sum(audio_of(filling).values()) // KILO),
    }
    return render(request, "services/phone.html", values)


@filling_page
def kit(request: HttpRequest, filling: Filling) -> HttpResponse:
    """Everything for the phone as JSON; with ``?estado`` only where the application stands. Never an answer's page."""
    if request.method == "POST":
        return redirect(filling.address("phone"))
    if "estado" in request.GET:
        return JsonResponse(phone_state(filling))
    try:
        keep_pace(filling)
    except TooFast as fast:
        return too_many(request, seconds=fast.wait)
    pages = dict(_pages(request, filling))
    return JsonResponse(phone_state(filling) | phone_plan(filling) | {"pages": pages})


def _pages(request: HttpRequest, filling: Filling) -> Iterator[tuple[str, str]]:
    """Address and page of everything that can be asked, and of the list of what waits."""
    application = copy.copy(filling.application)
    application.answers = {}
    blank = replace(filling, application=application)
    for page in filling.definition.pages:
        yield filling.address("page", page.id), _page(request, filling, blank, page)
        for group in groups_in(page.questions):
            yield filling.address("row-new", page.id, group.id), _row(request, filling, blank, page, group)
    unsent = place_values(filling) | KEPT | {"back_url": filling.address("service")}
    yield filling.address("unsent"), render_to_string("services/unsent.html", unsent, request)


def _page(request: HttpRequest, filling: Filling, blank: Filling, page: Page) -> str:
    kept = KEPT | {"back_url": filling.address("service"), "page": page}
    if page.exit:
        words = {"page_title": filling.say(page.title), "guidance": filling.say(page.guidance)}
        return render_to_string("services/exit.html", place_values(filling) | words | kept, request)
    form = PageForm(blank, page, whole=True)
    values = page_values(blank, page, form) | kept | {"seen": _seen(filling, page), "after_url": ""}
    return render_to_string("services/page.html", values, request)


def _row(request: HttpRequest, filling: Filling, blank: Filling, page: Page, group: Question) -> str:
    form = RowForm(blank, group.questions, {}, group=group)
    values = row_values(blank, page, group, form) | {
        **KEPT,
        "seen": _seen(filling, page),
        "check": plan_of_row(blank, group),
        "row_number": "",
    }
    return render_to_string("services/row.html", values, request)


def _seen(filling: Filling, page: Page) -> Seen:
    """When a kept page is opened nobody knows, so its seconds are not counted."""
    return replace(seen_now(filling, page), at=0)


@filling_page
def unsent(request: HttpRequest, filling: Filling) -> HttpResponse:
    """What waits on the phone, page by page. Only the phone knows it; who comes without scripts is led on."""
    values = place_values(filling) | {"is_unsent": True, "next_url": filling.next_address()}
    return render(request, "services/unsent.html", values)
