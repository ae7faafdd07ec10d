"""Data for the benchmarks: proposals recombined from real ones, with answers, supports, comments and the public log.

Call ``product.use_django`` before anything here.
"""

import csv
import datetime as dt
import random
import uuid
from dataclasses import dataclass
from itertools import batched
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from minka.contributions.actions.bulk import submit_many
from minka.contributions.actions.submission import Voice
from minka.contributions.models import Answer, AnsweredContribution, Contribution
from minka.opinions.models import Statement
from minka.people.models import Person
from minka.processes.models import Activity, Phase, Process
from minka.records.actions import SYSTEM, sequence_records
from minka.records.models import Record
from minka.reference.models import Place
from minka.sites.models import Membership, Role, Site

PROPOSALS = Path(__file__).parents[1] / "data" / "decide_madrid" / "proposals.csv"
CHUNK = 2000
OFFICES = ["Dirección Regional de Agricultura", "Gerencia de Desarrollo Social", "Dirección Regional de Salud"]
STATES = ["accepted", "partly", "not_accepted", "forwarded"]


@dataclass(frozen=True)
class Text:
    """A title and a body that nobody wrote quite like this."""

    title: str
    body: str


class Writer:
    """Writes texts by joining sentences of real proposals; the same seed writes the same texts."""

    def __init__(self, seed: int = 7) -> None:
        self.chance = random.Random(seed)
        with PROPOSALS.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.titles = [row["title"][:100] for row in rows if row["title"].strip()]
        self.sentences = [part.strip() for row in rows for part in row["body"].split(". ") if len(part) > 30]

    def write(self) -> Text:
        first, second = self.chance.choice(self.titles).split(), self.chance.choice(self.titles).split()
        title = " ".join([*first[: 1 + len(first) // 2], *second[len(second) // 2 :]])[:100]
        body = ". ".join(self.chance.choices(self.sentences, k=self.chance.randint(2, 5)))
        return Text(title, body[:1900])


@dataclass(frozen=True)
class World:
    """A site with one process, and who works there."""

    site: Site
    process: Process
    activity: Activity
    facilitator: Person


def make_world() -> World:
    """Cajamarca, an open process with one activity of ideas, and a facilitator."""
    peru = Site.objects.create(slug="peru", level=Site.Level.NATIONAL, name="Laboratorio Nacional", about="La red.")
    site = Site.objects.create(
        slug="cajamarca",
        level=Site.Level.REGIONAL,
        parent=peru,
        name="Laboratorio de Cajamarca",
        about="Escuchamos, probamos y respondemos.",
        place_code="06",
        languages=["es"],
    )
    person = Person.objects.create_user(email="facilitadora@example.org", name="Facilitadora")
    Membership.objects.create(site=site, person=person, role=Role.COORDINATOR)
    process = make_process(site)
    return World(site=site, process=process, activity=make_activity(process), facilitator=person)


def make_process(site: Site, slug: str = "leche") -> Process:
    now = timezone.now()
    return Process.objects.create(
        site=site,
        slug=slug,
        status=Process.Status.OPEN,
        title="Mejor leche para los caseríos",
        question="¿Cómo logramos que la leche llegue fría y se pague mejor?",
        summary="Reunimos ideas de productores, acopiadores y vecinos.",
        promise_decides="En qué se gasta el fondo de innovación lechera",
        promise_by_whom="Dirección Regional de Agricultura",
        promise_until=now.date() + dt.timedelta(days=60),
        promise_then="Cada voz recibe una respuesta con su razón",
        opened_at=now,
    )


def make_activity(process: Process, slug: str = "ideas") -> Activity:
    today = timezone.localdate()
    phase = Phase.objects.create(
        process=process,
        order=1,
        name="Escuchar",
        opens_on=today - dt.timedelta(days=5),
        closes_on=today + dt.timedelta(days=30),
    )
    return Activity.objects.create(
        site=process.site,
        process=process,
        phase=phase,
        slug=slug,
        kind="ideas",
        title="Tus ideas",
        prompt="Cuenta tu idea en pocas palabras",
    )


def make_opinions(world: World, statements: int) -> Activity:
    """An activity of opinions beside that of ideas, with statements of the team."""
    phase = world.activity.phase
    opinions = Activity.objects.create(
        site=world.site,
        process=world.process,
        phase=phase,
        slug="opiniones",
        kind="opinions",
        title="Mapa de opiniones",
        prompt="¿Qué hacemos con la leche?",
    )
    writer = Writer()
    voices = {
        f"statement:{number}": Voice(text=writer.write().title, kind="statement", needs_answer=False)
        for number in range(1, statements + 1)
    }
    with transaction.atomic():
        submit_many(activity=opinions, voices=voices, by=SYSTEM)
    said = Contribution.objects.filter(activity=opinions).order_by("pk")
    Statement.objects.bulk_create(
        Statement(site=world.site, activity=opinions, contribution=each, number=number, is_seed=True)
        for number, each in enumerate(said, 1)
    )
    return opinions


def fill(world: World, *, contributions: int, answers: int, seed: int = 7) -> None:
    """Hand in so many ideas and answer some of them, in the order in which it would happen."""
    writer = Writer(seed)
    districts = list(
        Place.objects.filter(inei_code__startswith="06", level="district").values_list("inei_code", flat=True)
    )
    for numbers in batched(range(contributions), CHUNK, strict=False):
        voices = {f"seed:{seed}:{number}": _voice(writer, districts) for number in numbers}
        submit_many(activity=world.activity, voices=voices, by=SYSTEM)
    _support(world, writer.chance)
    _answer(world, answers, writer.chance)
    settle()


def settle() -> None:
    """Put the log in order and let the database tidy up, so that nothing of this is counted later."""
    while Record.objects.filter(position__isnull=True).exists():
        sequence_records()
    with connection.cursor() as cursor:
        for order in ("alter system set autovacuum = off", "select pg_reload_conf()", "vacuum analyze", "checkpoint"):
            cursor.execute(order)


def _voice(writer: Writer, districts: list[str]) -> Voice:
    text = writer.write()
    return Voice(title=text.title, text=text.body, place_code=writer.chance.choice(districts))


def _support(world: World, chance: random.Random) -> None:
    """Most ideas have few supporters, some have many."""
    with connection.cursor() as cursor:
        cursor.execute("select setseed(%s)", [chance.random()])
        cursor.execute(
            "update contributions_contribution set support_count = floor(power(random(), 6) * 400)"
            " where activity_id = %s",
            [world.activity.pk],
        )


def _answer(world: World, answers: int, chance: random.Random) -> None:
    """Answer the oldest; each answer covers one."""
    oldest = list(Contribution.objects.filter(activity=world.activity).order_by("pk").defer("search")[:answers])
    now = timezone.now()
    for some in batched(oldest, CHUNK, strict=False):
        with transaction.atomic():
            made = Answer.objects.bulk_create([_new_answer(world, chance, now) for _ in some])
            AnsweredContribution.objects.bulk_create(
                [AnsweredContribution(answer=a, contribution=c) for a, c in zip(made, some, strict=True)]
            )
            for answer, contribution in zip(made, some, strict=True):
                contribution.state, contribution.answer, contribution.answered_at = answer.fate, answer, now
                contribution.office = answer.office
            Contribution.objects.bulk_update(list(some), ["state", "answer", "answered_at", "office"])


def _new_answer(world: World, chance: random.Random, now: dt.datetime) -> Answer:
    return Answer(
        site=world.site,
        process=world.process,
        fate=chance.choice(STATES),
        reason="Lo revisamos con el equipo técnico y con quienes lo propusieron; aquí está el porqué de esta decisión.",
        office=chance.choice(OFFICES),
        answered_by=world.facilitator,
        at=now,
        idempotency_key=uuid.uuid4().hex,
    )
