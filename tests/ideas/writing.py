"""Writing an idea as a browser does: open the page, read its hidden fields, send them on with what is typed."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

from minka.processes.models import Activity

TITLE = "Tanques fríos en cada caserío"
TEXT = "Un tanque frío compartido evita que la leche se pierda en la mañana."
INPUT = re.compile(r"<input type=\"hidden\" name=\"(\w+)\" value=\"([^\"]*)\"")


def address(activity: Activity, page: str) -> str:
    return reverse(f"ideas:{page}", args=[activity.process.site.slug, activity.process.slug, activity.slug])


def hidden_in(response: Any, *names: str) -> dict[str, str]:
    """The hidden fields of a page, as a browser would send them."""
    found = {name: unescape(value) for name, value in INPUT.findall(response.content.decode())}
    return {name: value for name, value in found.items() if not names or name in names}


def key_of(response: Any) -> str:
    return hidden_in(response)["idempotency_key"]


def open_form(phone: Client, activity: Activity) -> str:
    """Open the page to write on and give its key."""
    response = phone.get(address(activity, "new"))
    assert response.status_code == 200
    return re.search(r'name="idempotency_key"[^>]*value="([^"]+)"', response.content.decode())[1]  # type: ignore[index]


def typed(key: str, **changes: str) -> dict[str, str]:
    return {"title": TITLE, "text": TEXT, "idempotency_key": key} | changes


def send_idea(phone: Client, activity: Activity, **changes: str) -> Any:
    """Write, check and send; the answer to the sending."""
    return send_typed(phone, activity, typed(open_form(phone, activity), **changes))


def send_typed(phone: Client, activity: Activity, data: Mapping[str, str]) -> Any:
    return phone.post(address(activity, "send"), data)
