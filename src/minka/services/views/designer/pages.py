"""Pages and questions of a draft: make, change, move, copy, take away."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minka.services.access import get_service_for
from minka.services.drafts.casework import CASEWORK, drop_state
from minka.services.drafts.options import uses_of
from minka.services.drafts.places import title_of
from minka.services.drafts.shelves import (
    PARTS,
    Change,
    Shelf,
    Thing,
    ThingGone,
    drop,
    duplicate,
    find,
    find_question,
    move,
    move_to,
    page_of,
    put,
    put_page,
    questions_of,
    replace,
    shelf_of,
)
from minka.services.drafts.types import TYPES, words_of_type
from minka.services.forms.growing import ACT
from minka.services.forms.page import PageForm
from minka.services.forms.question import QuestionForm
from minka.services.forms.words import ease_of, in_spanish
from minka.services.models import Service
from minka.services.views.designer.frame import around, change_or_say, is_saving, try_change, typed

UNPROCESSABLE = 422
PAGES = Shelf("pages")


@require_http_methods(["GET", "POST"])
def page_new(request: HttpRequest, site: str, service: str) -> HttpResponse:
    found = get_service_for(request, site, service, "design_service")
    form = PageForm(typed(request, PageForm.axes), document=found.draft)
    if is_saving(request, form):
        thing = form.thing()
        what = _("Página nueva: %(title)s") % {"title": title_of(thing)}
        if try_change(request, found, form, change=put_page(thing), what=what):
            return _back(found, thing["id"])
    return _page_form(request, found, form, _("Página nueva"))


@require_http_methods(["GET", "POST"])
def page_edit(request: HttpRequest, site: str, service: str, page: str) -> HttpResponse:
    found = get_service_for(request, site, service, "design_service")
    thing = find(found.draft["pages"], page)
    if thing is None:
        raise Http404
    form = PageForm(typed(request, PageForm.axes), document=found.draft, thing=thing)
    if is_saving(request, form):
        what = _("Página: %(title)s") % {"title": title_of(form.thing())}
        if try_change(request, found, form, change=replace(PAGES, form.thing()), what=what):
            return _back(found, page)
    return _page_form(request, found, form, title_of(thing), thing)


@require_http_methods(["GET", "POST"])
def question_new(request: HttpRequest, site: str, service: str, holder: str) -> HttpResponse:
    """First the type, then the question; ``holder`` is the page or the group it will stand on."""
    found = get_service_for(request, site, service, "design_service")
    place = find(found.draft["pages"], holder) or find_question(found.draft, holder)
    if place is None or place.get("exit") or place.get("type", "group") != "group":
        raise Http404
    kind = request.GET.get("tipo", "")
    if words_of_type(kind) is None:
        types = [each for each in TYPES if each.type != "group" or "type" not in place]
        values = {**around(request, found, "team-service", _("Pregunta nueva")), "types": types, "holder": place}
        return render(request, "services/designer/question_types.html", values | {"holder_title": title_of(place)})
    return _question(request, found, kind, Shelf("questions", holder), None)


@require_http_methods(["GET", "POST"])
def question_edit(request: HttpRequest, site: str, service: str, question: str) -> HttpResponse:
    found = get_service_for(request, site, service, "design_service")
    thing = find_question(found.draft, question)
    if thing is None:
        raise Http404
    return _question(request, found, thing["type"], shelf_of(found.draft, question), thing)


@require_POST
def rearrange(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """Move, copy or take away a page, a question or a part, by a button."""
    found = get_service_for(request, site, service, "design_service")
    kind, _colon, rest = request.POST.get("move", "").partition(":")
    name, _colon, act = rest.partition(":")
    try:
        shelf = _shelf(found, kind, name)
        thing = find(shelf.of(found.draft), name)
    except ThingGone:
        thing = None
    if thing is None or act not in _ACTS:
        messages.warning(request, _("Eso ya no está en el borrador."))
        return _back(found)
    what = {
        "up": _("Se subió: %(title)s"),
        "down": _("Se bajó: %(title)s"),
        "copy": _("Se copió: %(title)s"),
        "remove": _("Se quitó: %(title)s"),
    }[act] % {"title": title_of(thing)}
    if change_or_say(request, found, change=_ACTS[act](shelf, name), what=what):
        messages.success(request, what)
    for names, there in ((PARTS, "services:team-parts"), (CASEWORK, "services:team-workflow")):
        if shelf.name in names:
            return redirect(there, found.site.slug, found.slug)
    return _back(found, name if act != "remove" else shelf.holder)


_ACTS: dict[str, Callable[[Shelf, str], Change]] = {
    "up": lambda shelf, name: move(shelf, name, -1),
    "down": lambda shelf, name: move(shelf, name, 1),
    "copy": duplicate,
    "remove": lambda shelf, name: drop_state(name) if shelf.name == "states" else drop(shelf, name),
}


def _shelf(service: Service, kind: str, name: str) -> Shelf:
    if kind == "questions":
        return shelf_of(service.draft, name)
    if kind not in {"pages", *PARTS, *CASEWORK}:
        raise ThingGone
    return Shelf(kind)


def _question(request: HttpRequest, service: Service, kind: str, shelf: Shelf, thing: Thing | None) -> HttpResponse:
    given = typed(request, QuestionForm.axes)
    form = QuestionForm(given, document=service.draft, kind=kind, shelf=shelf, thing=thing)
    if is_saving(request, form):
        asked = form.thing()
        what = _("Pregunta: %(title)s") if thing else _("Pregunta nueva: %(title)s")
        change = _placed(form, asked)
        if try_change(request, service, form, change=change, what=what % {"title": title_of(asked)}):
            return _back(service, asked["id"])
    said = given or {name: in_spanish((thing or {}).get(name)) for name in ("label", "hint")}
    values = {
        **around(request, service, "team-service", title_of(thing) if thing else _("Pregunta nueva")),
        "form": form,
        "thing": thing,
        "type_words": words_of_type(kind),
        "page": page_of(service.draft, thing["id"]) if thing else None,
        "ease": ease_of(f"{said.get('label', '')}\n\n{said.get('hint', '')}"),
        "uses": _uses_of_removed(request, service, thing),
    }
    return render(request, "services/designer/question_form.html", values, status=_status(form))


def _uses_of_removed(request: HttpRequest, service: Service, thing: Thing | None) -> list[str]:
    """Where the option is used whose button to take it away was pressed just now."""
    verb, _colon, number = request.POST.get(ACT, "").removeprefix("option:").partition(":")
    option = request.POST.get(f"option_{number}_id", "")
    return uses_of(service.draft, thing["id"], option) if thing and verb == "remove" and option else []


def _placed(form: QuestionForm, asked: Thing) -> Change:
    """The question in its place; when another page was chosen, it goes to the end of that one."""
    if not form.before:
        return put(Shelf("questions", form.holder), asked)
    here, there = form.shelf, Shelf("questions", form.holder)
    kept = replace(here, asked)
    return kept if here == there else lambda document: move_to(here, there, asked["id"])(kept(document))


def _page_form(
    request: HttpRequest, service: Service, form: PageForm, title: str, thing: Thing | None = None
) -> HttpResponse:
    guidance = request.POST.get("guidance", "") if form.is_bound else in_spanish((thing or {}).get("guidance"))
    values = {
        **around(request, service, "team-service", title),
        "form": form,
        "thing": thing,
        "heading": title,
        "ease": ease_of(guidance),
    }
    return render(request, "services/designer/page_form.html", values, status=_status(form))


def _status(form: PageForm | QuestionForm) -> int:
    return UNPROCESSABLE if form.errors else 200


def _back(service: Service, name: str = "") -> HttpResponse:
    """To the draft, with the page open on which the thing is that was changed."""
    answer = redirect("services:team-service", service.site.slug, service.slug)
    service.refresh_from_db(fields=["draft"])
    holders = {each["id"]: page["id"] for page, each in questions_of(service.draft)}
    if name:
        answer["Location"] += f"?abierta={holders.get(name, name)}#{name}"
    return answer
