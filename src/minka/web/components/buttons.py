"""What a person presses."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from minka.web.components.registry import component
from minka.web.icons import icon as draw


@component(
    title="Botón",
    block=True,
    examples=(
        "{% button %}Enviar mi idea{% endbutton %}",
        '{% button kind="secondary" icon="search" %}Buscar parecidas{% endbutton %}',
        '{% button kind="quiet" icon="pencil" %}Corregir{% endbutton %}',
        '{% button kind="danger" name="accion" value="retirar" %}Retirar mi idea{% endbutton %}',
    ),
)
def button(
    content: str, *, kind: str = "primary", icon: str = "", name: str = "", value: str = "", submit: bool = True
) -> SafeString:
    """Sends the form it stands in. Its verb says what happens. One `primary` per page; `danger` cannot be undone."""
    return format_html(
        '<button class="button" data-kind="{}" type="{}"{}>{}<span>{}</span></button>',
        kind,
        "submit" if submit else "button",
        format_html(' name="{}" value="{}"', name, value) if name else "",
        draw(icon) if icon else "",
        content,
    )


@component(
    title="Enlace con forma de botón",
    block=True,
    examples=(
        '{% link_button href="#participa" %}Escribir mi idea{% endlink_button %}',
        '{% link_button href="#lista" kind="secondary" icon="list" %}Leer las ideas{% endlink_button %}',
    ),
)
def link_button(content: str, *, href: str, kind: str = "primary", icon: str = "") -> SafeString:
    """Leads to the page where something is done. It goes somewhere; a button changes something."""
    return format_html(
        '<a class="button" data-kind="{}" href="{}">{}<span>{}</span></a>',
        kind,
        href,
        draw(icon) if icon else "",
        content,
    )


@component(
    title="Icono",
    examples=(
        '{% icon "pin" %} Cajamarca',
        '{% icon "check" label="Respondida" %}',
    ),
)
def icon(name: str, *, label: str = "") -> SafeString:
    """A small drawing beside a word. Give a label only where it stands alone."""
    return draw(name, label=label)


@component(title="Guion de htmx", examples=("{% htmx %}",))
def htmx() -> SafeString:
    """Loads htmx. Put it into the block `scripts` of the few pages that update a part of themselves."""
    return format_html('<script src="{}" defer></script>', static("vendor/htmx/htmx.min.js"))
