"""Numbers, states and pictures, each with its words."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from minka.web import qr as codes
from minka.web.components.registry import component
from minka.web.icons import icon

BADGE_ICONS: Final = {"good": "check", "warm": "clock", "danger": "alert", "accent": "voice", "neutral": ""}


@component(
    title="Estado",
    examples=(
        (
            '{% badge "Respondida" kind="good" %} {% badge "Vence mañana" kind="warm" %} '
            '{% badge "Fuera de plazo" kind="danger" %} {% badge "Recibida" kind="accent" %} {% badge "Borrador" %}'
        ),
    ),
)
def badge(text: str, *, kind: str = "neutral") -> SafeString:
    """A state in one or two words, by shape as well as colour."""
    drawing = BADGE_ICONS[kind]
    return format_html('<span class="badge" data-kind="{}">{}{}</span>', kind, icon(drawing) if drawing else "", text)


@component(
    title="Avance",
    examples=(
        '{% progress label="Respondidos" value=182 total=240 %}',
        '{% progress label="Respondidos" value=0 total=0 %}',
    ),
)
def progress(*, label: str, value: int, total: int) -> SafeString:
    """A part of a whole, in words with its denominator and as a bar."""
    words = _("%(label)s %(value)s de %(total)s") % {
        "label": label,
        "value": number_format(value, force_grouping=True),
        "total": number_format(total, force_grouping=True),
    }
    return format_html(
        '<div class="progress"><span class="progress__words">{0}</span>'
        '<progress value="{1}" max="{2}" aria-label="{0}">{0}</progress></div>',
        words,
        min(value, total),
        total or 1,
    )


@component(
    title="Número",
    block=True,
    examples=(
        '{% number value=240 label="voces" %}Cada aporte recibido cuenta una vez.{% endnumber %}',
        (
            '{% number value=11 label="días en responder" note="la mitad tarda menos" href="#registros" %}'
            "Mediana de los días desde la recepción hasta la respuesta.{% endnumber %}"
        ),
    ),
)
def number(content: str, *, value: int | float | str, label: str, note: str = "", href: str = "") -> SafeString:
    """A public number with its definition behind “Cómo se cuenta”; `href` leads to its records."""
    shown = value if isinstance(value, str) else number_format(value, force_grouping=True)
    return format_html(
        '<div class="number"><p class="number__figure"><strong>{}</strong> <span>{}</span></p>{}'
        "<details><summary>{}</summary><p>{}</p>{}</details></div>",
        format_html('<a href="{}">{}</a>', href, shown) if href else shown,
        label,
        format_html('<p class="number__note">{}</p>', note) if note else "",
        _("Cómo se cuenta"),
        content,
        format_html('<p><a href="{}">{}</a></p>', href, _("Ver los registros")) if href else "",
    )


@component(
    title="Código de recibo",
    examples=('{% code "kudu yeme sife 311" label="Tu código" qr="https://minka.example/r/kudu-yeme-sife-311" %}',),
)
def code(value: str, *, label: str = "", qr: str = "") -> SafeString:
    """A receipt's code, large enough for a photo of the screen, with its QR and a button to copy it."""
    picture = format_html('<div class="code__qr">{}</div>', codes.qr_svg(qr)) if qr else ""
    return format_html(
        '<div class="code"><div><p class="code__label">{}</p><p class="code__value">{}</p>'
        '<minka-copy data-text="{}" data-done="{}" hidden><button class="button" data-kind="secondary" type="button">'
        '{}<span>{}</span></button><span role="status"></span></minka-copy></div>{}</div>',
        label or _("Tu código"),
        value,
        value,
        _("Copiado"),
        icon("copy"),
        _("Copiar el código"),
        picture,
    )


@component(
    title="Tabla",
    block=True,
    examples=(
        (
            '{% table caption="Aportes por distrito" %}<thead><tr><th scope="col">Distrito</th>'
            '<th scope="col">Voces</th>'
            '<th scope="col">Estado</th></tr></thead><tbody><tr><th scope="row">Los Baños del Inca</th>'
            '<td data-label="Voces">48</td><td data-label="Estado">{% badge "Respondida" kind="good" %}</td></tr>'
            '<tr><th scope="row">Chota</th><td data-label="Voces">31</td>'
            '<td data-label="Estado">{% badge "Vence mañana" kind="warm" %}</td></tr></tbody>{% endtable %}'
        ),
    ),
)
def table(content: str, *, caption: str, stack: bool = True, dense: bool = False) -> SafeString:
    """Rows and columns with a caption and a head that stays. Cells carry `data-label` to become cards on a phone."""
    return format_html(
        '<div class="table"{}{} role="region" aria-label="{}" tabindex="0">'
        "<table><caption>{}</caption>{}</table></div>",
        " data-stack" if stack else "",
        " data-dense" if dense else "",
        caption,
        caption,
        content,
    )


@component(
    title="Mapa con su tabla",
    examples=(
        '{% map svg=sample.map title="Voces por provincia" columns=sample.map_columns rows=sample.map_rows %}',
        (
            '{% map svg=sample.workflow title="Qué pasa con un trámite" columns=sample.workflow_columns '
            "rows=sample.workflow_rows %}"
        ),
    ),
)
def map(  # noqa: A001
    *, svg: str, title: str, columns: Sequence[str], rows: Iterable[Sequence[object]], note: str = ""
) -> SafeString:
    """A map drawn by the server and the same facts as a table. `svg` must be safe markup with title and desc."""
    return format_html(
        '<figure class="map"><figcaption>{}</figcaption><div class="map__picture">{}</div>{}'
        "<details><summary>{}</summary>{}</details></figure>",
        title,
        svg,
        format_html('<p class="map__note">{}</p>', note) if note else "",
        _("Ver como tabla"),
        as_table(columns, rows, caption=title),
    )


@component(title="Código QR", examples=('{% qr "https://minka.example/r/kudu-yeme-sife-311" %}',))
def qr(text: str, *, label: str = "") -> SafeString:
    """A QR for a phone to read from a screen or from paper."""
    return codes.qr_svg(text, label=label)


def as_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, caption: str) -> SafeString:
    """The table twin of a picture: the first cell of a row names it."""
    head = format_html_join("", '<th scope="col">{}</th>', ((column,) for column in columns))
    body = format_html("<thead><tr>{}</tr></thead><tbody>{}</tbody>", head, _rows(columns, rows))
    return table(body, caption=caption, stack=False, dense=True)


def _rows(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> SafeString:
    """Draw rows whose first cell names the row."""

    def cells(row: Sequence[object]) -> SafeString:
        first = format_html('<th scope="row">{}</th>', row[0])
        rest = zip(columns[1:], row[1:], strict=True)
        return first + format_html_join("", '<td data-label="{}">{}</td>', rest)

    return format_html_join("", "<tr>{}</tr>", ((cells(row),) for row in rows))
