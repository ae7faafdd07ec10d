"""What the examples of the pattern page are filled with. Places are real, nothing else is."""

from typing import Final

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.template import engines
from django.utils.safestring import SafeString

from minka.engine.workflows import default_workflow, table_rows, to_svg
from minka.web.components.charts import Bar
from minka.web.components.registry import Component
from minka.web.controls import DateParts

PALETTE: Final = (
    ("ground", "text"), ("ground", "text-muted"), ("surface", "text"), ("surface", "accent"), ("sunken", "text"),
    ("accent", "on-accent"), ("accent-soft", "accent"), ("warm-soft", "warm"), ("danger-soft", "danger"),
    ("good-soft", "good"), ("group-a", "surface"), ("group-b", "surface"), ("group-c", "surface"),
    ("group-d", "surface"), ("group-e", "surface"),
)  # fmt: skip

MAP: Final = SafeString(
    '<svg viewBox="0 0 120 60" role="img" aria-labelledby="muestra-mapa">'
    '<title id="muestra-mapa">Tres provincias vecinas, en colores según sus voces</title>'
    '<path class="map__area" data-step="4" d="M5 8h34v44H5z"/>'
    '<path class="map__area" data-step="2" d="M43 8h34v44H43z"/>'
    '<path class="map__area" data-step="0" d="M81 8h34v44H81z"/></svg>'
)

WORKFLOW: Final = SafeString(to_svg(default_workflow("automatic"), "Aprobación automática", name="muestra-camino"))
WORKFLOW_COLUMNS: Final = ("Acción", "Desde", "Hasta", "Quién")
WORKFLOW_ROWS: Final = tuple(
    (row.action, ", ".join(row.sources), row.target, ", ".join(row.roles))
    for row in table_rows(default_workflow("automatic"))
)


class SampleForm(forms.Form):
    """One field of each sort."""

    text = forms.CharField(
        label="¿Qué propones?",
        max_length=2000,
        widget=forms.Textarea,
        help_text="Escríbelo como se lo dirías a tu vecina.",
        error_messages={"required": "Escribe tu idea para poder enviarla."},
    )
    place = forms.ChoiceField(
        label="Distrito",
        required=False,
        choices=[("", "Elige tu distrito"), ("1", "Cajamarca"), ("2", "Los Baños del Inca")],
    )
    reach = forms.ChoiceField(
        label="¿A quién ayuda más?",
        widget=forms.RadioSelect,
        choices=[("barrio", "A mi barrio"), ("distrito", "A todo el distrito"), ("region", "A toda la región")],
        error_messages={"required": "Elige a quién ayuda más."},
    )
    topics = forms.MultipleChoiceField(
        label="¿De qué trata?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("agua", "Agua"), ("caminos", "Caminos"), ("salud", "Salud")],
        help_text="Puedes marcar varias.",
    )
    day = forms.DateField(label="¿Cuándo lo dijeron?", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    born = forms.Field(label="¿Cuándo naciste?", required=False, widget=DateParts())
    photo = forms.FileField(label="Foto", required=False, widget=forms.FileInput(attrs={"accept": "image/*"}))
    agree = forms.BooleanField(label="Acepto que mi idea se publique sin mi nombre")


class Sample:
    """The values that examples name as `sample.…`; forms are made anew so that no two share an id."""

    map = MAP
    map_columns = ("Provincia", "Voces")
    workflow, workflow_columns, workflow_rows = WORKFLOW, WORKFLOW_COLUMNS, WORKFLOW_ROWS
    map_rows = (("Cajamarca", 48), ("Chota", 31), ("Jaén", 0))
    bars = (Bar("Ene", 48, "48", 31), Bar("Feb", None, ""), Bar("Mar", 60, "60", 52))
    bar_columns = ("Mes", "Empezadas", "Presentadas")
    bar_rows = (("Enero", 48, 31), ("Febrero", "pocas", "pocas"), ("Marzo", 60, 52))
    trail = (("Cajamarca", "#sitio"), ("¿Cómo cuidamos el agua?", "#proceso"), ("Escribe tu idea", ""))
    tabs = (("La pregunta", "#1", True), ("Ideas", "#2", False), ("Respuestas", "#3", False))
    chips = (("sin respuesta", "?a"), ("desde papel", "?b"), ("más de 30 días", "?c"))
    steps = ("Tu idea", "Revisa", "Tu recibo")
    phases = (
        {"title": "Diagnóstico", "dates": "terminó el 3 de octubre", "state": "done", "href": "#fase-1"},
        {"title": "Ideas", "dates": "hasta el viernes 12 de diciembre, quedan 3 días", "state": "now",
         "text": "Escribe tu idea y apoya las de otros."},
        {"title": "Respuestas", "dates": "desde el lunes 15 de diciembre", "state": "next"},
    )  # fmt: skip

    def __init__(self, number: int) -> None:
        self.number = number

    @property
    def form(self) -> SampleForm:
        return SampleForm(prefix=f"muestra-{self.number}", initial={"place": "1"})

    @property
    def wrong(self) -> SampleForm:
        """A form that came back, with what was typed."""
        form = SampleForm({f"mal-{self.number}-text": ""}, prefix=f"mal-{self.number}")
        form.is_valid()
        return form

    @property
    def page(self) -> Page[int]:
        return Paginator(range(240), 20).page(3)


def draw_examples(component: Component, request: HttpRequest) -> list[tuple[str, SafeString]]:
    """Pair the source of each example with its drawing."""
    numbers = {name: place for place, name in enumerate(sorted(_names()))}
    drawn = []
    for index, source in enumerate(component.examples):
        sample = Sample(numbers[component.name] * 100 + index)
        html = engines["django"].from_string(source).render({"sample": sample}, request)
        drawn.append((source, SafeString(html)))
    return drawn


def _names() -> list[str]:
    from minka.web.components import COMPONENTS  # noqa: PLC0415 - the components' own examples name this module's values

    return list(COMPONENTS)
