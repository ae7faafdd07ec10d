"""The services of a site, and the page of one: what to know before beginning."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST, require_safe

from minka.contributions.actions.newcomer import newcomer_key
from minka.contributions.views.arriving import has_left, take_up
from minka.people.models import Participant
from minka.people.pace import TooFast, address_of, spend
from minka.people.participation import participant_in
from minka.services.access import get_application, get_service
from minka.services.actions.filling import ServicePaused, begin
from minka.services.handling import handling
from minka.services.models import Service
from minka.services.queries.definitions import context_of, definition_of, newest_version
from minka.services.queries.filling import filling_of, language_for, mark_of
from minka.services.queries.start import facts_of, services_of
from minka.sites.access import get_site
from minka.web.errors import too_many
from minka.web.keys import new_key
from minka.web.sharing import shared

LONGEST_KEY = 60


@gzip_page
@require_safe
@shared
def services(request: HttpRequest, site: str) -> HttpResponse:
    """What can be done here from a phone."""
    found = get_site(request, site)
    return render(request, "services/services.html", {"site": found, "services": services_of(found)})


@gzip_page
@never_cache
@require_safe
@shared
def service(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """What it is for, what it costs, how long it takes, what to bring; and the button that begins it."""
    found = get_service(request, site, service)
    version = newest_version(found)
    definition = definition_of(version.pk)
    begun = get_application(request, site, service)
    values = {
        "site": found.site,
        "service": found,
        "version": version,
        "facts": facts_of(definition, context_of(found, definition), language_for(definition)),
        "words_language": language_for(definition),
        "begun": begun,
        "mark": mark_of(begun) if begun else "",
        "idempotency_key": new_key(),
        "is_open": found.status == Service.Status.LIVE,
        "figures_url": handling().figures(found),
    }
    return render(request, "services/service.html", values)


@never_cache
@require_POST
def start(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """Begin, or go on with what was begun on this phone."""
    found = get_service(request, site, service)
    key = request.POST.get("idempotency_key", "").replace("\0", "")[:LONGEST_KEY] or new_key()
    held = participant_in(request)
    if held is None and has_left(request, Participant(key=newcomer_key(key))):
        key = new_key()
    try:
        spend("contribute-address", address_of(request))
        application = begin(
            service=found,
            version=newest_version(found),
            idempotency_key=key,
            by=held,
            language=get_language() or "es",
        )
    except TooFast as fast:
        return too_many(request, seconds=fast.wait)
    except ServicePaused:
        messages.warning(request, _("Este servicio no recibe solicitudes nuevas ahora. Mira abajo por qué."))
        return redirect("services:service", site, service)
    filling = filling_of(application)
    to_phone = f"{filling.address('phone')}?guardar=1" if "telefono" in request.POST else filling.next_address()
    return take_up(request, redirect(to_phone), application.participant)
