"""The two files of a conversation that was held elsewhere, and the steps of bringing it in."""

import csv
import gzip
import io
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from minka.contributions.models import Import
from minka.opinions.tasks import bring_brought, check_brought
from tests.house.sources import ROOT

BASE = "/cajamarca/procesos/leche/opiniones/equipo/"
SHIPPED = ROOT / "data" / "polis_conversations"
VOTES = """timestamp,datetime,comment-id,voter-id,vote
1500232652930,Sun Jul 16 19:17:32 UTC 2017,0,0,0
1500233625234,Sun Jul 16 19:33:45 UTC 2017,0,1,-1
1500233625235,Sun Jul 16 19:33:45 UTC 2017,1,1,1
1500233699999,Sun Jul 16 19:34:59 UTC 2017,0,1,1
"""
COMMENTS = """timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1500232600000,Sun Jul 16 19:16:40 UTC 2017,0,0,1,0,1,El agua es de todos
1500232700000,Sun Jul 16 19:18:20 UTC 2017,1,1,3,0,0,"El canal, primero"
1500232800000,Sun Jul 16 19:20:00 UTC 2017,2,0,0,0,-1,Compre aquí
"""


def upload(browser: Client, votes: bytes, comments: bytes, *, key: str = "k" * 32, **more: str) -> HttpResponse:
    files = {"votes": SimpleUploadedFile("votes.csv", votes), "comments": SimpleUploadedFile("comments.csv", comments)}
    words = {"source": "Pol.is", "licence": "CC BY 4.0", "language": "en", "idempotency_key": key}
    return browser.post(f"{BASE}importar/", {**words, **more, **files})


def bring(browser: Client, votes: bytes, comments: bytes, *, key: str = "k" * 32) -> Import:
    """All steps, with the worker's part done here."""
    upload(browser, votes, comments, key=key)
    file = Import.objects.latest("pk")
    check_brought(file.pk)
    browser.post(f"{BASE}importar/{file.pk}/empezar/")
    bring_brought(file.pk)
    file.refresh_from_db()
    return file


def exported(browser: Client, name: str) -> list[dict[str, str]]:
    response = browser.get(f"{BASE}descargar/{name}.csv")
    assert response.status_code == 200
    return rows_of(b"".join(response).decode())


def rows_of(text: str) -> list[dict[str, str]]:
    """The rows of a file without their second column, whose words depend on a time zone."""
    return [
        {name: cell for name, cell in row.items() if name != "datetime"} for row in csv.DictReader(io.StringIO(text))
    ]


def shipped(conversation: str, name: str) -> Path:
    return SHIPPED / conversation / f"{name}.csv.gz"


def unpacked(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode()
