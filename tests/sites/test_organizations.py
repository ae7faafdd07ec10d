"""Organisations: a sector of the five, and a RUC that is one or none."""

import pytest
from django.urls import reverse

from minka.sites.models import Organization
from tests.make.reference import load_tables
from tests.people import Cast, as_person

NEW = reverse("sites:organization-new", args=["cajamarca"])
COOP = {"name": "Cooperativa Porcón", "sector": "private", "ruc": "20131312955"}


@pytest.fixture(autouse=True)
def _sectors(db: None) -> None:  # noqa: ARG001 - the database is what it needs
    load_tables("sectors")


def test_an_organization_is_added_corrected_and_listed(cast: Cast) -> None:
    client = as_person(cast.facilitator)

    assert client.post(NEW, COOP).status_code == 302
    coop = Organization.objects.get()
    edit = reverse("sites:organization-edit", args=["cajamarca", coop.pk])
    assert client.post(edit, COOP | {"ruc": ""}).status_code == 302
    page = client.get(reverse("sites:organizations", args=["cajamarca"])).content.decode()

    assert "Cooperativa Porcón" in page
    assert "Sector privado" in page
    coop.refresh_from_db()
    assert coop.ruc == ""


@pytest.mark.parametrize("ruc", ["20131312956", "99131312955", "2013131295", "abc", "２０１３１３１２９５５"])
def test_a_wrong_ruc_is_refused(cast: Cast, ruc: str) -> None:
    response = as_person(cast.facilitator).post(NEW, COOP | {"ruc": ruc})

    assert response.status_code == 422
    assert not Organization.objects.exists()


def test_the_same_organization_twice_is_refused(cast: Cast) -> None:
    client = as_person(cast.facilitator)
    client.post(NEW, COOP)

    assert client.post(NEW, COOP | {"name": "cooperativa porcón"}).status_code == 422
