"""The steps of an import as a facilitator takes them, with the worker's part done here."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from minka.contributions.models import Import
from minka.contributions.tasks import import_file

BASE = "/cajamarca/gestion/leche/importar/"


def upload(
    browser: Client, content: bytes, *, name: str = "ideas.csv", key: str = "k" * 32, **more: str
) -> HttpResponse:
    data = {"activity": "ideas", "source": "Taller", "licence": "", "idempotency_key": key, **more}
    return browser.post(BASE, {**data, "file": SimpleUploadedFile(name, content)})


def choose(browser: Client, **columns: int) -> HttpResponse:
    """Accept the columns that the page proposes, but for those given."""
    address = f"{BASE}{Import.objects.latest('pk').pk}/columnas/"
    form = browser.get(address).context["form"]
    proposed = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    return browser.post(address, {**proposed, **columns})


def bring(browser: Client, content: bytes, *, name: str = "ideas.csv", key: str = "k" * 32, **columns: int) -> Import:
    """All steps of an import, with the worker's part done here."""
    upload(browser, content, name=name, key=key)
    choose(browser, **columns)
    file = Import.objects.latest("pk")
    browser.post(f"{BASE}{file.pk}/empezar/")
    import_file(file.pk)
    file.refresh_from_db()
    return file
