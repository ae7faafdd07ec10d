"""A notice as it leaves: as a mail with its way out, and in the length of one SMS."""

import unicodedata

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from minka.notices.base import Parcel
from minka.notices.models import Delivery, Notice
from minka.notices.stops import stop_token

ONE_SMS = 160
KEPT = set("ñÑüÜéàèìòù¿¡€£¥§")  # signs that GSM 03.38 has; one sign it lacks would halve the room
PLAIN = str.maketrans({"«": '"', "»": '"', "“": '"', "”": '"', "’": "'", "—": "-", "–": "-", "…": "...", "·": "-"})


def parcel_for(delivery: Delivery, address: str) -> Parcel:
    """The delivery's notice in the reader's language, ready to leave for the address."""
    notice = delivery.notice
    link = whole_address(notice.link or "/mi-voz/")
    stop = whole_address(reverse("notices:unsubscribe", args=[stop_token(notice, delivery.channel, address)]))
    with translation.override(_language(notice)):
        text = render_to_string("notices/mail.txt", {"notice": notice, "link": link, "stop": stop})
    return Parcel(
        number=delivery.pk,
        address=address,
        title=notice.title,
        text=text,
        short=one_sms(f"{notice.site}: {notice.title}", link),
        stop=stop,
    )


def whole_address(path: str) -> str:
    return settings.PUBLIC_ADDRESS.rstrip("/") + path if path.startswith("/") else path


def one_sms(words: str, link: str) -> str:
    """Say it in one SMS: accents that would double its cost are left out, the link is never cut."""
    room = ONE_SMS - len(link) - 1
    plain = _gsm(words)
    short = plain if len(plain) <= room else plain[: max(0, room - 3)].rstrip() + "..."
    return f"{short} {link}".strip()


def _gsm(words: str) -> str:
    return "".join(sign if sign in KEPT else _bare(sign) for sign in words.translate(PLAIN))


def _bare(sign: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", sign) if part.isascii() and part.isprintable())


def _language(notice: Notice) -> str:
    reader = notice.participant or notice.person
    known = dict(settings.LANGUAGES)
    return reader.language if reader and reader.language in known else settings.LANGUAGE_CODE
