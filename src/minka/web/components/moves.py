"""Where am I, where can I go."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.core.paginator import Page
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from minka.web.components.registry import component
from minka.web.icons import icon

TRAIL: Final = (("site", "insights:site"), ("process", "processes:process"), ("activity", "processes:activity"))


@component(
    title="Miga de pan",
    takes_context=True,
    examples=("{% breadcrumb sample.trail %}",),
)
def breadcrumb(context: Context, trail: Iterable[tuple[str, str]] | None = None) -> SafeString:
    """The way back: pairs of (name, address), the last without address. By default site › process › activity."""
    steps = list(trail) if trail is not None else _trail(context)
    if not any(href for _name, href in steps):
        return SafeString("")
    items = format_html_join("", "<li>{}</li>", ((_step(name, href),) for name, href in steps))
    return format_html('<nav class="breadcrumb" aria-label="{}"><ol>{}</ol></nav>', _("Estás en"), items)


@component(
    title="Pestañas",
    examples=('{% tabs sample.tabs label="Partes del proceso" %}',),
)
def tabs(items: Iterable[tuple[str, str, bool]], *, label: str) -> SafeString:
    """Links between the faces of one thing: (name, address, is this one)."""
    links = format_html_join(
        "",
        '<li><a href="{}"{}>{}</a></li>',
        ((href, SafeString(' aria-current="page"') if current else "", name) for name, href, current in items),
    )
    return format_html('<nav class="tabs" aria-label="{}"><ul>{}</ul></nav>', label, links)


@component(title="Páginas", takes_context=True, examples=("{% pagination sample.page %}",))
def pagination(context: Context, page: Page[Any], *, parameter: str = "pagina") -> SafeString:
    """The way through a long list; keeps the filters of the address."""
    if not page.has_other_pages():
        return SafeString("")
    request: HttpRequest | None = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)

    def address(number: int) -> str:
        query[parameter] = str(number)
        return "?" + query.urlencode()

    before = _page_link(address(page.number - 1), _("Anteriores"), "prev") if page.has_previous() else ""
    after = _page_link(address(page.number + 1), _("Siguientes"), "next") if page.has_next() else ""
    words = _("Página %(number)s de %(total)s") % {
        "number": number_format(page.number),
        "total": number_format(page.paginator.num_pages, force_grouping=True),
    }
    return format_html(
        '<nav class="pagination" aria-label="{}">{}<span>{}</span>{}</nav>', _("Páginas"), before, words, after
    )


@component(
    title="Línea de fases",
    examples=("{% timeline sample.phases %}",),
)
def timeline(phases: Iterable[Mapping[str, object]]) -> SafeString:
    """The phases in order. Each is a mapping: title, dates, state (`done`, `now`, `next`) and perhaps href and text."""
    return format_html(
        '<ol class="timeline">{}</ol>', format_html_join("", "{}", ((_phase(phase),) for phase in phases))
    )


@component(
    title="Pasos",
    examples=("{% steps sample.steps current=2 %}",),
)
def steps(names: Sequence[str], *, current: int) -> SafeString:
    """How far along a form of several pages one is; counts from 1."""
    items = format_html_join(
        "",
        "<li{}>{}</li>",
        (
            (
                SafeString(' aria-current="step"' if number == current else " data-done" if number < current else ""),
                name,
            )
            for number, name in enumerate(names, start=1)
        ),
    )
    words = _("Paso %(current)s de %(total)s") % {"current": current, "total": len(names)}
    return format_html('<div class="steps"><p class="steps__words">{}</p><ol>{}</ol></div>', words, items)


@component(
    title="Filtros puestos",
    examples=('{% chips sample.chips label="Estás viendo" clear="?" %}',),
)
def chips(items: Iterable[tuple[str, str]], *, label: str = "", clear: str = "") -> SafeString:
    """The filters in force as words; each leads to the list without it: (words, address without it)."""
    links = format_html_join(
        "",
        '<li><a class="chip" href="{}"><span>{}</span>{}</a></li>',
        ((href, name, icon("cross", label=_("Quitar este filtro"))) for name, href in items),
    )
    if not links:
        return SafeString("")
    reset = format_html('<li><a href="{}">{}</a></li>', clear, _("Quitar todos")) if clear else ""
    return format_html(
        '<div class="chips"><span>{}</span><ul>{}{}</ul></div>', label or _("Estás viendo"), links, reset
    )


def _trail(context: Context) -> list[tuple[str, str]]:
    """Read the trail from the page's own objects, outermost first. Names of addresses belong to the apps above."""
    here = getattr(context.get("request"), "path", "")
    trail: list[tuple[str, str]] = []
    slugs: list[str] = []
    for name, address in TRAIL:
        place = context.get(name)
        if place is None:
            break
        slugs.append(place.slug)
        href = _address(address, slugs)
        trail.append((str(place), "" if href == here else href))
    return trail


def _address(name: str, slugs: list[str]) -> str:
    """Give an address, or nothing where the product is assembled without that page."""
    try:
        return reverse(name, args=slugs)
    except NoReverseMatch:
        return ""


def _step(name: str, href: str) -> SafeString:
    return (
        format_html('<a href="{}">{}</a>', href, name)
        if href
        else format_html('<span aria-current="page">{}</span>', name)
    )


def _page_link(href: str, words: str, rel: str) -> SafeString:
    drawing = icon("arrow-left" if rel == "prev" else "arrow-right")
    inside = (drawing, words) if rel == "prev" else (words, drawing)
    return format_html('<a class="button" data-kind="secondary" rel="{}" href="{}">{} {}</a>', rel, href, *inside)


def _phase(phase: Mapping[str, object]) -> SafeString:
    state = str(phase.get("state", "next"))
    title = format_html('<a href="{}">{}</a>', phase["href"], phase["title"]) if phase.get("href") else phase["title"]
    here = format_html('<span class="timeline__here">{}</span>', _("Estás aquí")) if state == "now" else ""
    done = icon("check", label=_("Terminada")) if state == "done" else ""
    return format_html(
        '<li data-state="{}"{}><span class="timeline__mark">{}</span><div><p class="timeline__title">{} {}</p>'
        '<p class="timeline__dates">{}</p>{}</div></li>',
        state,
        SafeString(' aria-current="step"') if state == "now" else "",
        done,
        title,
        here,
        phase.get("dates", ""),
        format_html("<p>{}</p>", phase["text"]) if phase.get("text") else "",
    )
