"""An observation of one answer in one row: the person corrects that one, and everything else stays as it was filed."""

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from minka.cases.models import Case, CaseEvent, Observation
from minka.engine.ledger.canonical import commit
from minka.services.models import Upload
from tests.cases.test_acting import do, url
from tests.make.cases import Json, es, licence, make_case, make_version
from tests.people import Cast, as_participant, as_person

MONDAY = dt.date(2026, 3, 2)
MARTA = {"worker": "Marta", "since": "2019-03-05", "cooks": False}
JOSE = {"worker": "José", "since": "2020-01-10", "cooks": True, "card": "C-7"}


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 2, 15, tzinfo=dt.UTC), tick=False):
        yield


def workers(**limits: object) -> Json:
    cooks = {"op": "eq", "args": [{"row": "cooks"}, True]}
    questions = [
        {"id": "worker", "type": "short_text", "label": es("¿Cómo se llama?"), "short": es("Nombre")},
        {"id": "since", "type": "date", "label": es("¿Desde cuándo trabaja?"), "short": es("Fecha")},
        {"id": "cooks", "type": "yes_no", "label": es("¿Cocina?")},
        {"id": "card", "type": "short_text", "label": es("¿Qué número tiene su carné?"), "when": cooks},
        {"id": "photo", "type": "photo", "label": es("Foto"), "required": False},
    ]
    group = {"id": "workers", "type": "group", "label": es("Quién trabaja ahí"), "questions": questions}
    pages = licence()["pages"]
    page = {"id": "staff", "title": es("Tu gente"), "questions": [{**group, "limits": limits}]}
    list_of = {"id": "list", "text": es("Lista de quienes trabajan"), "kind": "form", "question": "workers"}
    return licence(pages=[pages[0], page], requirements=[list_of])


@pytest.fixture
def case(cast: Cast) -> Case:
    answers = {"applicant_name": "Rosa Quispe", "workers": [MARTA, JOSE]}
    return make_case(make_version(cast.cajamarca, workers(max="3")), cast.rosa, answers, filed=MONDAY)


def observe(cast: Cast, case: Case, text: str, *parts: str) -> Observation:
    """Tick the thing with this name in the checklist, and in it the answers with these paths."""
    official = as_person(cast.official)
    form = official.get(url(case, "observe")).context["form"]
    place = next(at for at, each in enumerate(form.observables) if each.text.startswith(text))
    ticked = {f"mark-{place}": "on", f"code-{place}": "other", f"text-{place}": "Revísalo con su documento."}
    assert do(official, case, "observe", **ticked, **({f"part-{place}": list(parts)} if parts else {})) == 302
    return Observation.objects.get()


def here(case: Case) -> str:
    return f"/cajamarca/tramites/{case.pk}/corregir/"


def day(name: str, value: str) -> dict[str, str]:
    year, month, number = value.split("-")
    return {f"q-{name}_day": number, f"q-{name}_month": month, f"q-{name}_year": year}


def send(cast: Cast, case: Case, **typed: Any) -> Any:
    return as_participant(cast.rosa).post(here(case), {"revision": case.revision, **typed})


def test_one_answer_of_one_row_is_corrected_and_the_log_proves_it(cast: Cast, case: Case) -> None:
    observation = observe(cast, case, "Quién trabaja ahí, fila 2", "workers/1/since")
    shown = as_participant(cast.rosa).get(here(case)).content.decode()

    answer = send(cast, case, **day("workers-1-since", "2021-02-03"), **day("workers-0-since", "2001-01-01"),
                  **{"q-workers-1-worker": "Otro", "q-applicant_name": "Otra", "quitar-fila": "workers-0"})  # fmt: skip

    case.refresh_from_db()
    assert answer.status_code == 302
    assert observation.items[0]["questions"] == ["workers/1/since"]
    assert observation.items[0]["text"] == "Quién trabaja ahí, fila 2, Fecha: Revísalo con su documento."
    assert "Quién trabaja ahí, fila 2" in shown
    assert "¿Cómo se llama?" not in shown
    assert "Quitar esta fila" not in shown
    assert case.answers == {"applicant_name": "Rosa Quispe", "workers": [MARTA, JOSE | {"since": "2021-02-03"}]}
    assert Observation.objects.get().corrections == {"workers/1/since": "2020-01-10"}
    told = CaseEvent.objects.get(case=case, action="correct").data["corrected"]
    nonce = bytes.fromhex(case.seal)
    assert told == [
        {
            "path": "workers/1/since",
            "before": commit(nonce, ["workers/1/since", "2020-01-10"]),
            "after": commit(nonce, ["workers/1/since", "2021-02-03"]),
        }
    ]


