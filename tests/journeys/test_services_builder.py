"""A whole service from an empty draft, without code: every kind of part, tried and proposed."""

import pytest

from minka.services.models import Service
from minka.sites.models import Organization
from tests.journeys.conftest import Open, World, sign_in
from tests.journeys.walk import AT_A_DESK, ON_A_PHONE, ON_A_PLAIN_PHONE, Walk, Way

pytestmark = [pytest.mark.journey, pytest.mark.slow]
QUESTIONS = (
    ("Documento de identidad", "¿Cuál es tu DNI?"),
    ("Fecha", "¿Desde cuándo siembras ahí?"),
    ("Lugar", "¿En qué distrito está?"),
    ("Teléfono", "¿A qué teléfono te avisamos?"),
    ("Correo", "¿Tienes correo?"),
    ("Texto largo", "¿Para qué necesitas el agua?"),
)
PAPERS = (
    ("Archivo", "Plano o croquis del terreno"),
    ("Foto", "Foto de la toma de agua"),
    ("Monto en soles", "¿Cuánto pagas hoy por el agua?"),
    ("Declaración", "Declaro que lo que digo es cierto"),
)


@pytest.fixture
def entity(world: World) -> Organization:
    return Organization.objects.create(site=world.cast.cajamarca, name="Junta de regantes", sector="state")


@pytest.mark.parametrize("way", [ON_A_PHONE, AT_A_DESK, ON_A_PLAIN_PHONE], ids=lambda way: way.name)
def test_a_service_is_built_whole_from_an_empty_draft(
    world: World, entity: Organization, open_browser: Open, way: Way
) -> None:
    walk = sign_in(open_browser(way), world.cast.facilitator)
    begin(walk, entity)
    first_pages(walk)
    people(walk)
    plots(walk)
    papers(walk)
    parts(walk)
    facts(walk)
    casework(walk)
    try_out(walk)
    propose(walk)

    made = Service.objects.get().draft
    kinds = {each["type"] for page in made["pages"] for each in page.get("questions", [])}
    plot = next(page for page in made["pages"] if page["id"] == "tus_parcelas")["questions"][0]
    assert len(kinds) >= 14
    assert plot["questions"][-1]["when"] == {"op": "eq", "args": [{"row": "tiene_titulo"}, False]}
    assert made["procedure"]["fee"] == {"table": "tarifas", "output": "costo"}


def begin(walk: Walk, entity: Organization) -> None:
    walk.go("/cajamarca/servicios/equipo/")
    walk.press("Empezar de un aporte o de cero")
    walk.write("Nombre del servicio", "Pedir agua para riego")
    walk.choose("¿Qué entidad lo atiende?", str(entity.pk))
    walk.press("Abrir el borrador")
    walk.reads("Hasta publicar", "Sigue: Páginas y preguntas")
    walk.stop("vacio")


def page(walk: Walk, title: str, sort: str = "", guidance: str = "") -> None:
    walk.press("Páginas y preguntas", inside=".tabs")
    walk.press("Agregar una página")
    walk.write("Título de la página", title)
    if sort:
        walk.tick(sort)
    if guidance:
        walk.write("Guía", guidance)


def unfold(walk: Walk, title: str) -> None:
    """Open a page of the list, unless it is open."""
    card = walk.page.locator(".draft-page", has_text=title)
    if card.locator("details[open]").count() == 0:
        card.locator("summary").first.click()


def ask(walk: Walk, holder: str, kind: str, label: str, *, in_group: bool = False) -> None:
    """Begin a question of a kind on a page, or inside the group on it."""
    unfold(walk, holder)
    words = "Agregar una pregunta al grupo" if in_group else "Agregar una pregunta"
    card = walk.page.locator(".draft-page", has_text=holder)
    card.get_by_role("link", name=words, exact=True).first.click()
    walk.page.wait_for_load_state()
    walk.press(kind, exact=True)
    walk.write("La pregunta", label)


def keep(walk: Walk) -> None:
    walk.press("Guardar la pregunta")


