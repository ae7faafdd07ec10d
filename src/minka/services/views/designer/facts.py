"""What a service is and says beside its questions: facts, letters, translations."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minka.services.access import get_service_for
from minka.services.drafts.places import title_of
from minka.services.drafts.shelves import find
from minka.services.drafts.texts import LANGUAGES, REST, texts_of
from minka.services.forms.facts import FactsForm, IntroForm, LettersForm, TranslationForm
from minka.services.forms.words import ease_of
from minka.services.models import Service
from minka.services.queries.designing import languages_of
from minka.services.views.designer.frame import around, try_change

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
def facts(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """Name, procedure, fee, term, languages."""
    found = get_service_for(request, site, service, "design_service")
    form = FactsForm(request.POST or None, document=found.draft)
    if _saved(request, found, form, _("Datos del procedimiento")):
        return redirect("services:team-facts", site, service)
    return _page(request, found, "facts", {"form": form})


@require_http_methods(["GET", "POST"])
def letters(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """What the entity writes."""
    found = get_service_for(request, site, service, "design_service")
    form = LettersForm(request.POST or None, document=found.draft)
    if _saved(request, found, form, _("Cartas")):
        return redirect("services:team-letters", site, service)
    return _page(request, found, "letters", {"form": form}, here=_("Cartas"))


@require_http_methods(["GET", "POST"])
def intro(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """Whom the service is for, in a few words."""
    found = get_service_for(request, site, service, "design_service")
    said = (found.draft.get("eligibility") or {}).get("intro") or {}
    form = IntroForm(request.POST or None, initial={"intro": said.get("es", "")})
    if _saved(request, found, form, _("Para quién es")):
        return redirect("services:team-parts", site, service)
    ease = ease_of(form["intro"].value() or "")
    return _page(request, found, "intro", {"form": form, "ease": ease}, tab="team-parts", here=_("Para quién es"))


@require_safe
def texts(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """Which texts there are in which languages."""
    found = get_service_for(request, site, service, "see_work")
    pages = [(each["id"], title_of(each)) for each in found.draft["pages"]]
    values = {"languages": languages_of(found), "places": [*pages, (REST, _("Todo lo demás"))]}
    return _page(request, found, "texts", values, tab="team-texts")


@require_http_methods(["GET", "POST"])
def translation(request: HttpRequest, site: str, service: str, language: str, part: str) -> HttpResponse:
    """The texts of one part in one language, beside their Spanish."""
    found = get_service_for(request, site, service, "design_service")
    page = find(found.draft["pages"], part)
    if language not in found.draft.get("languages", []) or language == "es" or (page is None and part != REST):
        raise Http404
    form = TranslationForm(request.POST or None, texts=texts_of(found.draft, part), language=language)
    title = title_of(page) if page else _("Todo lo demás")
    name = str(dict(LANGUAGES).get(language, language))
    if _saved(request, found, form, _("Textos en %(language)s: %(part)s") % {"language": name, "part": title}):
        return redirect("services:team-texts", site, service)
    values = {"form": form, "language": name, "language_code": language, "part_title": title}
    return _page(request, found, "translation", values, tab="team-texts", here=title)


type DraftForm = FactsForm | LettersForm | IntroForm | TranslationForm


def _saved(request: HttpRequest, service: Service, form: DraftForm, what: str) -> bool:
    if request.method != "POST" or not form.is_valid():
        return False
    if not try_change(request, service, form, change=form.change(), what=what):
        return False
    messages.success(request, _("Guardamos el cambio."))
    return True


def _page(
    request: HttpRequest,
    service: Service,
    name: str,
    values: dict[str, object],
    *,
    tab: str = "team-facts",
    here: str = "",
) -> HttpResponse:
    form = values.get("form")
    status = UNPROCESSABLE if isinstance(form, forms.Form) and form.errors else 200
    return render(
        request, f"services/designer/{name}.html", {**around(request, service, tab, here), **values}, status=status
    )
