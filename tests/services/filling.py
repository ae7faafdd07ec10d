"""Filling in as a person without scripts does: follow, answer, press."""

import io
import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from minka.services.models import Application

BASE = "/cajamarca/servicios/feria/"
PERSON = {"q-name": "Rosa Quispe", "q-dni": "12345678", "q-born_day": "27", "q-born_month": "3", "q-born_year": "1985"}


def begin(client: Client, base: str = BASE, key: str = "tecla-1") -> HttpResponse:
    return client.post(f"{base}empezar/", {"idempotency_key": key})


def seen(client: Client, path: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', client.get(path).content.decode())
    return found[1] if found else ""


def answer(client: Client, name: str, base: str = BASE, **typed: Any) -> HttpResponse:
    """Open a page, type, and press the button."""
    path = f"{base}paso/{name}/"
    return client.post(path, {"seen": seen(client, path), **typed})


def photo(name: str = "carne.png") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/png")


def fill(client: Client, *, food: bool = False) -> HttpResponse:
    """Everything up to the check page."""
    begin(client)
    answer(client, "sells", **{"q-food": "si" if food else "no"})
    answer(client, "size", **{"q-metres": "4"})
    answer(client, "person", **PERSON)
    answer(client, "people")
    if food:
        answer(client, "card", **{"q-card_file": photo()})
    return answer(client, "last", **{"q-agree": "on"})


def file(client: Client, key: str = "envio-1", **more: Any) -> HttpResponse:
    return client.post(f"{BASE}revisar/", {"filing_key": key, "is_true": "on", **more})


def only() -> Application:
    return Application.objects.get()
