"""The field in which a person types a district."""

import pytest
from django import forms
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minka.reference.forms import PlaceField

pytestmark = pytest.mark.usefixtures("cajamarca")


class WhereForm(forms.Form):
    place = PlaceField(required=False, department="06")


def code_of(text: str) -> str:
    form = WhereForm({"place": text})
    assert form.is_valid(), form.errors
    return str(form.cleaned_data["place"].inei_code)


def complaint_about(text: str) -> str:
    form = WhereForm({"place": text})
    assert not form.is_valid()
    return str(form.errors["place"][0])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Chota, Chota", "060401"),
        ("chota", "060401"),
        ("  CHOTA ,chota  ", "060401"),
        ("Chota, Chota, Cajamarca", "060401"),
        ("Celendin", "060301"),
        ("Celendín, Celendín", "060301"),
        ("Celendi\u0301n", "060301"),
        ("los banos del inca", "060108"),
        ("Jaén Jaén", "060801"),
        ("Santa Cruz, Cutervo", "060611"),
        ("Santa Cruz, Santa Cruz", "061301"),
        ("060401", "060401"),
        ("INEI 060401", "060401"),
        ("reniec: 060601", "060401"),
        ("ENCAÑADA", "060105"),
    ],
)
def test_a_district_is_understood_as_people_write_it(text: str, code: str) -> None:
    assert code_of(text) == code


def test_two_districts_of_one_name_give_a_clear_question() -> None:
    assert complaint_about("Santa Cruz") == (
        "Hay 2 distritos que se llaman Santa Cruz. Escribe cuál: «Santa Cruz, Cutervo» o «Santa Cruz, Santa Cruz»."
    )


def test_a_province_asks_for_its_district() -> None:
    assert complaint_about("San Marcos").startswith("San Marcos es una provincia. Escribe también el distrito")


def test_a_near_miss_offers_what_was_meant() -> None:
    assert complaint_about("Bambamraca") == "No encontramos ese distrito. ¿Quisiste decir «Bambamarca, Hualgayoc»?"


@pytest.mark.parametrize(
    "text",
    [
        "Atlántida",
        "069999",
        "RENIEC 999999",
        "123",
        ",,,",
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "\u202eatohC",
        "🥔" * 60,
    ],
)
def test_what_is_no_district_is_refused_kindly(text: str) -> None:
    assert complaint_about(text).startswith("No encontramos ese distrito.")


def test_too_long_and_nul_are_refused() -> None:
    assert "120" in complaint_about("a" * 100_000)
    assert complaint_about("Chota\0")


def test_empty_is_no_place_where_it_may_be() -> None:
    form = WhereForm({"place": "   "})

    assert form.is_valid()
    assert form.cleaned_data["place"] is None
    assert PlaceField(department="06").required


@given(st.text(max_size=200))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_breaks_the_field(text: str) -> None:
    form = WhereForm({"place": text})

    assert form.is_valid() or len(str(form.errors["place"][0])) < 400


def test_what_was_typed_is_kept_and_the_districts_are_offered() -> None:
    form = WhereForm({"place": 'Chota "x" <b>'})
    html = str(form["place"])
    box, _, offered = html.partition("<datalist")

    assert 'list="id_place-list"' in box
    assert "Chota &quot;x&quot; &lt;b&gt;" in box
    assert offered.count("<option") == 127
    assert '<option value="Santa Cruz, Cutervo">' in offered
    assert len(html.encode()) < 7_000


def test_a_form_chooses_its_department_without_touching_the_others() -> None:
    form = WhereForm()
    form.fields["place"].department = "0101"  # type: ignore[attr-defined]

    assert "<option" not in str(form["place"])
    assert "<option" in str(WhereForm()["place"])


def test_a_place_already_chosen_is_shown_by_name() -> None:
    place = WhereForm({"place": "chota"})
    place.full_clean()
    shown = WhereForm(initial={"place": place.cleaned_data["place"]})["place"].as_widget()

    assert 'value="Chota, Chota"' in shown.partition("<datalist")[0]
