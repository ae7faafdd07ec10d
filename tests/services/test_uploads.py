"""Files are what their content is; who lies, packs or bombs gets a sentence, and nothing is kept."""

import io
import re
import socket
import threading
import zipfile
import zlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import Settings

from minka.services.actions.uploads import upload_path
from minka.services.models import Application, Service, Upload
from minka.services.tasks import scan_unscanned
from tests.make.papers import paper
from tests.make.services import ANSWERS, ask, make_application, make_service, make_upload, page, permit
from tests.people import Cast, as_participant, as_person
from tests.services.filling import BASE, PERSON, answer, begin, only, photo

COOKS = ANSWERS | {"food": True}
PDF = paper()


@pytest.fixture
def rosa(cast: Cast, service: Service) -> Client:
    make_application(service, cast.rosa, answers=COOKS)
    return as_participant(cast.rosa)


def packed() -> bytes:
    """A small archive that would unpack to a hundred megabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("carne.jpg", b"0" * 100_000_000)
    return out.getvalue()


def bomb() -> bytes:
    """A small PNG that says it is 60,000 by 60,000 dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    head = (60_000).to_bytes(4) * 2 + bytes([8, 2, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


LIES = {
    "a program called a photo": ("carne.jpg", b"MZ" + b"\0" * 500, "es de tipo EXE"),
    "an archive called a photo": ("carne.jpg", packed, "es de tipo ZIP"),
    "a page called a photo": ("carne.jpg", b"<html><script>alert(1)</script>", "no es una foto"),
    "a drawing that can run": (
        "carne.png",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>',
        "no es una foto",
    ),
    "a picture larger than any memory": ("carne.png", bomb, "40 millones de puntos"),
    "half a photo": ("carne.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "no es una foto"),
    "a PDF where a photo is asked": ("carne.pdf", PDF, "Aquí va una foto, no un PDF."),
    "nothing": ("carne.jpg", b"", "El archivo está vacío."),
}


@pytest.mark.parametrize("what", LIES)
def test_a_file_that_is_not_what_it_says_is_refused_with_a_sentence(rosa: Client, what: str) -> None:
    name, content, sentence = LIES[what]
    body = content() if callable(content) else content

    refused = answer(rosa, "card", **{"q-card_file": SimpleUploadedFile(name, body, content_type="image/jpeg")})

    assert refused.status_code == 422
    assert sentence in refused.text
    assert not Upload.objects.exists()
    assert only().answers == COOKS


def test_a_photo_is_drawn_anew_without_what_the_phone_wrote_into_it(rosa: Client) -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "calle secreta 12"
    Image.new("RGB", (40, 30), "red").save(out, "JPEG", exif=exif)

    answer(rosa, "card", **{"q-card_file": SimpleUploadedFile("../../carne.jpg", out.getvalue())})

    upload = Upload.objects.get()
    content = upload_path(upload.name).read_bytes()
    assert (upload.original_name, upload.kind, upload.scan) == ("carne.jpg", "image/jpeg", Upload.Scan.UNSCANNED)
    assert b"secreta" not in content
    assert only().answers["card_file"] == [
        {"key": upload.name, "name": "carne.jpg", "type": "image/jpeg", "size": len(content)}
    ]


PLACE = {1: "S", 2: (7.0, 9.0, 30.0), 3: "W", 4: (78.0, 30.0, 0.0)}


@pytest.mark.parametrize("kind", ["JPEG", "HEIF", "PNG", "WEBP"])
def test_where_a_photo_was_taken_is_never_kept(rosa: Client, kind: str) -> None:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x8825] = PLACE
    Image.new("RGB", (40, 30), "red").save(out, kind, exif=exif)
    with Image.open(io.BytesIO(out.getvalue())) as sent:
        assert sent.getexif().get_ifd(0x8825)

    answer(rosa, "card", **{"q-card_file": SimpleUploadedFile("carne.jpg", out.getvalue())})

    with Image.open(upload_path(Upload.objects.get().name)) as kept:
        assert (dict(kept.getexif()), set(kept.info) & {"exif", "xmp", "comment", "icc_profile"}) == ({}, set())


@pytest.mark.parametrize("kind", ["JPEG", "HEIF", "PNG"])
def test_of_a_photo_that_is_an_archive_as_well_only_the_dots_stay(rosa: Client, kind: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, kind)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("programa.exe", b"MZ")

    sent = answer(rosa, "card", **{"q-card_file": SimpleUploadedFile("carne.jpg", out.getvalue())})

    content = upload_path(Upload.objects.get().name).read_bytes()
    assert sent.status_code == 302
    assert content.startswith(b"\xff\xd8\xff")
    assert b"PK\x03\x04" not in content


def test_a_picture_that_moves_is_refused_and_one_with_a_companion_is_not(rosa: Client) -> None:
    first, second = Image.new("RGB", (40, 30), "red"), Image.new("RGB", (40, 30), "blue")
    statuses = {}
    for kind in ("PNG", "WEBP", "MPO"):
        out = io.BytesIO()
        first.save(out, kind, save_all=True, append_images=[second])
        sent = answer(rosa, "card", **{"q-card_file": SimpleUploadedFile("carne.jpg", out.getvalue())})
        statuses[kind] = (sent.status_code, "es una imagen que se mueve" in sent.text)

    assert statuses == {"PNG": (422, True), "WEBP": (422, True), "MPO": (302, False)}


def test_another_photo_takes_the_place_of_the_first_and_hiding_the_question_deletes_it(rosa: Client) -> None:
    answer(rosa, "card", **{"q-card_file": photo()})
    first = Upload.objects.get()
    answer(rosa, "card", **{"q-card_file": photo("otra.png")})
    second = Upload.objects.get()

    answer(rosa, "sells", **{"q-food": "no"})

    assert first.name != second.name
    assert not Upload.objects.exists()
    assert "card_file" not in only().answers


def test_a_page_sent_again_without_a_file_keeps_the_one_there_is(rosa: Client) -> None:
    answer(rosa, "card", **{"q-card_file": photo()})

    kept = answer(rosa, "card")
    taken_out = answer(rosa, "card", **{"quitar-card_file": Upload.objects.get().name})

    assert kept.status_code == 302
    assert taken_out.status_code == 422
    assert only().answers.get("card_file") in (None, [])


def test_a_file_that_is_good_stays_when_something_else_on_the_page_is_wrong(cast: Cast) -> None:
    both = [ask("paper", "file", "Tu plano"), ask("metres", "number", "¿Cuántos metros?")]
    make_service(cast.cajamarca, document=permit(pages=[page("both", "Plano", *both)], requirements=[]))
    phone = Client()
    phone.post(f"{BASE}empezar/", {"idempotency_key": "t"})

    wrong = answer(phone, "both", **{"q-paper": SimpleUploadedFile("plano.pdf", PDF), "q-metres": "muchos"})
    right = answer(phone, "both", **{"q-metres": "7"})

    assert wrong.status_code == 422
    assert "plano.pdf" in wrong.text
    assert right.status_code == 302
    assert Upload.objects.get().kind == "application/pdf"


def test_a_file_is_for_its_holder_and_after_filing_for_officials_of_its_site(cast: Cast, service: Service) -> None:
    application = make_application(service, cast.rosa)
    path = f"{BASE}archivo/{make_upload(application).name}/"
    browsers = {
        "rosa": as_participant(cast.rosa),
        "julio": as_participant(cast.julio),
        "official": as_person(cast.official),
        "facilitator": as_person(cast.facilitator),
        "stranger": as_person(cast.stranger),
    }

    before = {name: each.get(path).status_code for name, each in browsers.items()}
    Application.objects.update(state=Application.State.FILED, filed_at=application.started_at)
    after = {name: each.get(path).status_code for name, each in browsers.items()}
    shown = browsers["rosa"].get(path)

    assert before == {"rosa": 200, "julio": 404, "official": 404, "facilitator": 404, "stranger": 404}
    assert after == {"rosa": 200, "julio": 404, "official": 200, "facilitator": 404, "stranger": 404}
    assert shown.headers["Content-Disposition"].startswith("attachment")
    assert shown.headers["X-Content-Type-Options"] == "nosniff"


VERDICTS = {
    b"stream: OK\0": (302, Upload.Scan.CLEAN),
    b"stream: Eicar-Test-Signature FOUND\0": (422, None),
    b"INSTREAM size limit exceeded. ERROR\0": (302, Upload.Scan.UNSCANNED),
}


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_scanner_is_asked_where_there_is_one(
    rosa: Client, settings: Settings, tmp_path: Path, verdict: bytes
) -> None:
    settings.CLAMAV = str(tmp_path / "clamd")
    received = scanner(settings.CLAMAV, verdict)

    sent = answer(rosa, "card", **{"q-card_file": photo()})

    status, scan = VERDICTS[verdict]
    assert sent.status_code == status
    assert [upload.scan for upload in Upload.objects.all()] == ([scan] if scan else [])
    assert received[0].startswith(b"zINSTREAM\0")
    assert received[0].endswith(b"\0\0\0\0")


def test_a_scanner_that_is_away_is_said_to_have_seen_nothing(rosa: Client, settings: Settings) -> None:
    settings.CLAMAV = "/nowhere/clamd"

    answer(rosa, "card", **{"q-card_file": photo()})

    assert Upload.objects.get().scan == Upload.Scan.UNSCANNED


EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def test_the_scanner_gets_the_whole_file_and_a_virus_in_it_is_refused(
    cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    document = permit(pages=[page("both", "Plano", ask("paper", "file", "Tu plano"))], requirements=[])
    make_service(cast.cajamarca, document=document)
    carried = b"<< /Length %d >>\nstream\n" % len(EICAR) + EICAR + b"\nendstream"
    phone, infected = Client(), paper(more=[carried])
    phone.post(f"{BASE}empezar/", {"idempotency_key": "t"})
    settings.CLAMAV = str(tmp_path / "clamd")
    heard = scanner(settings.CLAMAV, b"stream: Eicar-Test-Signature FOUND\0")

    refused = answer(phone, "both", **{"q-paper": SimpleUploadedFile("plano.pdf", infected)})

    assert refused.status_code == 422
    assert "El archivo tiene un virus. No lo guardamos." in refused.text
    assert infected in heard[0]
    assert not Upload.objects.exists()


def test_a_scanner_that_hangs_up_in_the_middle_has_seen_nothing(
    rosa: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.CLAMAV = str(tmp_path / "clamd")
    line = socket.socket(socket.AF_UNIX)
    line.bind(settings.CLAMAV)
    line.listen(1)

    def hang_up() -> None:
        caller, _from = line.accept()
        with line, caller:
            caller.recv(4)

    threading.Thread(target=hang_up, daemon=True).start()
    sent = answer(rosa, "card", **{"q-card_file": photo()})

    assert (sent.status_code, Upload.objects.get().scan) == (302, Upload.Scan.UNSCANNED)


def test_what_came_while_the_scanner_was_away_is_looked_at_when_it_is_back(
    rosa: Client, cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    answer(rosa, "card", **{"q-card_file": photo()})
    upload = Upload.objects.get()
    settings.CLAMAV = "/nowhere/clamd"
    scan_unscanned(timestamp=0)
    away = Upload.objects.get().scan
    settings.CLAMAV = str(tmp_path / "clamd")
    scanner(settings.CLAMAV, b"stream: Eicar-Test-Signature FOUND\0")

    scan_unscanned(timestamp=0)

    shown = rosa.get(f"{BASE}archivo/{upload.name}/")
    assert (away, Upload.objects.get().scan) == (Upload.Scan.UNSCANNED, Upload.Scan.INFECTED)
    assert not upload_path(upload.name).exists()
    assert shown.status_code == 410
    assert "Este archivo tenía un virus" in shown.text
    assert as_participant(cast.julio).get(f"{BASE}archivo/{upload.name}/").status_code == 404


def scanner(address: str, verdict: bytes) -> list[bytes]:
    """One conversation of a scanner that speaks the protocol: what it heard is in the list."""
    heard: list[bytes] = []
    line = socket.socket(socket.AF_UNIX)
    line.bind(address)
    line.listen(1)

    def serve() -> None:
        caller, _from = line.accept()
        with line, caller:
            told = b""
            while not told.endswith(b"\0\0\0\0"):
                told += caller.recv(65536)
            heard.append(told)
            caller.sendall(verdict)

    threading.Thread(target=serve, daemon=True).start()
    return heard


def test_a_file_of_a_row_stays_when_something_else_in_the_row_is_wrong(cast: Cast) -> None:
    document = permit()
    people = next(each for each in document["pages"] if each["id"] == "people")
    people["questions"][0]["questions"].append(ask("helper_photo", "photo", "Su foto", required=False))
    make_service(cast.cajamarca, document=document, slug="con-foto")
    base, rosa = "/cajamarca/servicios/con-foto/", Client()
    begin(rosa, base)
    for name, typed in (("sells", {"q-food": "no"}), ("size", {"q-metres": "4"}), ("person", PERSON)):
        answer(rosa, name, base, **typed)
    row = f"{base}paso/people/helpers/nueva/"

    refused = rosa.post(row, {"q-helper_name": "", "q-helper_cooks": "si", "q-helper_photo": photo()})
    named = re.findall(r'name="(tiene-helper_photo)" value="([^"]*)"', refused.content.decode())
    rosa.post(row, {"q-helper_name": "Luz", "q-helper_cooks": "si", **dict(named)})

    [kept] = Application.objects.get().answers["helpers"]
    assert refused.status_code == 422
    assert kept["helper_photo"][0]["name"] == "carne.jpg"


def test_nobody_puts_a_file_of_somebody_else_into_a_form(cast: Cast, service: Service) -> None:
    theirs = make_upload(make_application(service, cast.julio))
    make_application(service, cast.rosa, answers={**ANSWERS, "food": True})

    as_participant(cast.rosa).post(f"{BASE}paso/card/", {"tiene-card_file": theirs.name})

    assert "card_file" not in Application.objects.get(participant=cast.rosa).answers


def test_one_application_does_not_fill_the_disk(rosa: Client) -> None:
    answer(rosa, "card", **{"q-card_file": photo()})
    Upload.objects.update(size=200_000_000)
    stray = make_upload(only())

    refused = answer(rosa, "card", **{"q-card_file": photo("otra.png")})

    assert refused.status_code == 422
    assert "pasan juntos de 200 MB" in refused.text
    assert not Upload.objects.filter(pk=stray.pk).exists()
    assert only().answers["card_file"][0]["name"] == "carne.jpg"


def test_two_rows_with_the_same_file_keep_one_each(cast: Cast) -> None:
    document = permit()
    helpers = next(each for each in document["pages"] if each["id"] == "people")["questions"][0]
    helpers["questions"].append(ask("helper_photo", "photo", "Su foto"))
    service = make_service(cast.cajamarca, document=document, slug="dos-fotos")
    make_application(service, cast.rosa, answers=ANSWERS | {"helpers": []})
    phone, rows = as_participant(cast.rosa), "/cajamarca/servicios/dos-fotos/paso/people/helpers/"
    for name in ("Luz", "Iván"):
        phone.post(f"{rows}nueva/", {"q-helper_name": name, "q-helper_cooks": "no", "q-helper_photo": photo()})
    first, second = (row["helper_photo"][0]["key"] for row in only().answers["helpers"])

    phone.post(f"{rows}1/quitar/", {})

    assert first != second
    assert [row["helper_photo"][0]["key"] for row in only().answers["helpers"]] == [second]
    assert [upload.name for upload in Upload.objects.all()] == [second]
    assert upload_path(second).exists()
