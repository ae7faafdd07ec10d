"""What every page of the desk shows around its own matter: where one is and where one can go."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from minka.people.models import Person
from minka.processes.models import Process
from minka.sites.access import may
from minka.web.numbers import number_in

PAGES = (
    ("desk", gettext_noop("Mesa"), "see_desk"),
    ("backlog", gettext_noop("Pendientes"), "see_desk"),
    ("repeats", gettext_noop("Posibles repetidos"), "group"),
    ("paper", gettext_noop("Hojas"), "enter_paper"),
    ("entry", gettext_noop("Digitar"), "enter_paper"),
    ("imports", gettext_noop("Importar"), "import"),
    ("closing", gettext_noop("Cerrar"), "close_process"),
)


def around(request: HttpRequest, process: Process, page: str = "", here: str = "") -> dict[str, object]:
    """Site, process, way back and tabs; ``page`` names the tab one is on, ``here`` a page below the desk."""
    where = [process.site.slug, process.slug]
    open_pages = [each for each in PAGES if may(request.user, each[2], process.site)]
    desk = reverse("contributions:desk", args=where)
    here = here or next((_(name) for key, name, _right in PAGES if key == page and key != "desk"), "")
    trail = [
        (str(process.site), reverse("insights:site", args=where[:1])),
        (str(process), reverse("processes:process", args=where)),
        (_("Mesa"), desk if here else ""),
    ]
    return {
        "site": process.site,
        "process": process,
        "desk": desk,
        "trail": [*trail, (here, "")] if here else trail,
        "tabs": [
            (_(name), reverse(f"contributions:{key}", args=where), key == page) for key, name, _right in open_pages
        ],
        "may": {right: may(request.user, right, process.site) for right in ("group", "assign", "answer", "export")},
    }


def back_to_desk(
    request: HttpRequest, process: Process, filters: str, words: str, *, warn: bool = False
) -> HttpResponse:
    """Return to the desk as it was filtered, with a sentence on what happened."""
    (messages.warning if warn else messages.success)(request, words)
    query = QueryDict(filters).urlencode() if filters else ""
    desk = reverse("contributions:desk", args=[process.site.slug, process.slug])
    return redirect(f"{desk}?{query}" if query else desk)


def numbers_in(request: HttpRequest) -> list[int]:
    """The contributions that the address names."""
    said = map(number_in, request.GET.getlist("aporte"))
    return [number for number in said if number is not None]


def person_of(request: HttpRequest) -> Person:
    """The person who is signed in; ``access`` has let nobody else come this far."""
    assert isinstance(request.user, Person)  # noqa: S101 - tells the type checker
    return request.user
