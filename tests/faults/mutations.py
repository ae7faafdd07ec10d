"""Forms as nobody fills them in: each value replaced, repeated, left out or blown up, drawn from a seed."""

import random
from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

type Fields = dict[str, Any]

STRANGE = [
    "",
    " ",
    "\x00",
    "a\x00b",
    "-1",
    "0",
    "1",
    "99999999999999999999999999",
    "9223372036854775808",
    "1e400",
    "NaN",
    "null",
    "[]",
    "{}",
    '{"a": [1, {"b": null}]}',
    "[[[[[[[[[[",
    "true",
    "on",
    "2026-02-30",
    "9999-12-31",
    "0001-01-01",
    "31/12/9999",
    "2026-11-23T25:61",
    "'; drop table people_person; --",
    "<script>alert(1)</script>",
    "{{ 7|add:7 }}{% debug %}",
    "%s%n%(x)s%",
    "../../../etc/passwd",
    "//example.org/",
    "javascript:alert(1)",
    "\u202eabc",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "\ufeff\u200b\u200d",
    "e\u0301" * 300,
    "ñ" * 5000,
    "a" * 200_000,
    "\r\n.\r\n",
    "060101",
    "contribution:1",
    "%00",
    "1,2,3",
    "1-2-3",
    "٣٤",
    "²",
    "Ⅷ",
    "=1+1",
    "\t",
]
FIELD_NAMES = (
    *("title", "text", "name", "reason", "fate", "office", "place", "number", "numbers", "chosen", "q", "orden"),
    *("desde", "email", "phone", "code", "idempotency_key", "next", "file", "photo", "day", "handed_in_at", "language"),
    *("opens_on", "closes_on", "slug", "status", "kind", "role", "ruc", "sector", "filters", "target", "action"),
    *("evidence", "met_on", "order", "settings", "password", "login", "spoken_by", "photo_ticket", "purpose", "what"),
)
FILES = [
    b"",
    b"\x00" * 100,
    b"PK\x03\x04" + b"\xff" * 200,
    b"\xff\xd8\xff\xe0" + b"\x00" * 50,
    b"GIF89a" + b"\xff" * 30,
    b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>",
    b"id;title;body\n1;\xe1\xe9;\xff\n" * 20,
    b"id,title\n" + b'1,"' * 50,
    "título,texto\n1,2,3,4\n".encode("utf-16"),
]


def mutated(fields: Fields, chance: random.Random) -> Fields:
    """One to four changes to a form."""
    form = dict(fields)
    for _ in range(chance.randint(1, 4)):
        chance.choice(WAYS)(form, chance)
    return form


def replace(form: Fields, chance: random.Random) -> None:
    form[_some_name(form, chance)] = chance.choice(STRANGE)


def leave_out(form: Fields, chance: random.Random) -> None:
    form.pop(_some_name(form, chance), None)


def repeat(form: Fields, chance: random.Random) -> None:
    form[_some_name(form, chance)] = chance.choices(STRANGE[:-1], k=chance.randint(2, 6))


def invent(form: Fields, chance: random.Random) -> None:
    form[chance.choice(FIELD_NAMES)] = chance.choice(STRANGE)


def upload(form: Fields, chance: random.Random) -> None:
    name = chance.choice(["foto.jpg", "lista.csv", "lista.xlsx", "../x", "a" * 300 + ".png", "ñ\u202egpj.exe"])
    content = BytesIO(chance.choice(FILES)).getvalue()
    form[chance.choice(["photo", "file", "upload"])] = SimpleUploadedFile(name, content)


def garble(form: Fields, chance: random.Random) -> None:
    name = _some_name(form, chance)
    value = str(form.get(name, ""))
    place = chance.randint(0, len(value))
    form[name] = value[:place] + chance.choice(STRANGE) + value[place:]


WAYS: list[Callable[[Fields, random.Random], None]] = [replace, leave_out, repeat, invent, upload, garble]


def _some_name(form: Fields, chance: random.Random) -> str:
    return chance.choice([*form, *chance.sample(FIELD_NAMES, 2)])
