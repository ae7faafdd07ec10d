"""Voting as a browser does: open the page, read the form, press one of its buttons."""

import re
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

from minka.processes.models import Activity

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
WORDS = re.compile(r'class="vote__words"[^>]*>([^<]*)<')


def address(activity: Activity, page: str = "vote") -> str:
    return reverse(f"opinions:{page}", args=[activity.process.site.slug, activity.process.slug, activity.slug])


def form_in(response: Any) -> dict[str, str]:
    """The hidden fields of the card, as a browser would send them."""
    html = response.content.decode()
    card = html[html.index('id="tarjeta"') :]
    return {name: unescape(value) for name, value in HIDDEN.findall(card.split("</form>")[0])}


def shown_in(response: Any) -> str:
    """The statement on the card."""
    found = WORDS.search(response.content.decode())
    return unescape(found[1]) if found else ""


def press(phone: Client, activity: Activity, said: int, *, query: str = "", **changes: str) -> Any:
    """Open the page and press a button; the answer to the press."""
    page = phone.get(address(activity) + query)
    return phone.post(address(activity), {**form_in(page), "value": str(said), **changes})


def vote_on_all(phone: Client, activity: Activity, answers: dict[int, int]) -> None:
    for number, value in answers.items():
        assert press(phone, activity, value, query=f"?afirmacion={number}").status_code == 302
