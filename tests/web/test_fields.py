"""Fields: any Django form, drawn so that eye, ear and keyboard get the same."""

import datetime as dt
import re

from django import forms
from django.template import engines

from minka.web.samples import SampleForm


class Idea(forms.Form):
    text = forms.CharField(label="Tu idea", max_length=20, widget=forms.Textarea, help_text="Con tus palabras.")
    name = forms.CharField(label="Nombre", max_length=40, required=False)
    day = forms.DateField(label="Día", widget=forms.DateInput(attrs={"type": "date"}))
    key = forms.CharField(widget=forms.HiddenInput, initial="k-1")

    def clean(self) -> None:
        raise forms.ValidationError("El proceso ya cerró.")


def draw(source: str, **values: object) -> str:
    return engines["django"].from_string(source).render(values)


def test_label_hint_and_counter_describe_the_control() -> None:
    html = draw("{% field form.text %}", form=Idea())

    assert '<label class="field__label" for="id_text">Tu idea</label>' in html
    assert 'aria-describedby="id_text_hint id_text_count"' in html
    assert 'id="id_text_hint">Con tus palabras.' in html
    assert 'data-max="20"' in html
    assert "aria-invalid" not in html


def test_error_comes_before_the_control_and_what_was_typed_is_kept() -> None:
    typed = "Una idea que pasa del límite <b>y algo más</b>"
    html = draw("{% field form.text %}", form=Idea({"text": typed}))

    assert html.index('id="id_text_error"') < html.index("<textarea")
    assert 'aria-describedby="id_text_error id_text_hint id_text_count"' in html
    assert 'aria-invalid="true"' in html
    assert "Una idea que pasa del límite &lt;b&gt;y algo más&lt;/b&gt;" in html


def test_long_text_may_be_pasted_beyond_its_limit_instead_of_being_cut() -> None:
    html = draw("{% field form.text %}{% field form.name %}", form=Idea())

    assert "maxlength" not in html.split("<textarea")[1].split(">")[0]
    assert 'maxlength="40"' in html


def test_optional_field_says_so_and_required_field_does_not() -> None:
    assert "(opcional)" in draw("{% field form.name %}", form=Idea())
    assert "(opcional)" not in draw("{% field form.text %}", form=Idea())


def test_browser_date_control_gets_the_only_form_it_understands() -> None:
    html = draw("{% field form.day %}", form=Idea({"day": "12/12/2025", "text": "x"}))
    filled = draw("{% field form.day %}", form=Idea(initial={"day": dt.date(2025, 12, 12)}))

    assert 'id="id_day_error"' not in html
    assert 'value="2025-12-12"' in filled


def test_all_fields_are_drawn_in_order_with_hidden_ones() -> None:
    html = draw("{% fields form %}", form=Idea())

    names = re.findall(r' name="(\w+)"', html)
    assert names == ["text", "name", "day", "key"]
    assert '<input type="hidden" name="key" value="k-1"' in html


def test_choices_stand_in_a_fieldset_with_a_legend() -> None:
    html = draw("{% field form.reach %}", form=SampleForm({}))

    assert re.search(r"<legend>¿A quién ayuda más\?</legend>", html)
    assert html.count('type="radio"') == 3
    assert "Elige a quién ayuda más." in html
    assert 'for="id_reach_0"' in html


def test_summary_links_each_error_to_its_control_and_names_errors_of_the_whole() -> None:
    html = draw("{% error_summary form %}", form=Idea({"text": ""}))

    assert '<a href="#id_text">' in html
    assert "<li>El proceso ya cerró.</li>" in html
    assert "#id_key" not in html  # nobody can go to a field that is hidden
    assert "Falta arreglar 4 cosas" in html


def test_summary_says_of_which_question_it_speaks_when_it_says_the_same_twice() -> None:
    class Twins(forms.Form):
        street = forms.CharField(label="¿En qué calle?", error_messages={"required": "Responde esta pregunta."})
        number = forms.CharField(label="¿Qué número?", error_messages={"required": "Responde esta pregunta."})

    twice, once = (draw("{% error_summary form %}", form=Twins(typed)) for typed in ({}, {"street": "Lima"}))

    assert ">¿En qué calle?: Responde esta pregunta.</a>" in twice
    assert ">¿Qué número?: Responde esta pregunta.</a>" in twice
    assert ">Responde esta pregunta.</a>" in once


def test_summary_of_choices_leads_to_the_first_of_them() -> None:
    assert '<a href="#id_reach_0">' in draw("{% error_summary form %}", form=SampleForm({}))


def test_summary_of_a_good_form_draws_nothing() -> None:
    assert draw("{% error_summary form %}", form=Idea()) == ""


def test_form_tag_carries_token_draft_and_guard() -> None:
    html = draw('{% post_form draft="agua" files=True %}<p>x</p>{% endpost_form %}', csrf_token="t0k3n")

    assert '<input type="hidden" name="csrfmiddlewaretoken" value="t0k3n">' in html
    assert 'enctype="multipart/form-data"' in html
    assert 'data-key="agua"' in html
    assert "<minka-once><p>x</p></minka-once>" in html