def test_both_sides_read_in_the_history_which_row_changed(cast: Cast, case: Case) -> None:
    observe(cast, case, "Quién trabaja ahí, fila 2", "workers/1/since")
    send(cast, case, **day("workers-1-since", "2021-02-03"))

    own = as_participant(cast.rosa).get(f"/cajamarca/tramites/{case.pk}/").content.decode()
    desk = as_person(cast.official).get(f"/cajamarca/tramites/{case.pk}/atender/").content.decode()

    assert "Cambió: Quién trabaja ahí, fila 2: Fecha" in own
    assert "Cambió: Quién trabaja ahí, fila 2: Fecha" in desk
    assert CaseEvent.objects.get(action="correct").data["corrected"][0]["before"][:8] in desk


def test_a_whole_row_shows_only_its_own_questions(cast: Cast, case: Case) -> None:
    observe(cast, case, "Quién trabaja ahí, fila 1")

    form = as_participant(cast.rosa).get(here(case)).context["form"]

    assert list(form.spots) == ["workers-0-worker", "workers-0-since", "workers-0-cooks", "workers-0-photo"]


def test_an_answer_that_brings_another_in_its_row_has_it_answered_too(cast: Cast, case: Case) -> None:
    observe(cast, case, "Quién trabaja ahí, fila 1", "workers/0/cooks")

    first = send(cast, case, **{"q-workers-0-cooks": "si"})
    second = send(cast, case, **{"q-workers-0-cooks": "si", "mas": "workers-0-card", "q-workers-0-card": "C-9"})

    case.refresh_from_db()
    assert (first.status_code, second.status_code) == (422, 302)
    assert "¿Qué número tiene su carné?" in first.content.decode()
    assert case.answers["workers"] == [MARTA | {"cooks": True, "card": "C-9"}, JOSE]


def test_a_form_cannot_name_what_was_filed_and_not_observed(cast: Cast, case: Case) -> None:
    observe(cast, case, "Quién trabaja ahí, fila 1", "workers/0/cooks")
    more = ["applicant_name", "workers-1-card", "workers-0-photo", "workers-9-card", "workers"]

    send(cast, case, **{"q-workers-0-cooks": "no", "q-note": "Está bien así.", "mas": more, "filas-workers": "2",
                        "q-applicant_name": "Otra", "q-workers-1-card": "X"})  # fmt: skip

    case.refresh_from_db()
    assert case.answers == {"applicant_name": "Rosa Quispe", "workers": [MARTA, JOSE]}


