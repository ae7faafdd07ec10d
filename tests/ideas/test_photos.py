"""A photo with an idea: judged by its content, drawn anew, seen by whom its author lets see it."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from PIL.ExifTags import Base

from minka.contributions.actions.photo import photo_path
from minka.contributions.models import Attachment
from minka.people.models import Pace
from minka.people.pace import address_of
from minka.processes.models import Activity
from tests.ideas.writing import TEXT, address, hidden_in, key_of, open_form, send_typed, typed
from tests.people import Cast, as_participant, as_person

FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "HEIF": "heic"}


def picture(format: str = "JPEG", size: tuple[int, int] = (1800, 900), **options: object) -> bytes:  # noqa: A002
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, format, **options)
    return out.getvalue()


def picture_with_a_place() -> bytes:
    exif = Image.Exif()
    exif[Base.Make] = "TELEFONO-SECRETO"
    exif[Base.Orientation] = 6
    exif.get_ifd(0x8825)[2] = (7.0, 9.0, 48.0)
    return picture(exif=exif, comment=b"COMENTARIO-SECRETO")


def bomb() -> bytes:
    """A PNG of 42 kB that says it has 900 million points."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)

    head = (30_000).to_bytes(4) * 2 + bytes([8, 0, 0, 0, 0])
    body = zlib.compress(bytes(40_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("foto.html", "<script>alert(1)</script>")
    return out.getvalue()


def with_photo(key: str, content: bytes, name: str = "foto.jpg") -> dict[str, object]:
    return {**typed(key), "photo": SimpleUploadedFile(name, content, content_type="image/jpeg")}


def hand_in_photo(phone: Client, activity: Activity, content: bytes, *, public: bool = True) -> Attachment:
    key = open_form(phone, activity)
    check = phone.post(address(activity, "check"), with_photo(key, content))
    ticket = re.search(r'name="photo_ticket" value="([^"]+)"', check.content.decode())
    assert ticket is not None
    send_typed(phone, activity, typed(key, photo_ticket=ticket[1], **({"publish_photo": "on"} if public else {})))
    return Attachment.objects.get()


def seen_at(photo: Attachment, size: str = "grande") -> str:
    return f"/cajamarca/fotos/{photo.name}/{size}/"


@pytest.mark.parametrize("format", FORMATS)
def test_photos_of_every_phone_are_drawn_anew(activity: Activity, format: str) -> None:  # noqa: A002
    photo = hand_in_photo(Client(), activity, picture(format))

    response = Client().get(seen_at(photo))
    drawn = Image.open(io.BytesIO(b"".join(response)))
    small = Image.open(io.BytesIO(b"".join(Client().get(seen_at(photo, "chica")))))
    assert (drawn.format, drawn.size, small.size) == ("JPEG", (1600, 800), (480, 240))
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"] == "inline"
    assert "private" in response.headers["Cache-Control"]


def test_nothing_of_the_phone_travels_with_the_photo_and_it_stands_upright(activity: Activity) -> None:
    photo = hand_in_photo(Client(), activity, picture_with_a_place())

    content = photo_path(photo.name).read_bytes()
    assert b"SECRETO" not in content
    assert not Image.open(io.BytesIO(content)).getexif()
    assert photo.height > photo.width


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (zipped, "no es una foto"),
        (bomb, "40 millones de puntos"),
        (lambda: picture()[:2000], "incompleto"),
        (lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "no es una foto"),
        (lambda: picture() + bytes(10 * 1024 * 1024), "10 MB"),
        (lambda: b"", "está vacío"),
        (lambda: picture("GIF"), "no es una foto"),
    ],
)
def test_what_is_no_photo_is_refused_and_the_text_stays(
    activity: Activity, make: Callable[[], bytes], words: str
) -> None:
    phone = Client()

    response = phone.post(address(activity, "check"), with_photo(open_form(phone, activity), make()))

    page = response.content.decode()
    assert response.status_code == 422
    assert "No pudimos recibir tu foto" in page
    assert words in page
    assert "Elige otra o continúa sin foto" in page
    assert TEXT in page


