"""What every page of the designer shows around its own matter, and how every one of them saves."""

from collections.abc import Sequence
from typing import Protocol

from django import forms
from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from minka.engine.forms import DefinitionInvalid, Fault
from minka.people.access import acting_person
from minka.services.actions.designing import DraftOutdated, change_draft
from minka.services.drafts.places import spot_of
from minka.services.drafts.shelves import Change, Document, ThingGone
from minka.services.forms.growing import Axes, is_arranging, rearranged
from minka.services.models import DraftChange, Service
from minka.sites.access import may
from minka.sites.models import Site
from minka.web.numbers import number_in
from minka.web.saying import say

TABS = (
    ("team-service", gettext_noop("Páginas y preguntas")),
    ("team-parts", gettext_noop("Requisitos y reglas")),
    ("team-facts", gettext_noop("Datos y cartas")),
    ("team-workflow", gettext_noop("Camino")),
    ("team-texts", gettext_noop("Textos")),
    ("team-cases", gettext_noop("Probar")),
    ("team-changes", gettext_noop("Cambios")),
    ("team-publication", gettext_noop("Publicar")),
)
MOST_TOLD = 5


class Refusable(Protocol):
    """A form that can say what stands in the way."""

    def add_error(self, field: str | None, error: str) -> None: ...


def site_trail(site: Site) -> list[tuple[str, str]]:
    """The way back to the team's list."""
    return [
        (str(site), reverse("insights:site", args=[site.slug])),
        (_("Servicios de la sede"), reverse("services:team", args=[site.slug])),
    ]


def around(request: HttpRequest, service: Service, page: str, here: str = "") -> dict[str, object]:
    """Site, service, way back and tabs; ``page`` names the tab one is on, ``here`` a page below it."""
    where = [service.site.slug, service.slug]
    overview = reverse("services:team-service", args=where)
    trail = [*site_trail(service.site), (service.title, overview)]
    if here:
        trail.append((here, ""))
    return {
        "site": service.site,
        "service": service,
        "trail": trail,
        "tabs": [(_(words), reverse(f"services:{name}", args=where), name == page) for name, words in TABS],
        "may": {right: may(request.user, right, service.site) for right in ("design_service", "approve_service")},
    }


def try_change(request: HttpRequest, service: Service, form: Refusable, *, change: Change, what: str) -> bool:
    """Make a change to the draft that was shown, or put on the form what stands in its way. Nothing typed is lost."""
    try:
        change_draft(
            service=service, revision=revision_in(request), change=change, what=what, by=acting_person(request)
        )
    except DraftOutdated as outdated:
        form.outdated = outdated.changes  # type: ignore[attr-defined]
        form.add_error(None, told_outdated(outdated.changes))
    except DefinitionInvalid as invalid:
        for words in told_faults(change, service.draft, invalid.faults):
            form.add_error(None, words)
    except ThingGone:
        form.add_error(None, _("Eso ya no está en el borrador: alguien lo quitó. Copia lo que escribiste y vuelve."))
    else:
        return True
    return False


def change_or_say(request: HttpRequest, service: Service, *, change: Change, what: str) -> bool:
    """Make a change that comes from a button; what stands in its way is said on the next page."""
    return try_change(request, service, _Messages(request), change=change, what=what)


def told_outdated(changes: Sequence[DraftChange]) -> str:
    """Who changed the draft meanwhile, and that nothing typed is lost."""
    if not changes:
        return _("Esta página es de otro momento del borrador. Revísalo y guarda otra vez.")
    names = ", ".join(dict.fromkeys(str(each.by) if each.by else _("alguien del equipo") for each in changes))
    words = _(
        "Mientras escribías, %(who)s cambió el borrador: %(what)s. Lo tuyo sigue aquí: revísalo y guarda otra vez."
    )
    return words % {"who": names, "what": "; ".join(each.what for each in changes[:MOST_TOLD])}


def told_faults(change: Change, draft: Document, faults: Sequence[Fault]) -> list[str]:
    """What the reader of definitions found wrong, each with its place in words."""
    document = change(draft)
    return [f"{say(spot_of(document, each.path).words)}: {say(each.text)}" for each in faults[:MOST_TOLD]]


def typed(request: HttpRequest, axes: Axes) -> QueryDict | None:
    """What was typed, its rows as the pressed button wants them; nothing before anything was sent."""
    if request.method != "POST":
        return None
    return rearranged(request.POST, axes) if is_arranging(request.POST) else request.POST


def is_saving(request: HttpRequest, form: forms.Form) -> bool:
    """Whether what was sent is to be kept and can be. After a button for rows nothing is told to be wrong yet."""
    if request.method != "POST":
        return False
    if is_arranging(request.POST):
        form.errors.clear()
        return False
    return form.is_valid()


def revision_in(request: HttpRequest) -> int:
    """The revision that the sent page showed; one that never was where it says none."""
    number = number_in(request.POST.get("revision", ""))
    return -1 if number is None else number


class _Messages:
    """Says as messages what a form would have said beside its fields."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def add_error(self, _field: str | None, error: str) -> None:
        messages.warning(self.request, error)