def test_where_the_requirement_is_the_group_a_row_is_added_and_another_taken_out(cast: Cast, case: Case) -> None:
    observe(cast, case, "Lista de quienes trabajan")
    kept = {**day("workers-0-since", "2019-03-05"), "q-workers-0-worker": "Marta", "q-workers-0-cooks": "no",
            **day("workers-1-since", "2020-01-10"), "q-workers-1-worker": "José", "q-workers-1-cooks": "si",
            "q-workers-1-card": "C-7", "quitar-fila": "workers-0"}  # fmt: skip
    new = {"q-workers-2-worker": "Inés", "q-workers-2-cooks": "no", **day("workers-2-since", "2025-06-01")}

    wider = send(cast, case, **kept, agregar="workers")
    unfinished = send(cast, case, **kept, **{"filas-workers": "1", "q-workers-2-worker": "Inés"})
    done = send(cast, case, **kept, **new, **{"filas-workers": "1"})

    case.refresh_from_db()
    assert (wider.status_code, unfinished.status_code, done.status_code) == (200, 422, 302)
    assert "Quién trabaja ahí, fila 3" in wider.content.decode()
    assert "Agregar una fila" not in wider.content.decode()  # three is the most
    assert "checked" in wider.content.decode()
    assert case.answers["workers"] == [
        {**JOSE, "photo": None},
        {"worker": "Inés", "since": "2025-06-01", "cooks": False, "photo": None},
    ]
    assert Observation.objects.get().corrections == {"workers": [MARTA, JOSE]}
    assert [each["path"] for each in CaseEvent.objects.get(action="correct").data["corrected"]] == ["workers"]


def test_a_new_row_left_blank_is_none_and_the_last_one_cannot_go(cast: Cast, case: Case) -> None:
    observe(cast, case, "Lista de quienes trabajan")
    kept = {**day("workers-0-since", "2018-03-05"), "q-workers-0-worker": "Marta", "q-workers-0-cooks": "no",
            **day("workers-1-since", "2020-01-10"), "q-workers-1-worker": "José", "q-workers-1-cooks": "si",
            "q-workers-1-card": "C-7"}  # fmt: skip

    nobody = send(cast, case, **kept, **{"quitar-fila": ["workers-0", "workers-1"]})
    blank = send(cast, case, **kept, **{"filas-workers": "1"})

    case.refresh_from_db()
    assert (nobody.status_code, blank.status_code) == (422, 302)
    assert case.answers["workers"] == [MARTA | {"since": "2018-03-05"}, JOSE]


def test_a_photo_in_a_row_stays_when_something_else_is_wrong(cast: Cast, case: Case) -> None:
    observe(cast, case, "Quién trabaja ahí, fila 1", "workers/0/photo", "workers/0/worker")
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "PNG")
    photo = SimpleUploadedFile("marta.png", out.getvalue())

    wrong = send(cast, case, **{"q-workers-0-photo": photo, "q-workers-0-worker": ""})
    held = Upload.objects.get()
    right = send(cast, case, **{"tiene-workers-0-photo": held.name, "q-workers-0-worker": "Marta"})

    case.refresh_from_db()
    assert (wrong.status_code, right.status_code) == (422, 302)
    assert f'name="tiene-workers-0-photo" value="{held.name}"' in wrong.content.decode()
    assert held.question == "photo"
    assert case.answers["workers"][0]["photo"][0]["key"] == held.name
    assert as_person(cast.official).get(f"/cajamarca/servicios/licencia/archivo/{held.name}/").status_code == 200


def test_a_photo_of_an_abandoned_try_does_not_stay(cast: Cast, case: Case) -> None:
    observe(cast, case, "Quién trabaja ahí, fila 1", "workers/0/photo", "workers/0/worker")
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "PNG")
    send(cast, case, **{"q-workers-0-photo": SimpleUploadedFile("a.png", out.getvalue()), "q-workers-0-worker": ""})

    send(cast, case, **{"q-workers-0-worker": "Marta Díaz"})

    assert not Upload.objects.exists()


def test_a_requirement_of_a_question_in_a_row_opens_it_in_every_row(cast: Cast) -> None:
    document = workers()
    document["requirements"] = [{"id": "dates", "text": es("Fechas"), "kind": "form", "question": "since"}]
    answers = {"applicant_name": "Rosa Quispe", "workers": [MARTA, JOSE]}
    case = make_case(make_version(cast.cajamarca, document), cast.rosa, answers, filed=MONDAY)
    observe(cast, case, "Fechas")

    form = as_participant(cast.rosa).get(here(case)).context["form"]

    assert list(form.spots) == ["workers-0-since", "workers-1-since"]
