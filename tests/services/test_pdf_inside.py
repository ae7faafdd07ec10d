"""A PDF is read object by object: papers pass, and what runs, carries, locks, swells or is something else does not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from minka.services.actions.pdf_inside import PdfUnfit, Unfit, check_pdf
from minka.services.actions.uploads import upload_path
from minka.services.models import Upload
from tests.make import papers
from tests.make.papers import paper, stream
from tests.make.services import ask, make_service, page, permit
from tests.people import Cast
from tests.services.filling import BASE, answer

JS = "/S /JavaScript /JS (app.alert\\(1\\))"
FILE = "<< /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>"
HONEST = {
    "a blank page": paper,
    "words and a link": papers.scanned,
    "where it opens": lambda: paper(catalog="/OpenAction [3 0 R /Fit]"),
    "an empty form that a signature left": lambda: paper(catalog="/AcroForm << /Fields [] /SigFlags 3 >>"),
    "a reference to what is not there": lambda: paper(page="/Thumb 99 0 R"),
    "a packing of old programs": lambda: paper(
        page="/Contents 4 0 R", more=["<< /Length 2 /Filter /LZWDecode >>\nstream\nab\nendstream"]
    ),
    "saved twice": lambda: paper() + b"\n",
}
HOSTILE = {
    "runs when it opens": (lambda: paper(catalog=f"/OpenAction << {JS} >>"), "se ejecuta al abrirlo"),
    "runs under a disguised name": (
        lambda: paper(catalog="/OpenAction << /S /Java#53cript /J#53 (1) >>"),
        "se ejecuta al abrirlo",
    ),
    "runs when a page is shown": (lambda: paper(page=f"/AA << /O << {JS} >> >>"), "se ejecuta al abrirlo"),
    "runs a script kept apart": (
        lambda: paper(catalog="/Names << /JavaScript << /Names [(a) 4 0 R] >> >>", more=[f"<< {JS} >>"]),
        "se ejecuta al abrirlo",
    ),
    "starts a program": (
        lambda: paper(catalog="/OpenAction << /S /Launch /F (cmd.exe) >>"),
        "se ejecuta al abrirlo",
    ),
    "sends what one types": (
        lambda: paper(page="/Annots [<< /Subtype /Link /A << /S /SubmitForm /F (http://x) >> >>]"),
        "se ejecuta al abrirlo",
    ),
    "plays something": (lambda: paper(page="/Annots [<< /Subtype /RichMedia >>]"), "se ejecuta al abrirlo"),
    "carries a file": (
        lambda: paper(
            catalog="/Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >>",
            more=[FILE, stream(b"MZ", "/Type /EmbeddedFile")],
        ),
        "trae otro archivo adentro",
    ),
    "carries a file nothing names": (
        lambda: paper(more=[stream(b"MZ", "/Type /EmbeddedFile")]),
        "trae otro archivo adentro",
    ),
    "a form of one program": (lambda: paper(catalog="/AcroForm << /XFA (x) /Fields [] >>"), "solo abre un programa"),
    "locked": (papers.locked, "tiene contraseña"),
    "pages without end": (papers.page_bomb, "más de 500 páginas"),
    "a tree that contains itself": (papers.endless_tree, "más de 500 páginas"),
    "a drawing that swells": (papers.swelling, "demasiado pesado por dentro"),
    "objects that swell": (papers.swelling_objects, "demasiado pesado por dentro"),
    "a picture larger than a wall": (
        lambda: paper(more=[stream(b"", "/Subtype /Image /Width 90000 /Height 90000")]),
        "demasiado pesado por dentro",
    ),
    "a table that points beside": (
        lambda: papers.write_pdf([papers.CATALOG.format(""), *papers.ONE_PAGE], shift=7),
        "está dañado por dentro",
    ),
    "no table": (lambda: b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n", "está dañado por dentro"),
    "no page": (lambda: papers.write_pdf(["<< /Type /Catalog >>"]), "está dañado por dentro"),
    "brackets without end": (lambda: paper(more=["[" * 20_000]), "está dañado por dentro"),
    "an archive as well": (papers.also_an_archive, "un PDF y otra cosa a la vez"),
    "a page as well": (papers.also_a_page, "un PDF y otra cosa a la vez"),
    "something after its end": (lambda: paper() + b"x" * 1500, "un PDF y otra cosa a la vez"),
    "cut off": (lambda: paper()[:-40], "está incompleto"),
}


@pytest.fixture
def phone(cast: Cast) -> Client:
    document = permit(pages=[page("both", "Plano", ask("paper", "file", "Tu plano"))], requirements=[])
    make_service(cast.cajamarca, document=document)
    client = Client()
    client.post(f"{BASE}empezar/", {"idempotency_key": "t"})
    return client


@pytest.mark.parametrize("what", HONEST)
def test_a_paper_passes(what: str) -> None:
    check_pdf(HONEST[what]())


def test_a_paper_is_kept_byte_by_byte(phone: Client) -> None:
    content = papers.scanned()

    sent = answer(phone, "both", **{"q-paper": SimpleUploadedFile("plano.pdf", content)})

    assert sent.status_code == 302
    assert upload_path(Upload.objects.get().name).read_bytes() == content


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_mere_paper_is_refused_with_what_to_do(phone: Client, what: str) -> None:
    make, sentence = HOSTILE[what]

    refused = answer(phone, "both", **{"q-paper": SimpleUploadedFile("plano.pdf", make())})

    assert refused.status_code == 422
    assert sentence in refused.text
    assert not Upload.objects.exists()


@pytest.mark.parametrize("cut", range(0, 400, 23))
def test_damage_anywhere_is_a_refusal_and_never_an_error(cut: int) -> None:
    content = papers.scanned()
    damaged = content[: len(content) - cut - 1] + content[len(content) - cut :]

    assert verdict(damaged) in {None, *Unfit}


def verdict(content: bytes) -> Unfit | None:
    try:
        check_pdf(content)
    except PdfUnfit as unfit:
        return unfit.why
    return None
