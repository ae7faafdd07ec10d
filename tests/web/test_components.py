"""Components: escaping, and the states that examples alone do not prove."""

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from minka.web.components import COMPONENTS
from minka.web.components.registry import component


def draw(source: str, **values: object) -> str:
    return engines["django"].from_string(source).render(values)


@pytest.mark.parametrize(
    "source",
    [
        "{% card title=evil href=evil %}{{ evil }}{% endcard %}",
        "{% notice title=evil %}{{ evil }}{% endnotice %}",
        "{% badge evil %}",
        "{% progress label=evil value=1 total=2 %}",
        "{% code evil label=evil qr=evil %}",
        "{% breadcrumb trail %}",
        "{% chips trail label=evil clear=evil %}",
        "{% timeline phases %}",
        "{% number value=evil label=evil note=evil %}{{ evil }}{% endnumber %}",
        "{% table caption=evil %}{{ evil }}{% endtable %}",
        "{% disclosure summary=evil %}{{ evil }}{% enddisclosure %}",
        "{% map svg=evil title=evil columns=row rows=rows %}",
    ],
)
def test_what_people_wrote_is_never_markup(source: str) -> None:
    evil = '<script>"x"</script>'
    values = {"trail": [(evil, evil)], "phases": [{"title": evil, "dates": evil, "text": evil}]}

    html = draw(source, evil=evil, row=[evil, evil], rows=[[evil, evil]], **values)

    assert "<script" not in html


def test_progress_says_its_denominator_and_survives_zero() -> None:
    assert "Respondidos 1\xa0182 de 2\xa0240" in draw('{% progress label="Respondidos" value=1182 total=2240 %}')
    assert 'max="1"' in draw('{% progress label="Respondidos" value=0 total=0 %}')


def test_timeline_says_where_we_are_to_eye_and_ear() -> None:
    html = draw("{% timeline phases %}", phases=[{"title": "Ideas", "state": "now"}, {"title": "Fin", "state": "next"}])

    assert html.count('aria-current="step"') == 1
    assert html.count("Estás aquí") == 1


def test_pagination_keeps_the_filters_of_the_address() -> None:
    request = RequestFactory().get("/escritorio/?estado=recibida&pagina=2")
    html = draw("{% pagination page %}", page=Paginator(range(50), 10).page(2), request=request)

    assert 'href="?estado=recibida&amp;pagina=1"' in html
    assert 'href="?estado=recibida&amp;pagina=3"' in html
    assert "Página 2 de 5" in html


def test_pagination_of_one_page_draws_nothing() -> None:
    assert draw("{% pagination page %}", page=Paginator(range(5), 10).page(1)) == ""


def test_icon_alone_has_a_name_and_icon_beside_words_is_silent() -> None:
    assert 'role="img" aria-label="Respondida"' in draw('{% icon "check" label="Respondida" %}')
    assert 'aria-hidden="true"' in draw('{% icon "check" %}')


def test_two_components_cannot_share_a_name() -> None:
    with pytest.raises(ValueError, match="Two components are called button"):

        @component(title="Otro", examples=())
        def button() -> str:
            return ""


def test_every_component_says_what_it_is_for_and_shows_itself() -> None:
    for each in COMPONENTS.values():
        assert each.purpose, each.name
        assert each.examples, each.name


def test_a_sentence_brings_one_full_stop_of_its_own() -> None:
    assert draw("{{ who|unstopped }}.", who="La oficina de riego. ") == "La oficina de riego."


@pytest.mark.parametrize(
    ("words", "shown"), [("", ""), ("Agua", "Agua"), ("Canal", "Canal"), ("Canales", "Cana…"), ("Mas agua", "Mas…")]
)
def test_a_long_text_is_shown_by_its_beginning(words: str, shown: str) -> None:
    assert draw("{{ words|shortened:5 }}", words=words) == shown
