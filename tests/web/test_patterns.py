"""The pattern page: all components, nothing inline, and not on a public site."""

import re
from html import escape

import pytest
from django.test import Client
from pytest_django import Settings

from minka.web.components import COMPONENTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def _shown(settings: Settings) -> None:
    settings.MINKA_PATTERNS = True


@pytest.mark.usefixtures("_shown")
def test_every_component_and_every_example_is_on_the_page(client: Client) -> None:
    page = client.get("/patrones/").content.decode()

    for each in COMPONENTS.values():
        assert f"<code>{each.name}</code>" in page
        for example in each.examples:
            assert escape(example).replace("&#x27;", "&#39;").split("\n")[0][:60] in page.replace("&#x27;", "&#39;")


@pytest.mark.usefixtures("_shown")
def test_page_has_no_inline_style_script_or_handler_and_no_id_twice(client: Client) -> None:
    page = client.get("/patrones/").content.decode()

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", page)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.usefixtures("_shown")
@pytest.mark.parametrize(("word", "theme"), [("claro", "light"), ("oscuro", "dark")])
def test_page_shows_each_theme(client: Client, word: str, theme: str) -> None:
    assert f'data-theme="{theme}"' in client.get("/patrones/", {"tema": word}).content.decode()


def test_public_site_has_no_pattern_page(client: Client) -> None:
    assert client.get("/patrones/").status_code == 404
