"""Forms: what a person fills in, and what went wrong with it."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from django import forms
from django.forms.boundfield import BoundField
from django.middleware.csrf import get_token
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from minka.web.components.registry import component

CHOICES, PARTS = "choices", "parts"
LINES: Final = {
    forms.Textarea: "textarea",
    forms.CheckboxInput: "checkbox",
    forms.FileInput: "file",
    forms.Select: "select",
}


@component(
    title="Campo",
    examples=(
        "{% field sample.form.text %}",
        "{% field sample.form.place %}",
        "{% field sample.form.reach %}",
        "{% field sample.form.topics %}",
        "{% field sample.form.day %}",
        "{% field sample.form.born %}",
        "{% field sample.form.photo %}",
        "{% field sample.form.agree %}",
        "{% field sample.wrong.text %}",
        "{% field sample.wrong.reach %}",
    ),
)
def field(
    bound: BoundField, *, label: str = "", hint: str = "", quiet: bool = False, heading: bool = False
) -> SafeString:
    """Any field of any Django form: label, hint, error first, what was typed kept. `quiet` hides the label; with
    `heading` it is the heading of its page.
    """
    if bound.is_hidden:
        return SafeString(str(bound))
    kind = _kind(bound)
    described = [f"{bound.auto_id}_{part}" for part in _parts(bound, hint=hint)]
    values: dict[str, object] = {
        "field": bound,
        "kind": kind,
        "label": label or bound.label,
        "hint": hint or bound.help_text,
        "quiet": quiet,
        "heading": heading,
        "described": " ".join(described),
        "limit": _limit(bound),
        "optional": not bound.field.required and kind != "checkbox",
    }
    values["control"] = "" if kind == CHOICES else bound.as_widget(attrs=_attributes(bound, described))
    values["choices"] = (
        [(str(option.tag()), option.choice_label, option.id_for_label) for option in bound.subwidgets]
        if kind == CHOICES
        else []
    )
    return SafeString(render_to_string("ui/field.html", values))


@component(title="Todos los campos", examples=("{% fields sample.form %}",))
def fields(form: forms.BaseForm) -> SafeString:
    """All fields of a form in their order, hidden ones too."""
    return format_html_join("", "{}", ((field(bound),) for bound in form))


@component(
    title="Grupo de campos",
    block=True,
    examples=(
        (
            '{% fieldset legend="¿Dónde es?" hint="Basta con el distrito." %}'
            "{% field sample.form.place %}{% endfieldset %}"
        ),
    ),
)
def fieldset(content: str, *, legend: str, hint: str = "") -> SafeString:
    """Fields that answer one question together."""
    return format_html(
        '<fieldset class="fieldset"><legend>{}</legend>{}{}</fieldset>',
        legend,
        format_html('<p class="field__hint">{}</p>', hint) if hint else "",
        content,
    )


@component(title="Resumen de errores", examples=("{% error_summary sample.wrong %}",))
def error_summary(form: forms.BaseForm) -> SafeString:
    """All errors of a form at its top, each a link to its field. Draws nothing when there are none."""
    if not form.errors:
        return SafeString("")
    return SafeString(render_to_string("ui/error_summary.html", {"errors": list(_errors(form))}))


@component(
    title="Formulario que envía",
    block=True,
    takes_context=True,
    examples=(
        (
            '{% post_form action="#" draft="ejemplo" %}{% field sample.form.text %}'
            "{% button %}Enviar mi idea{% endbutton %}{% endpost_form %}"
        ),
    ),
)
def post_form(
    context: Context, content: str, *, action: str = "", draft: str = "", files: bool = False, label: str = ""
) -> SafeString:
    """A POST form with its token, guarded against a double press. `draft` names what is typed, so that it survives."""
    request = context.get("request")
    token = context.get("csrf_token") or (get_token(request) if request else "")
    return format_html(
        '<form method="post" class="form" novalidate{}{}{}>'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><minka-once>{}</minka-once>{}</form>',
        format_html(' action="{}"', action) if action else "",
        SafeString(' enctype="multipart/form-data"') if files else "",
        format_html(' aria-label="{}"', label) if label else "",
        token,
        content,
        _draft(draft) if draft else "",
    )


@component(title="Borrar lo que quedó escrito", examples=('{% forget_draft "ejemplo" %}',))
def forget_draft(key: str = "all") -> SafeString:
    """Clears what the phone kept of a form: on the receipt page, or inside the form “terminar” (then on sending)."""
    return format_html('<minka-draft data-clear="{}"></minka-draft>', key)


def _draft(key: str) -> SafeString:
    return format_html(
        '<minka-draft data-key="{}" data-restored="{}" data-discard="{}"></minka-draft>',
        key,
        _("Recuperamos lo que estabas escribiendo."),
        _("Empezar de nuevo"),
    )


def _kind(bound: BoundField) -> str:
    """Name how a field is drawn: a line, one of LINES, a list of choices, or controls that give one answer."""
    widget = bound.field.widget
    if isinstance(widget, forms.MultiWidget):
        return PARTS
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return CHOICES
    return next((name for widgets, name in LINES.items() if isinstance(widget, widgets)), "line")


def _parts(bound: BoundField, *, hint: str) -> Iterator[str]:
    """Name what describes the control, in the order in which it should be heard."""
    if bound.errors:
        yield "error"
    if hint or bound.help_text:
        yield "hint"
    if _limit(bound):
        yield "count"


def _limit(bound: BoundField) -> int | None:
    """Give the length a long text may have; short lines keep the browser's own limit."""
    return getattr(bound.field, "max_length", None) if isinstance(bound.field.widget, forms.Textarea) else None


def _attributes(bound: BoundField, described: list[str]) -> dict[str, str | bool]:
    """Set what ties a control to its words. A long text may be typed too long: cutting a paste would lose it."""
    attributes: dict[str, str | bool] = {"aria-describedby": " ".join(described) or False}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    if isinstance(bound.field.widget, forms.Textarea):
        attributes["maxlength"] = False
    if bound.field.required:
        attributes["required"] = True
    return attributes


def _errors(form: forms.BaseForm) -> Iterator[tuple[str, str]]:
    """Pair each message with the address of the control to mend; messages about the whole have none.

    The same sentence about two questions says of which it speaks.
    """
    for message in form.non_field_errors():
        yield "", str(message)
    said = Counter(str(message) for bound in form for message in bound.errors)
    for bound in form:
        for message in map(str, bound.errors):
            target = f"{bound.auto_id}_0" if _kind(bound) in {CHOICES, PARTS} else bound.auto_id
            words = f"{bound.label}: {message}" if said[message] > 1 and bound.label else message
            yield "" if bound.is_hidden else f"#{target}", words
