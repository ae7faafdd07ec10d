"""Assigning: who sees to what."""

import pytest
from django.test import Client
from django.urls import reverse

from minka.contributions.models import Contribution
from minka.notices.models import Notice
from minka.processes.models import Activity
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_person


@pytest.fixture
def activity(cast: Cast) -> Activity:
    return make_activity(make_process(cast.cajamarca))


def address(activity: Activity, name: str = "assign") -> str:
    return reverse(f"contributions:{name}", args=[activity.site.slug, activity.process.slug])


def compose(client: Client, activity: Activity, *contributions: Contribution) -> dict[str, str]:
    page = client.post(
        address(activity, "desk-choose"), {"accion": "assign", "fila": [each.pk for each in contributions]}
    )
    assert page.status_code == 200
    return {name: page.context["form"][name].value() for name in ("seen", "idempotency_key")}


def test_many_go_to_a_member_whose_office_goes_along_and_who_is_told_once(cast: Cast, activity: Activity) -> None:
    said = [make_contribution(activity) for _ in range(3)]
    client = as_person(cast.facilitator)
    carried = compose(client, activity, *said)

    for _ in range(2):
        assert client.post(address(activity), {**carried, "person": cast.official.pk}).status_code == 302

    assert set(Contribution.objects.values_list("assignee", "office")) == {
        (cast.official.pk, "Dirección Regional de Agricultura")
    }
    assert Notice.objects.get(person=cast.official).title == "Te encargaron 3 aportes"
    desk = as_person(cast.official).get(f"{address(activity, 'desk')}?responsable=yo")
    assert len(desk.context["page"].rows) == 3


def test_they_can_be_given_back(cast: Cast, activity: Activity) -> None:
    said = make_contribution(activity)
    client = as_person(cast.facilitator)
    client.post(address(activity), {**compose(client, activity, said), "person": cast.official.pk})

    client.post(address(activity), {**compose(client, activity, said), "person": "", "office": ""})

    said.refresh_from_db()
    assert (said.assignee, said.office) == (None, "")


def test_only_members_can_be_chosen_and_only_some_may_choose(cast: Cast, activity: Activity) -> None:
    client = as_person(cast.facilitator)
    carried = compose(client, activity, make_contribution(activity))

    assert client.post(address(activity), {**carried, "person": cast.stranger.pk}).status_code == 422
    for person, status in ((cast.official, 403), (cast.analyst, 403), (cast.stranger, 404)):
        sent = {**carried, "person": cast.official.pk}
        assert as_person(person).post(address(activity), sent).status_code == status
    assert not Contribution.objects.filter(assignee__isnull=False).exists()