def first_pages(walk: Walk) -> None:
    page(walk, "Tu terreno", "Va antes de empezar")
    walk.press("Guardar la página")
    ask(walk, "Tu terreno", "Sí o no", "¿El terreno es tuyo?")
    keep(walk)
    ask(walk, "Tu terreno", "Una opción", "¿De dónde sacas el agua?")
    walk.write("Opción 1", "Río")
    walk.write("Opción 2", "Pozo")
    walk.press("Subir Opción 2")
    walk.press("Agregar otra opción")
    walk.press("Pegar una lista")
    walk.write("Pegar muchas opciones", "Canal\nManantial")
    walk.stop("opciones")
    keep(walk)
    page(
        walk, "Primero los papeles", "Es una salida", "Pide antes tu título en la agencia agraria. Después vuelve aquí."
    )
    walk.press("¿Cuándo se muestra?")
    walk.choose("Fila 1: pregunta", "answer:el_terreno_es_tuyo")
    walk.write("Fila 1: valor", "no")
    walk.stop("salida")
    walk.press("Guardar la página")
    walk.reads("Solo si «¿El terreno es tuyo?» es no")


def people(walk: Walk) -> None:
    for kind, label in QUESTIONS:
        ask(walk, "Tu nombre", kind, label)
        keep(walk)
    walk.press("Subir ¿Tienes correo?")
    walk.stop("preguntas")


def plots(walk: Walk) -> None:
    page(walk, "Tus parcelas")
    walk.press("Guardar la página")
    ask(walk, "Tus parcelas", "Grupo que se repite", "Parcelas")
    keep(walk)
    ask(walk, "Tus parcelas", "Número", "Hectáreas", in_group=True)
    keep(walk)
    ask(walk, "Tus parcelas", "Sí o no", "¿Tiene título?", in_group=True)
    keep(walk)
    ask(walk, "Tus parcelas", "Texto corto", "¿Por qué no tiene?", in_group=True)
    walk.press("¿Cuándo se muestra?")
    walk.choose("Fila 1: pregunta", "row:tiene_titulo")
    walk.write("Fila 1: valor", "no")
    walk.stop("condicion-de-esta-fila")
    keep(walk)
    walk.reads("solo si")
    walk.stop("grupo")


def papers(walk: Walk) -> None:
    page(walk, "Papeles y firma")
    walk.press("Guardar la página")
    for kind, label in PAPERS:
        ask(walk, "Papeles y firma", kind, label)
        keep(walk)
    ask(walk, "Papeles y firma", "Número", "¿Cuántas horas de riego pides?")
    keep(walk)
    ask(walk, "Papeles y firma", "Varias opciones", "¿Qué siembras?")
    walk.press("Pegar una lista")
    walk.write("Pegar muchas opciones", "Papa\nMaíz\nPasto")
    keep(walk)
    walk.press("Subir ¿Qué siembras?")


def parts(walk: Walk) -> None:
    walk.press("Requisitos y reglas", inside=".tabs")
    walk.press("Agregar: requisito")
    walk.write("Qué se pide", "Plano o croquis del terreno")
    walk.choose("Pregunta con la que se cumple", "plano_o_croquis_del_terreno")
    walk.press("Guardar", exact=True)
    walk.press("Agregar: regla")
    walk.write("Qué lee la persona", "Se piden 24 horas como máximo. Cambia el número de horas.")
    walk.choose("Fila 1: pregunta", "answer:cuantas_horas_de_riego_pides")
    walk.choose("Fila 1: comparación", "gt")
    walk.write("Fila 1: valor", "24")
    walk.press("Guardar", exact=True)
    walk.press("Agregar: cálculo")
    walk.write("Nombre del cálculo", "Pago al año")
    walk.choose("Qué se hace", "mul")
    walk.choose("Dato 1", "sum:parcelas:hectareas")
    walk.stop("calculo")
    walk.write("Dato 2: número", "12")
    walk.press("Guardar", exact=True)
    table(walk)
    walk.stop("partes")


