"""The page of a procedure for the State's portal."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.procedures import Channel, Fee, Procedure, Regime, Term, Unit, Way, guide_of
from minka.engine.procedures.guides import infinitive
from tests.engine.procedures.demonstration import rows


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Licencia de funcionamiento", "Obtener licencia de funcionamiento"),
        ("Renovación de carné de comerciante", "Renovar carné de comerciante"),
        ("INSCRIPCIÓN DE ORGANIZACIONES", "Inscribir ORGANIZACIONES"),
        ("Acceso a la información pública", "Acceder a la información pública"),
        ("Queja por demora", "Presentar queja por demora"),
        ("Recurso de apelación", "Presentar recurso de apelación"),
        ("Cambiar el giro de un local", "Cambiar el giro de un local"),
        ("Alquiler de un local", "Solicitar alquiler de un local"),
        ("Taller de artesanía", "Solicitar taller de artesanía"),
        ("Matrimonio civil", "Solicitar matrimonio civil"),
        ("ITSE posterior", "Solicitar ITSE posterior"),
    ],
)
def test_a_title_says_what_to_do(title: str, expected: str) -> None:
    assert infinitive(title) == expected


def test_the_page_says_who_needs_what_and_how_by_each_channel() -> None:
    guide = guide_of(
        Procedure(
            line=1,
            title="Permiso",
            requirements=("Plano", "Si vende comida, carné sanitario"),
            fee=Fee(Decimal("12.5")),
            regimes=(Regime.POSITIVE,),
            term=Term(1, Unit.MONTHS),
            channels=(Channel(Way.ONLINE, "https://example.org"), Channel(Way.PHONE, "076 000 000")),
        )
    )

    page = guide.to_markdown()
    assert page.startswith("# Obtener permiso\n")
    assert "- Plano\n- Si vende comida: carné sanitario\n" in page
    assert "## En línea\n\n1. Ten a la mano lo que dice la lista.\n2. Paga S/ 12.50" in page
    assert "## Por teléfono" in page
    assert "1 mes como máximo. Si la entidad no te responde a tiempo, queda aprobado." in page


@pytest.mark.parametrize(
    ("more", "cost", "term"),
    [
        ({"fee": Fee(Decimal(0))}, "Es gratuito.", "30 días hábiles como máximo."),
        ({}, "La entidad no ha dicho cuánto cuesta.", "30 días hábiles como máximo."),
        ({"fee_text": "según tarifa", "regimes": (Regime.AUTOMATIC,)}, "según tarifa", "Es inmediato."),
        ({"term": Term(10, Unit.DAYS)}, "La entidad no ha dicho cuánto cuesta.", "10 días calendario como máximo."),
    ],
)
def test_cost_and_term_are_told_in_words(more: dict[str, object], cost: str, term: str) -> None:
    guide = guide_of(Procedure(line=1, title="Permiso", **more))

    assert (guide.cost, guide.term) == (cost, term)


def test_without_channels_the_place_where_it_begins_is_the_way() -> None:
    guide = guide_of(Procedure(line=1, title="Permiso", start="Plaza 1"))

    assert [channel.way for channel in guide.channels] == ["En persona"]


@given(st.text(max_size=80), st.text(max_size=80))
def test_texts_of_a_row_stay_texts_in_markdown(title: str, requirement: str) -> None:
    page = guide_of(Procedure(line=1, title=f"Permiso {title}", requirements=(requirement,))).to_markdown()

    assert "<script" not in page
    assert sum(row.startswith("# ") for row in page.split("\n")) == 1


def test_marks_are_escaped() -> None:
    page = guide_of(Procedure(line=1, title="Permiso <b>", requirements=("# Plano [aquí](http://x)",))).to_markdown()

    assert "# Obtener permiso \\<b\\>" in page
    assert "- \\# Plano \\[aquí\\](http://x)" in page


def test_pages_of_the_demonstration_are_json() -> None:
    for row in rows():
        page = json.loads(json.dumps(guide_of(row).to_json()))

        assert page["format"] == "minka-guide/1"
        assert {"title", "requirements", "channels", "cost", "term", "silence"} <= set(page)
