"""A stranger counts again and gets the same; a row changed behind the program is found and named."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from minka.contributions.actions.answer import Reply, answer_contributions
from minka.contributions.models import Contribution
from minka.contributions.queries.standing import seen_of
from minka.opinions.models import OpinionMap, Vote
from minka.opinions.tasks import publish_last
from minka.processes.models import Process
from minka.records.actions import blank_record, sequence_records, withhold, write_record
from tests.make.contributions import make_contribution
from tests.make.opinions import make_opinions, make_statement, make_vote
from tests.make.processes import make_activity, make_process
from tests.people import Cast


@pytest.fixture
def ideas(cast: Cast) -> list[Contribution]:
    process = make_process(cast.cajamarca)
    write_record(site="cajamarca", kind="process.opened", subject=process.ref, body={"question": process.question})
    activity = make_activity(process)
    made = [make_contribution(activity, title=f"Idea {number}", place_code="060101") for number in range(6)]
    answer(cast, process, made[:2])
    sequence_records()
    return made


def answer(cast: Cast, process: Process, ideas: list[Contribution]) -> None:
    reply = Reply(fate="accepted", reason="Se instalarán dos tanques en marzo.", office="Agricultura")
    answer_contributions(
        process=process, chosen=seen_of(ideas), reply=reply, idempotency_key="answer", by=cast.facilitator
    )


def recount(*arguments: str) -> str:
    out = StringIO()
    try:
        call_command("recount", *arguments, stdout=out)
    except CommandError as error:
        out.write(str(error))
    return out.getvalue()


def test_an_honest_installation_recounts_to_the_same(ideas: list[Contribution]) -> None:
    blank_record(subject=ideas[4].ref, reason="withdrawn")
    Contribution.objects.filter(pk=ideas[4].pk).update(visibility="withdrawn", title="", text="")
    withhold(subject=ideas[5].ref)
    Contribution.objects.filter(pk=ideas[5].pk).update(visibility="hidden")
    sequence_records()

    found = recount()

    assert "5 voces" in found
    assert "respondidas 2 de 5" in found
    assert "Todo coincide" in found


def test_one_site_can_be_recounted_alone(ideas: list[Contribution]) -> None:  # noqa: ARG001
    found = recount("--site", "tacna")

    assert "Laboratorio de Tacna: 0 procesos" in found
    assert "Cajamarca" not in found
    assert "No hay una sede abierta" in recount("--site", "nada")


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("update contributions_contribution set text = 'otra cosa' where id = {id}", "contribution:{id}"),
        ("update contributions_contribution set title = 'otra cosa' where id = {id}", "contribution:{id}"),
        ("update contributions_contribution set place_code = '060102' where id = {id}", "contribution:{id}"),
        ("update contributions_contribution set channel = 'paper' where id = {id}", "contribution:{id}"),
        (
            "update contributions_contribution set received_at = received_at - interval '3 days' where id = {id}",
            "contribution:{id}",
        ),
        ("update contributions_contribution set visibility = 'hidden' where id = {id}", "contribution:{id}"),
        ("update contributions_contribution set support_count = 900 where id = {id}", "contribution:{id}"),
        (
            "update contributions_contribution set state = 'merged', merged_into_id = {other} where id = {id}",
            "contribution:{id}",
        ),
        ("delete from contributions_contribution where id = {id}", "contribution:{id}"),
        ("delete from records_record where subject = 'contribution:{id}'", "contribution:{id}"),
        ("update records_record set body = '{{}}' where subject = 'contribution:{id}'", "contribution:{id}"),
        ("update contributions_answer set reason = 'Otra razón'", "answer:{answer}"),
        ("update contributions_answer set fate = 'not_accepted'", "answer:{answer}"),
        ("delete from contributions_answeredcontribution", "answer:{answer}"),
        ("update contributions_contribution set answered_at = now() where id = {id}", "answered: 2 ≠ 3"),
        ("update processes_process set status = 'closed', closed_at = now()", "cajamarca/leche"),
        ("update records_record set position = position + 100 where position > 3", "4"),
    ],
)
def test_a_row_changed_behind_the_program_is_found_and_named(ideas: list[Contribution], sql: str, named: str) -> None:
    ideas[0].refresh_from_db()
    keys = {"id": ideas[3].pk, "other": ideas[2].pk, "answer": ideas[0].answer_id}
    with connection.cursor() as cursor:
        cursor.execute(sql.format(**keys))

    found = recount()

    assert "No coincide" in found
    assert named.format(**keys) in found


def test_a_voice_added_past_the_program_is_found(ideas: list[Contribution]) -> None:
    false = Contribution.objects.get(pk=ideas[3].pk)
    false.pk, false.code, false.idempotency_key, false.received_at = None, "x", "x", timezone.now()
    false.save(force_insert=True)

    assert f"contribution:{false.pk}: Esta voz no tiene registro" in recount()


@pytest.mark.usefixtures("ideas")
def test_a_published_map_comes_out_byte_for_byte_until_somebody_touches_it(cast: Cast) -> None:
    opinions = make_opinions(Process.objects.get())
    statement = make_statement(opinions, participant=cast.rosa)
    for participant in (cast.rosa, cast.julio):
        make_vote(statement, participant, 1)
    publish_last(opinions.pk)
    sequence_records()
    assert "byte por byte: 1" in recount()

    make_vote(statement, None, -1)
    assert "byte por byte: 1" in recount()

    honest = OpinionMap.objects.get().document
    OpinionMap.objects.update(document={**honest, "unites": [99]})
    assert "no tiene la huella que muestra" in recount()

    OpinionMap.objects.update(document=honest)
    Vote.objects.filter(voter__participant=cast.julio).delete()
    assert "después de publicarlo alguien retiró sus votos" in recount()