def table(walk: Walk) -> None:
    walk.press("Agregar: tabla")
    walk.write("Nombre de la tabla", "Tarifas")
    walk.press("Agregar otra columna")
    walk.press("Agregar otro resultado")
    walk.press("Agregar otra fila")
    walk.choose("Columna 1: mira", "answer:de_donde_sacas_el_agua")
    walk.choose("Columna 2: mira", "answer:cuantas_horas_de_riego_pides")
    walk.write("Resultado 1: nombre", "Costo")
    walk.write("Resultado 2: nombre", "Turno")
    walk.choose("Resultado 2: de qué tipo", "text")
    walk.press("Actualizar la hoja")
    for row, cells in ((1, ("Pozo", "> 10", "30", "noche")), (2, ("", "", "10", "día"))):
        names = ("¿De dónde sacas el agua?", "¿Cuántas horas de riego pides?", "Costo", "Turno")
        for name, said in zip(names, cells, strict=True):
            walk.write(f"Fila {row}: {name}", said)
    walk.stop("tabla")
    walk.press("Guardar", exact=True)


def facts(walk: Walk) -> None:
    walk.press("Datos y cartas", inside=".tabs")
    walk.field("Costo en soles").fill("")
    walk.choose("O el costo sale de", "table:tarifas:costo")
    walk.field("Plazo para responder").fill("15")
    walk.write("Base legal", "Ley 29338, art. 53")
    walk.write("Quién resuelve", "La presidencia de la junta")
    walk.stop("datos")
    walk.press("Guardar los datos")
    walk.press("Cartas del trámite")
    walk.write("Nombre de otra carta", "Aviso de visita")
    walk.write("Qué dice esa carta", "Iremos a ver tu toma de agua. Trae tu DNI.")
    walk.stop("cartas")
    walk.press("Guardar las cartas")


def casework(walk: Walk) -> None:
    walk.press("Camino", inside=".tabs")
    walk.press("Ver el dibujo")
    walk.stop("camino")
    walk.press("Agregar un estado")
    walk.write("Nombre del estado", "En visita")
    walk.stop("estado")
    walk.press("Guardar", exact=True)
    walk.reads("Ninguna acción lleva a «En visita»", "Hasta arreglarlo no se puede publicar")
    for label, source, target in (
        ("Visitar", "En evaluación", "en_visita"),
        ("Anotar la visita", "En visita", "in_review"),
    ):
        walk.press("Agregar una acción")
        walk.write("Nombre de la acción", label)
        walk.tick(source)
        walk.choose("¿A qué estado lleva?", target)
        walk.tick("Personal")
        if label == "Visitar":
            walk.choose("Carta que sale", "aviso_de_visita")
            walk.stop("accion")
        walk.press("Guardar", exact=True)
    walk.press("Aprobar por silencio positivo")
    walk.tick("En visita")
    walk.press("Guardar", exact=True)
    walk.reads("El camino cumple lo que la ley pide")
    walk.stop("camino-propio")


def try_out(walk: Walk) -> None:
    walk.press("Probar", inside=".tabs")
    walk.press("Probar como ciudadano")
    walk.tick("No")
    walk.tick("Pozo")
    walk.press("Seguir", exact=True)
    walk.reads("Por aquí el trámite no sigue")
    walk.press("Guardar estas respuestas como caso")
    walk.reads("Guardamos el caso", "Da lo que se espera", "¿El terreno es tuyo?")
    walk.stop("caso")


def propose(walk: Walk) -> None:
    walk.press("Páginas y preguntas", inside=".tabs")
    walk.reads("Sigue: Publicar")
    walk.stop("listo")
    walk.press("Sigue: Publicar")
    walk.write("¿Por qué se publica?", "Lo pidieron en tres asambleas de regantes.")
    for each in walk.page.get_by_label("¿Por qué se publica así?").all():
        each.fill("Lo vimos con la junta.")
    walk.stop("publicar")
    walk.press("Pedir publicación")
    walk.reads("Lo pediste tú: tiene que aprobarlo otra persona")
