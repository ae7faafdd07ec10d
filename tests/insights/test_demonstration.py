"""The demonstration: real or clearly marked, and harmless to load again."""

from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from minka.cases.models import Case, CaseEvent, Forecast, Rating
from minka.contributions.models import Contribution, Import
from minka.opinions.models import EarlierVote, OpinionMap, Vote
from minka.people.models import Participant, Person
from minka.processes.access import is_open, today
from minka.processes.models import Activity, Process
from minka.records.models import Record
from minka.services.models import (
    Application,
    Procedure,
    PublicationRequest,
    SavedCase,
    Service,
    Step,
    Version,
)
from minka.sites.models import Site
from tests.shared import kept_for_all

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demonstration")]  # which is loaded once

MODELS = (
    *(Site, Person, Process, Contribution, Participant, Record, Import, Vote, EarlierVote, OpinionMap),
    *(Procedure, Service, Version, SavedCase, PublicationRequest, Application, Step, Case, CaseEvent, Forecast, Rating),
)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:  # noqa: ARG001
    yield from kept_for_all(django_db_blocker, load_all)


def load_all() -> None:
    call_command("load_reference", verbosity=0)
    load()


def load() -> None:
    with override_settings(DEMONSTRATION=True):
        call_command("load_demonstration", verbosity=0)


@pytest.mark.usefixtures("loaded")
def test_it_opens_two_sites_and_five_processes_marked_as_demonstration() -> None:
    assert list(Site.objects.order_by("slug").values_list("slug", "place_code")) == [("cajamarca", "06"), ("peru", "")]
    assert Process.objects.filter(is_demonstration=True, status="open").exclude(attribution="").count() == 5
    assert all(person.email.endswith(".invalid") for person in Person.objects.all())
    assert not Person.objects.filter(password__startswith="argon2")


@pytest.mark.usefixtures("loaded")
def test_the_real_proposals_came_through_the_import_with_their_source() -> None:
    file = Import.objects.get(source="Decide Madrid")

    assert (file.status, file.report["new"], file.report["broken"]) == ("done", 1395, 0)
    assert Contribution.objects.filter(channel="import", source="Decide Madrid").count() == 1395
    assert Record.objects.filter(kind="contribution.received", body__kind="idea").count() == 1395
    assert Contribution.objects.get(source_key="35576").source_support_count == 5


@pytest.mark.usefixtures("loaded")
def test_a_real_conversation_came_with_all_its_votes_its_licence_and_its_map() -> None:
    file = Import.objects.get(source="Pol.is, Scoop HiveMind 2019")
    activity = Activity.objects.select_related("process").get(kind="opinions", opinion_maps__isnull=False)
    votes = Vote.objects.filter(activity=activity).count()

    assert (file.status, file.report["new"], votes, EarlierVote.objects.count()) == ("done", 29719, 29719, 83)
    assert "CC BY 4.0" in file.licence
    assert "The Computational Democracy Project" in activity.process.attribution
    assert OpinionMap.objects.get().voter_count == 529  # the other seven voted only on what was rejected there
    page = Client().get(f"/cajamarca/procesos/{activity.process.slug}/{activity.slug}/").content.decode()
    assert "Computational Democracy" in page
    assert "Las afirmaciones están en inglés" in page


@pytest.mark.usefixtures("loaded")
def test_the_conversation_asks_its_own_question_and_comes_before_ideas() -> None:
    process = Process.objects.get(activities__opinion_maps__isnull=False)

    page = Client().get(f"/cajamarca/procesos/{process.slug}/").content.decode()

    assert page.index("¿Qué hay que hacer para cuidar la naturaleza") < page.index("Cuenta qué harías tú")
    assert "del texto" not in page


@pytest.mark.usefixtures("loaded")
def test_no_other_process_has_a_voice_that_nobody_said() -> None:
    assert set(Contribution.objects.values_list("process__template_key", flat=True)) == {
        "challenge",
        "public-comment",
    }


@pytest.mark.usefixtures("loaded")
def test_each_process_takes_ideas_on_the_day_of_loading() -> None:
    for process in Process.objects.all():
        assert any(
            is_open(each, today()) for each in Activity.objects.filter(process=process).select_related("process")
        )


@pytest.mark.usefixtures("loaded")
def test_loading_again_changes_nothing() -> None:
    before = [model.objects.count() for model in MODELS]

    load()

    assert before == [model.objects.count() for model in MODELS]


@pytest.mark.usefixtures("loaded")
def test_a_role_signs_in_with_one_press_only_in_a_demonstration(settings: Settings) -> None:
    facilitator = Person.objects.get(email="facilitacion@demo.minka.invalid")
    browser = Client()

    assert browser.post("/cuenta/demostracion/", {"account": facilitator.pk}).status_code == 404
    settings.DEMONSTRATION = True
    page = browser.get("/cuenta/demostracion/?next=/cajamarca/gestion/procesos/")
    entered = browser.post("/cuenta/demostracion/", {"account": facilitator.pk, "next": "/cajamarca/gestion/procesos/"})

    assert "Facilitación de demostración" in page.content.decode()
    assert entered.headers["Location"] == "/cajamarca/gestion/procesos/"
    assert browser.get(entered.headers["Location"]).status_code == 200


@pytest.mark.usefixtures("loaded")
def test_nobody_with_an_address_of_their_own_is_signed_in_by_a_press(settings: Settings) -> None:
    settings.DEMONSTRATION = True
    real = Person.objects.create_user("alguien@example.org")

    for account in (str(real.pk), "", "x", "9" * 30):
        assert Client().post("/cuenta/demostracion/", {"account": account}).status_code == 404
    away = Client().post(
        "/cuenta/demostracion/",
        {"account": Person.objects.get(email__startswith="red@").pk, "next": "https://example.org/"},
    )
    assert away.headers["Location"] == "/mi-trabajo/"


@pytest.mark.usefixtures("loaded")
def test_three_services_are_live_in_a_version_that_one_account_wrote_and_another_approved() -> None:
    services = Service.objects.filter(status="live", is_demonstration=True)

    assert sorted(services.values_list("procedure__code", flat=True)) == ["D-01", "D-02", "D-03"]
    for version in Version.objects.all():
        assert (version.number, version.author_name, version.approver_name) == (
            1,
            "Facilitación de demostración",
            "Coordinación de demostración",
        )
        assert "demostración" in version.reasons


@pytest.mark.usefixtures("loaded")
def test_their_figures_say_that_nobody_lived_them() -> None:
    for service in Service.objects.select_related("site"):
        page = Client().get(f"/{service.site.slug}/servicios/{service.slug}/numeros/")

        assert "Números de una simulación" in page.text
        assert "No son de personas reales." in page.text
    assert Case.objects.count() > 1_000
    assert not Case.objects.filter(is_made_up=False).exists()
    assert not Record.objects.filter(kind__startswith="case").exists()


@pytest.mark.usefixtures("loaded")
def test_a_question_leads_to_the_proposal_that_it_comes_from() -> None:
    sources = [
        source["ref"]
        for version in Version.objects.all()
        for page in version.document["pages"]
        for question in page.get("questions", [])
        for source in question["ground"]["sources"]
        if source["kind"] == "contribution"
    ]

    kept = {each.ref: each.source_key for each in Contribution.objects.filter(source_key__in=["36253", "39278"])}

    assert {kept[ref] for ref in sources} == {"36253", "39278"}


def test_nothing_is_loaded_where_its_accounts_hold_no_roles() -> None:
    with pytest.raises(CommandError, match="MINKA_DEMONSTRATION=1"):
        call_command("load_demonstration")
