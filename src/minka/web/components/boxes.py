"""Boxes that hold other things."""

from typing import Final

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from minka.web.components.registry import component
from minka.web.icons import icon
from minka.web.language import standing_of

NOTICE_ICONS: Final = {"info": "info", "good": "check", "warm": "clock", "danger": "alert"}


@component(
    title="Tarjeta",
    block=True,
    examples=(
        (
            '{% card title="¿Cómo queremos que sea la plaza?" href="#plaza" %}'
            "<p>Decide la municipalidad distrital.</p>{% endcard %}"
        ),
        '{% card title="Lo que ya cambió" kind="accent" %}<p>Tres pedidos están en obra.</p>{% endcard %}',
    ),
)
def card(content: str, *, title: str = "", href: str = "", level: int = 3, kind: str = "plain") -> SafeString:
    """One thing among several of its kind. With `href` the whole card can be touched."""
    name = format_html('<a href="{}">{}</a>', href, title) if href else title
    heading = format_html('<h{} class="card__title">{}</h{}>', level, name, level) if title else ""
    return format_html('<article class="card" data-kind="{}">{}{}</article>', kind, heading, content)


@component(
    title="Aviso",
    block=True,
    examples=(
        "{% notice %}<p>Este proceso es una demostración.</p>{% endnotice %}",
        '{% notice kind="good" title="Recibimos tu idea" %}<p>Guarda tu código.</p>{% endnotice %}',
        '{% notice kind="warm" title="Quedan 3 días" %}<p>Cierra el viernes 12 de diciembre.</p>{% endnotice %}',
        '{% notice kind="danger" title="No pudimos recibir tu foto" %}<p>Tu texto está guardado.</p>{% endnotice %}',
    ),
)
def notice(content: str, *, kind: str = "info", title: str = "") -> SafeString:
    """Something to know before going on: `info`, `good`, `warm` (attention, not an error) or `danger`."""
    heading = format_html('<p class="notice__title">{}</p>', title) if title else ""
    return format_html(
        '<div class="notice" data-kind="{}">{}<div class="notice__body">{}{}</div></div>',
        kind,
        icon(NOTICE_ICONS[kind]),
        heading,
        content,
    )


@component(title="Aviso de lengua", examples=('{% language_note "qvc" %}',))
def language_note(language: str) -> str:
    """How far a language is that only its speakers fill. Nothing for the others, and nothing once it is finished."""
    standing = standing_of(language)
    if standing is None or standing.is_finished:
        return ""
    return render_to_string("ui/language_note.html", {"standing": standing})


@component(
    title="Desplegable",
    block=True,
    examples=(
        '{% disclosure summary="Agregar un lugar (opcional)" %}<p>Elige tu distrito.</p>{% enddisclosure %}',
        '{% disclosure summary="Cómo se cuenta" open=True %}<p>Una voz es un aporte recibido.</p>{% enddisclosure %}',
    ),
)
def disclosure(content: str, *, summary: str, open: bool = False) -> SafeString:  # noqa: A002
    """Folds away what few need at first. Never fold what everyone needs or an error."""
    return format_html(
        '<details class="disclosure"{}><summary>{}<span>{}</span></summary>'
        '<div class="disclosure__body">{}</div></details>',
        " open" if open else "",
        icon("chevron-down"),
        summary,
        content,
    )


@component(
    title="Estado vacío que enseña",
    block=True,
    examples=(
        (
            '{% empty title="Todavía no hay ideas" icon="voice" %}'
            '<p>La primera puede ser la tuya.</p>{% link_button href="#x" %}Escribir mi idea{% endlink_button %}'
            "{% endempty %}"
        ),
    ),
)
def empty(content: str, *, title: str, icon: str = "list", level: int = 2) -> SafeString:
    """Stands where a list has no rows yet: says why, and what to do first."""
    return format_html(
        '<div class="empty">{}<h{} class="empty__title">{}</h{}>{}</div>', _icon(icon), level, title, level, content
    )


@component(
    title="Promesa",
    block=True,
    examples=(
        (
            '{% promise title="Qué se puede decidir aquí" %}'
            "<div><dt>Qué</dt><dd>En qué se usa el 20 % del presupuesto.</dd></div>"
            "<div><dt>Quién decide</dt><dd>El concejo municipal, por acuerdo público.</dd></div>"
            "<div><dt>Hasta cuándo</dt><dd>viernes 12 de diciembre, quedan 3 días</dd></div>{% endpromise %}"
        ),
    ),
)
def promise(content: str, *, title: str = "", level: int = 2) -> SafeString:
    """The promise of a process as a list of terms: what can be decided, by whom, until when, what happens then."""
    return format_html(
        '<section class="promise"><h{} class="promise__title">{}</h{}><dl>{}</dl></section>',
        level,
        title or _("Lo que te prometemos"),
        level,
        content,
    )


@component(
    title="Barra para actuar sobre varias filas",
    block=True,
    examples=(
        (
            '<form><p><label class="choice"><input type="checkbox" name="fila" value="1" data-row> '
            "<span>Elígeme para ver la barra</span></label></p>"
            '{% bulk_bar label="Con las elegidas" %}{% button kind="secondary" %}Agrupar{% endbutton %}'
            "{% endbulk_bar %}</form>"
        ),
    ),
)
def bulk_bar(content: str, *, label: str = "") -> SafeString:
    """Actions on the chosen rows of a desk table. It shows when a checkbox with `data-row` in the form is chosen."""
    return format_html(
        '<div class="bulk-bar" role="group" aria-label="{0}"><span class="bulk-bar__label">{0}</span>{1}</div>',
        label or _("Con las filas elegidas"),
        content,
    )


def _icon(name: str) -> SafeString:
    """Draw an icon where the parameter of the same name hides the function."""
    return icon(name)
