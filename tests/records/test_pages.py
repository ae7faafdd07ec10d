"""Anyone reads the log, takes it along, and has a receipt checked."""

import orjson
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from minka.contributions.models import Contribution
from minka.engine.ledger import verify_log
from minka.records import signing
from minka.records.actions import blank_record, sequence_records
from minka.records.models import Halt, Head, Record, TreeNode
from minka.records.queries import receipt_of
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_person

CHECK = "/registro/comprobar/"


@pytest.fixture
def idea(cast: Cast) -> Contribution:
    made = make_contribution(make_activity(make_process(cast.cajamarca)), title="Tanque <b>frío</b>")
    make_contribution(made.activity, title="Otra")
    sequence_records()
    return made


def streamed(address: str) -> bytes:
    return b"".join(Client().get(address).streaming_content)  # type: ignore[arg-type]


@pytest.mark.parametrize("address", ["/registro/", "/cajamarca/registro/"])
def test_anyone_reads_the_log_in_sentences(idea: Contribution, address: str) -> None:
    page = Client().get(address).content.decode()

    assert "Se recibió una idea" in page
    assert "Tanque &lt;b&gt;frío&lt;/b&gt;" in page
    assert "/registro/0/" in page
    assert idea.ref not in page


def test_the_log_of_a_site_shows_that_site_only(idea: Contribution, cast: Cast) -> None:  # noqa: ARG001
    assert "Se recibió una idea" not in Client().get("/tacna/registro/").content.decode()
    assert Client().get("/nadie/registro/").status_code == 404


@pytest.mark.parametrize("address", ["/registro/log.jsonl", "/cajamarca/registro/log.jsonl"])
def test_the_downloaded_log_proves_itself(idea: Contribution, address: str) -> None:  # noqa: ARG001
    verdict = verify_log(streamed(address).splitlines(keepends=True), trusted_key=signing.own_public_key())

    assert verdict.ok
    assert verdict.size == 2


def test_an_entry_shows_its_words_or_why_not(idea: Contribution) -> None:
    assert "Tanque &lt;b&gt;" in Client().get("/registro/0/").content.decode()

    blank_record(subject=idea.ref, reason="withdrawn")
    page = Client().get("/registro/0/").content.decode()

    assert "Tanque" not in page
    assert "La persona que lo dijo lo retiró" in page


@pytest.mark.parametrize("position", ["2", "99999999999999999999"])
def test_an_entry_that_does_not_exist_is_absent(idea: Contribution, position: str) -> None:  # noqa: ARG001
    assert Client().get(f"/registro/{position}/").status_code == 404


def test_the_head_is_there_for_witnesses(idea: Contribution) -> None:
    head = Client().get("/registro/cabeza.json").json()
    make_contribution(idea.activity)
    sequence_records()

    assert head["size"] == 2
    assert Client().get("/registro/cabeza.json?desde=2").json()["head"]["size"] == 3
    assert Client().get("/registro/cabeza.json?desde=9").status_code == 404
    assert Client().get("/registro/cabeza.json?desde=x").status_code == 404


@pytest.mark.parametrize("address", ["/registro/log.jsonl", "/cajamarca/registro/log.jsonl"])
def test_whoever_has_this_log_gets_it_only_when_it_has_changed(idea: Contribution, address: str) -> None:
    auditor = Client()
    mark = auditor.get(address).headers["ETag"]

    same = [auditor.get(address, headers={"If-None-Match": mark}) for _ in range(50)]
    make_contribution(idea.activity)
    sequence_records()
    newer = auditor.get(address, headers={"If-None-Match": mark})

    assert {(each.status_code, len(each.content)) for each in same} == {(304, 0)}
    assert newer.status_code == 200
    assert newer.headers["ETag"] != mark


def test_a_machine_in_a_loop_has_to_wait_for_the_log_and_nobody_else_does(idea: Contribution) -> None:  # noqa: ARG001
    machine, auditor = Client(REMOTE_ADDR="192.0.2.7"), Client(REMOTE_ADDR="192.0.2.8")

    answers = [machine.get("/registro/log.jsonl") for _ in range(32)]

    assert [each.status_code for each in answers[:30]] == [200] * 30
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) <= 120
    assert auditor.get("/registro/log.jsonl").status_code == 200


