"""“¿Qué más me corresponde?”: one question on a page, and what each service says so far. Nothing is kept."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from minka.services.forms.finder import Carried, FinderForm, carried_in
from minka.services.queries.finder import UNASKABLE, Offer, offers_at, orientation, owner_of
from minka.sites.access import get_site
from minka.sites.models import Site

UNPROCESSABLE: Final = 422
PASS, BACK = "pass", "back"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def finder(request: HttpRequest, site: str) -> HttpResponse:
    """Ask the question that settles most; the answers travel signed in the page and go nowhere else."""
    found = get_site(request, site)
    offers = offers_at(found)
    carried = carried_in(request.POST.get("carried", ""), found.slug)
    if carried is None:
        messages.warning(request, _("No pudimos leer tus respuestas de antes. Empecemos de nuevo."))
        return _page(request, found, offers, Carried())
    act, name = request.POST.get("act", ""), request.POST.get("asked", "")
    if act == BACK:
        earlier, last = carried.before()
        return _page(request, found, offers, earlier, _form(offers, last, carried.answers.get(last)))
    form = _form(offers, name, data=request)
    if form is None:
        return _page(request, found, offers, carried)
    if act == PASS:
        return _page(request, found, offers, carried.with_answer(name, None))
    if not form.is_valid():
        return _page(request, found, offers, carried, form)
    return _page(request, found, offers, carried.with_answer(name, form.answer))


def _form(offers: list[Offer], name: str, kept: object = None, *, data: HttpRequest | None = None) -> FinderForm | None:
    """The form of a question that some service asks and that can be asked here; None for any other name."""
    offer = owner_of(offers, name)
    question = offer.definition.by_id[name] if offer else None
    if offer is None or question is None or question.type in UNASKABLE:
        return None
    return FinderForm(offer, question, kept, data.POST if data else None)


def _page(
    request: HttpRequest, site: Site, offers: list[Offer], carried: Carried, form: FinderForm | None = None
) -> HttpResponse:
    told = orientation(offers, carried.kept, carried.passed)
    if form is None and told.asked is not None and told.asking is not None:
        form = FinderForm(told.asking, told.asked)
    values = {
        "site": site,
        "told": told,
        "form": form,
        "bound": form[form.question.id] if form else None,
        "carried": carried.sealed(site.slug),
        "has_begun": bool(carried.answers),
        "has_passed": bool(carried.passed),
    }
    refused = form is not None and bool(form.errors)
    return render(request, "services/finder.html", values, status=UNPROCESSABLE if refused else 200)
