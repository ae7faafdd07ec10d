"""Activities: added from the registered kinds, changed, paused."""

from django.urls import reverse

from minka.processes.models import Process
from minka.records.models import Record
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_person


def url(name: str, process: Process, *args: object) -> str:
    return reverse(f"processes:{name}", args=["cajamarca", process.slug, *args])


def test_an_activity_is_added_in_the_chosen_phase_with_its_settings(cast: Cast) -> None:
    process = make_process(cast.cajamarca)
    phase = make_activity(process).phase
    client = as_person(cast.facilitator)
    page = client.get(url("activity-new", process), {"kind": "ideas"})
    settings = {bound.html_name: bound.value() or "" for bound in page.context["extra"]}

    response = client.post(
        url("activity-new", process) + "?kind=ideas",
        {"title": "Lo que falta", "prompt": "¿Qué falta?", "phase": phase.pk, **settings},
    )

    assert response.status_code == 302
    activity = process.activities.get(slug="ideas-lo-que-falta")
    assert (activity.kind, activity.phase, activity.site) == ("ideas", phase, cast.cajamarca)
    assert Record.objects.filter(kind="process.changed").exists()


def test_the_kinds_are_offered_before_anything_else(cast: Cast) -> None:
    process = make_process(cast.cajamarca)

    for kind in ("", "no-existe"):
        page = as_person(cast.facilitator).get(url("activity-new", process), {"kind": kind})
        assert "Ideas" in page.content.decode()
        assert page.status_code == 200


def test_the_same_title_twice_is_refused(cast: Cast) -> None:
    process = make_process(cast.cajamarca)
    activity = make_activity(process)

    response = as_person(cast.facilitator).post(
        url("activity-new", process) + "?kind=ideas",
        {"title": activity.title.upper(), "prompt": "¿Qué falta?", "phase": activity.phase_id},
    )

    assert response.status_code == 422
    assert "Ya hay una actividad con ese nombre" in response.content.decode()


def test_a_phase_of_another_process_cannot_take_the_activity(cast: Cast) -> None:
    process = make_process(cast.cajamarca)
    activity = make_activity(process)
    elsewhere = make_activity(make_process(cast.cajamarca, slug="otro")).phase

    response = as_person(cast.facilitator).post(
        url("activity-edit", process, activity.slug),
        {"title": activity.title, "prompt": activity.prompt, "phase": elsewhere.pk},
    )

    assert response.status_code == 422


def test_a_pause_stops_the_activity_and_is_told(cast: Cast) -> None:
    process = make_process(cast.cajamarca)
    activity = make_activity(process)
    client = as_person(cast.facilitator)

    client.post(url("activity-pause", process, activity.slug), {"pause": "1"})
    activity.refresh_from_db()
    assert activity.is_paused
    assert Record.objects.get(kind="process.changed").body["changes"] == {"is_paused": {"from": False, "to": True}}

    client.post(url("activity-pause", process, activity.slug), {"pause": "0"})
    activity.refresh_from_db()
    assert not activity.is_paused