def test_a_receipt_brought_as_a_file_or_as_text_is_found_authentic(idea: Contribution) -> None:
    receipt = orjson.dumps(receipt_of(idea), option=orjson.OPT_INDENT_2)

    as_file = Client().post(CHECK, {"file": SimpleUploadedFile("recibo.json", receipt)})
    as_text = Client().post(CHECK, {"text": receipt.decode()})

    for answer in (as_file, as_text):
        assert "Es auténtico y sigue en el registro" in answer.content.decode()


def test_a_log_brought_whole_is_found_complete(idea: Contribution) -> None:  # noqa: ARG001
    answer = Client().post(CHECK, {"file": SimpleUploadedFile("log.jsonl", streamed("/registro/log.jsonl"))})

    assert "El registro está completo y nadie lo cambió" in answer.content.decode()


def test_a_changed_receipt_is_refused_with_what_to_do(idea: Contribution) -> None:
    receipt = receipt_of(idea)
    receipt["entry"]["opening"]["body"]["title"] = "Otra cosa"

    page = Client().post(CHECK, {"text": orjson.dumps(receipt).decode()}).content.decode()

    assert "No coincide" in page
    assert "es una prueba" in page


def test_a_receipt_of_a_log_that_was_rewritten_since_is_refused(idea: Contribution) -> None:
    receipt = receipt_of(idea)
    Record.objects.all().delete()
    Head.objects.all().delete()
    TreeNode.objects.all().delete()
    make_contribution(idea.activity)
    make_contribution(idea.activity)
    sequence_records()

    page = Client().post(CHECK, {"text": orjson.dumps(receipt).decode()}).content.decode()

    assert "No coincide" in page


@pytest.mark.parametrize(
    "text", ["hola", "{", "[]", "null", "{}", "\x00", "[" * 5000, '{"position": -1}', "1e999", "a\nb"]
)
def test_anything_else_gets_an_answer_and_never_an_error(idea: Contribution, text: str) -> None:  # noqa: ARG001
    answer = Client().post(CHECK, {"text": text})

    assert answer.status_code in {200, 422}
    assert "es una prueba" not in answer.content.decode()


def test_nothing_brought_is_told_so(idea: Contribution) -> None:  # noqa: ARG001
    answer = Client().post(CHECK, {})

    assert answer.status_code == 422
    assert "Elige un archivo o pega el contenido" in answer.content.decode()


def test_a_file_that_is_too_large_is_told_how_else(idea: Contribution) -> None:  # noqa: ARG001
    answer = Client().post(CHECK, {"file": SimpleUploadedFile("log.jsonl", b"x" * (4 * 1024 * 1024 + 1))})

    assert answer.status_code == 422
    assert "pesa más de 4 MB" in answer.content.decode()


def test_a_halted_log_says_so_on_its_page(idea: Contribution) -> None:  # noqa: ARG001
    Halt.objects.create(problem="Falta un nodo del árbol.")

    assert "Falta un nodo del árbol." in Client().get("/registro/").content.decode()


@pytest.mark.parametrize(
    "query", ["?antes=1", "?antes=x", "?antes=99999999999999999999", "?ref=contribution:1&antes=٣"]
)
def test_the_log_pages_through_whatever_is_asked(idea: Contribution, query: str) -> None:  # noqa: ARG001
    assert Client().get(f"/registro/{query}").status_code == 200


def test_the_audit_trail_is_for_those_who_may(idea: Contribution, cast: Cast) -> None:
    address = "/cajamarca/gestion/auditoria/"

    page = as_person(cast.analyst).get(address).content.decode()

    assert "contribution.received" in page
    assert "Tanque" not in page
    assert as_person(cast.facilitator).get(address).status_code == 403
    assert as_person(cast.stranger).get(address).status_code == 404
    assert as_person(None).get(address).status_code == 302
    assert idea.ref in as_person(cast.coordinator).get(address, {"ref": idea.ref}).content.decode()