def test_a_good_photo_waits_while_the_text_is_mended(activity: Activity) -> None:
    phone = Client()
    key = open_form(phone, activity)

    wrong = phone.post(address(activity, "check"), {**with_photo(key, picture()), "text": "corto"})
    ticket = re.search(r'name="photo_ticket" value="([^"]+)"', wrong.content.decode())[1]  # type: ignore[index]
    right = phone.post(address(activity, "check"), typed(key, photo_ticket=ticket))
    dropped = phone.post(address(activity, "check"), typed(key, photo_ticket=ticket, drop_photo="on"))

    assert wrong.status_code == 422
    assert "Tu foto está guardada" in wrong.content.decode()
    assert "data:image/jpeg;base64" in right.content.decode()
    assert "data:image/jpeg;base64" not in dropped.content.decode()


@pytest.mark.parametrize("ticket", ["forged", "a:b:c", "x" * 600])
def test_a_ticket_that_is_not_ours_is_refused_and_the_text_stays(activity: Activity, ticket: str) -> None:
    phone = Client()

    response = send_typed(phone, activity, typed(open_form(phone, activity), photo_ticket=ticket))

    assert response.status_code == 422
    assert TEXT in response.content.decode()


def test_a_photo_not_meant_for_all_is_for_its_author_and_the_team(cast: Cast, activity: Activity) -> None:
    phone = Client()
    photo = hand_in_photo(phone, activity, picture(), public=False)
    page = f"{address(activity, 'list')}{photo.contribution_id}/"

    answers = {
        "anyone": Client().get(seen_at(photo)).status_code,
        "julio": as_participant(cast.julio).get(seen_at(photo)).status_code,
        "stranger": as_person(cast.stranger).get(seen_at(photo)).status_code,
        "author": phone.get(seen_at(photo)).status_code,
        "team": as_person(cast.facilitator).get(seen_at(photo)).status_code,
    }

    assert answers == {"anyone": 404, "julio": 404, "stranger": 404, "author": 200, "team": 200}
    assert photo.name not in Client().get(page).content.decode()
    assert photo.name in phone.get(page).content.decode()


@pytest.mark.django_db
def test_names_that_lead_elsewhere_find_nothing() -> None:
    for name in ("..%2f..%2fkeys", "abc", "0" * 32):
        assert Client().get(f"/cajamarca/fotos/{name}/grande/").status_code == 404


def test_the_same_photo_goes_with_another_idea_written_into_a_form_already_sent(activity: Activity) -> None:
    phone = Client()
    key = open_form(phone, activity)
    check = phone.post(address(activity, "check"), with_photo(key, picture()))
    ticket = hidden_in(check)["photo_ticket"]
    send_typed(phone, activity, typed(key, photo_ticket=ticket, publish_photo="on"))

    other = {"text": "Ahora propongo algo muy distinto: queso curado.", "photo_ticket": ticket, "publish_photo": "on"}
    again = send_typed(phone, activity, typed(key, **other))
    sent = send_typed(phone, activity, typed(key_of(again), **other))

    first, second = Attachment.objects.order_by("pk")
    assert sent.status_code == 302
    assert first.name != second.name
    assert [Client().get(seen_at(each)).status_code for each in (first, second)] == [200, 200]


def test_nobody_fills_the_disk_with_photos_that_are_never_handed_in(activity: Activity) -> None:
    phone = Client()
    key = open_form(phone, activity)
    Pace.objects.update_or_create(
        key=f"photo-address:{address_of(phone.get('/ayuda/').wsgi_request)}",
        defaults={"tokens": 0.0, "updated_at": timezone.now()},
    )

    refused = phone.post(address(activity, "check"), with_photo(key, picture()))
    without = phone.post(address(activity, "check"), typed(key))

    assert (refused.status_code, without.status_code) == (429, 200)
    assert TEXT in refused.content.decode()
