"""PDFs of the tests, written object by object: honest ones, and those that run, carry, lock, swell or lie."""

import io
import zipfile
import zlib
from collections.abc import Sequence

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

CATALOG = "<< /Type /Catalog /Pages 2 0 R {} >>"
ONE_PAGE = ("<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] {} >>")


def write_pdf(objects: Sequence[str | bytes], *, shift: int = 0) -> bytes:
    """Objects numbered from 1, the first the catalog, with the table that says where each begins."""
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    for number, each in enumerate(objects, start=1):
        places.append(out.tell() + shift)
        body = each if isinstance(each, bytes) else each.encode()
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    table = out.tell() + shift
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table))
    return out.getvalue()


def paper(*, catalog: str = "", page: str = "", more: Sequence[str | bytes] = ()) -> bytes:
    """A paper of one blank page. ``more`` are objects from number 4 on."""
    return write_pdf([CATALOG.format(catalog), ONE_PAGE[0], ONE_PAGE[1].format(page), *more])


def stream(content: bytes, entries: str = "") -> bytes:
    packed = zlib.compress(content, 9)
    return (
        b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n" % (len(packed), entries.encode())
        + packed
        + b"\nendstream"
    )


def scanned() -> bytes:
    """An honest paper with words, a picture and a link, as a program for papers writes it."""
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=1)
    for number in range(3):
        canvas.drawString(100, 700, f"Página {number}")
        canvas.linkURL("https://www.gob.pe", (0, 0, 100, 20))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def locked() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secreto", canPrint=1))
    canvas.drawString(100, 700, "Solo con contraseña")
    canvas.save()
    return out.getvalue()


def page_bomb(*, levels: int = 12) -> bytes:
    """A page tree in which every branch has ten times the same branch: a file of two kilobytes with 10^12 pages."""
    branches = [
        f"<< /Type /Pages /Kids [{' '.join([f'{number + 3} 0 R'] * 10)}] /Count {10 ** (levels - number)} >>"
        for number in range(levels)
    ]
    leaf = f"<< /Type /Page /Parent {levels + 1} 0 R /MediaBox [0 0 200 200] >>"
    return write_pdf([CATALOG.format(""), *branches, leaf])


def endless_tree() -> bytes:
    """A page tree that contains itself."""
    return write_pdf([CATALOG.format(""), "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"])


def swelling(megabytes: int = 100) -> bytes:
    """A page whose drawing is a hundred kilobytes and unpacks to a hundred megabytes."""
    return paper(page="/Contents 4 0 R", more=[stream(b" " * (megabytes * 1024 * 1024))])


def swelling_objects(megabytes: int = 200) -> bytes:
    """The catalog itself lies in a stream of objects that unpacks to two hundred megabytes: reading it is the trap."""
    inside = b"1 0 << /Type /Catalog /Pages 2 0 R >>" + b" " * (megabytes * 1024 * 1024)
    head = b"%PDF-1.7\n"
    body = b"5 0 obj\n" + stream(inside, "/Type /ObjStm /N 1 /First 4") + b"\nendobj\n"
    table = len(head) + len(body)
    rows = b"".join(kind.to_bytes(1) + place.to_bytes(4) + at.to_bytes(2) for kind, place, at in (
        (0, 0, 65535), (2, 5, 0), (0, 0, 0), (0, 0, 0), (1, table, 0), (1, len(head), 0)))  # fmt: skip
    entries = "/Type /XRef /Size 6 /W [1 4 2] /Root 1 0 R"
    xref = b"4 0 obj\n" + stream(rows, entries) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % table
    return head + body + xref


def also_an_archive() -> bytes:
    """A paper that every program for archives opens too."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("programa.exe", b"MZ" + b"\0" * 100)
    return paper()[: -len("%%EOF\n")] + b"%%EOF\n" + out.getvalue() + b"\n%%EOF\n"


def also_a_page() -> bytes:
    """A paper that a browser which guesses would show as a page with a script."""
    return paper().replace(b"%\xe2\xe3\xcf\xd3\n", b"%<html><script>alert(1)</script></html>\n", 1)
