"""What the team's first page of an activity of opinions shows: the live map in words, its warnings, who takes part."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from minka.engine.equity.counts import SMALL
from minka.engine.opinions.document import Group, MapDocument, Typical
from minka.engine.opinions.routing import next_statements
from minka.opinions.access import rules_of
from minka.opinions.drawing import percent
from minka.opinions.models import OpinionMap, Statement, Voter
from minka.opinions.queries.live import group_names, live_map
from minka.opinions.queries.participation import Participation, participation_of
from minka.opinions.queries.statements import FEW, Row, statement_rows
from minka.opinions.queries.words import gap_words, support_words, verdict_words
from minka.processes.models import Activity

SHOWN = 5  # of the statements that unite and of those that divide
LAST_DRAW = 0.999  # neither an even draw nor a new statement: the choice by the map itself
ALARMS = {
    "map_broken": gettext_noop("El mapa guardado está incompleto: avisa a quien cuida el servidor."),
    "not_a_number": gettext_noop("El mapa guardado tiene cuentas que no son números: avisa a quien cuida el servidor."),
    "all_equal": gettext_noop(
        "Según el mapa todas las afirmaciones dicen lo mismo de la gente: escribe otras distintas."
    ),
}
MOST_FEW = 0.5  # of all statements may have few votes before the team is told


@dataclass(frozen=True)
class TypicalView:
    """A statement that tells a group from the others, with its words."""

    number: int
    text: str
    agrees: bool
    percent: int
    low: int
    high: int
    elsewhere: int


@dataclass(frozen=True)
class GroupView:
    """A group as pages show it; ``size`` is nothing when it is too small to be counted in public."""

    letter: str
    name: str
    size: int | None
    share: int
    low: int
    high: int
    support: int
    support_words: str
    typical: Sequence[TypicalView]


@dataclass(frozen=True)
class Warning:  # noqa: A001 - a thing the team should look at, named as it is said
    """Something the team should look at, and what to do about it."""

    title: str
    words: str


@dataclass(frozen=True)
class TeamCounts:
    """How much there is, and how much waits."""

    voters: int
    excluded: int
    statements: int
    waiting: int
    hidden: int


@dataclass(frozen=True)
class Overview:
    """Everything on the page."""

    counts: TeamCounts
    newest: OpinionMap | None
    title: str
    words: str
    gap: str
    groups: Sequence[GroupView]
    unites: Sequence[Row]
    divides: Sequence[Row]
    warnings: Sequence[Warning]
    participation: Participation


def overview_of(activity: Activity) -> Overview:
    newest = live_map(activity)
    rows = statement_rows(activity, newest)
    counts = team_counts(activity)
    document: MapDocument | None = newest.document if newest else None
    title, words = verdict_words(document) if document else (_("Todavía no hay un mapa"), "")
    return Overview(
        counts=counts,
        newest=newest,
        title=title,
        words=words,
        gap=gap_words(document) if document else "",
        groups=group_views(document, group_names(activity), rows) if document else [],
        unites=_chosen(document["unites"], rows) if document else [],
        divides=_chosen(document["divides"], rows) if document else [],
        warnings=[*_warnings(document, rows), *_choice_warnings(activity, document, rows)],
        participation=participation_of(activity),
    )


def team_counts(activity: Activity) -> TeamCounts:
    voters = Voter.objects.filter(activity=activity).aggregate(
        counted=Count("pk", filter=Q(is_excluded=False)), excluded=Count("pk", filter=Q(is_excluded=True))
    )
    said = Q(contribution__visibility="visible") & ~Q(contribution__state="merged")
    statements = Statement.objects.filter(activity=activity).aggregate(
        shown=Count("pk", filter=said),
        waiting=Count("pk", filter=Q(contribution__visibility="held")),
        hidden=Count("pk", filter=Q(contribution__visibility="hidden")),
    )
    return TeamCounts(
        voters=voters["counted"],
        excluded=voters["excluded"],
        statements=statements["shown"],
        waiting=statements["waiting"],
        hidden=statements["hidden"],
    )


def group_views(document: MapDocument, names: dict[str, str], rows: Sequence[Row]) -> list[GroupView]:
    """The groups of a map with their names and the words of what is typical of each."""
    texts = {row.number: row.text for row in rows}
    return [_group(group, names, texts) for group in document["groups"]]


def _group(group: Group, names: dict[str, str], texts: dict[int, str]) -> GroupView:
    return GroupView(
        letter=group["letter"],
        name=names.get(group["letter"], ""),
        size=group["size"] if group["size"] >= SMALL else None,
        share=percent(group["share"]),
        low=percent(group["low"]),
        high=percent(group["high"]),
        support=percent(group["support"]),
        support_words=support_words(group),
        typical=[_typical(each, texts) for each in group["typical"] if each["statement"] in texts],
    )


def _typical(each: Typical, texts: dict[int, str]) -> TypicalView:
    return TypicalView(
        number=each["statement"],
        text=texts[each["statement"]],
        agrees=each["side"] == "agree",
        percent=percent(each["share"]),
        low=percent(each["low"]),
        high=percent(each["high"]),
        elsewhere=percent(each["elsewhere"]),
    )


def _chosen(numbers: Sequence[int], rows: Sequence[Row]) -> list[Row]:
    """The rows with these numbers, in their order; what was hidden since the map was made is left out."""
    known = {row.number: row for row in rows}
    return [known[number] for number in numbers if number in known and known[number].agree][:SHOWN]


def _warnings(document: MapDocument | None, rows: Sequence[Row]) -> Iterator[Warning]:
    few = sum(1 for row in rows if row.votes < FEW)
    if rows and few > MOST_FEW * len(rows):
        yield Warning(
            _("%(few)d de %(all)d afirmaciones tienen menos de %(votes)d votos")
            % {"few": few, "all": len(rows), "votes": FEW},
            _("Con pocos votos una afirmación no une ni divide a nadie. Invita a más personas, o escribe menos."),
        )
    if document is None:
        return
    for brigade in document["diagnostics"]["brigades"]:
        people = brigade["people"]
        yield Warning(
            ngettext(
                "%(people)d persona votó exactamente igual", "%(people)d personas votaron exactamente igual", people
            )
            % {"people": people},
            _brigade_words(brigade["seconds"], brigade["votes_each"]),
        )


def _choice_warnings(activity: Activity, document: MapDocument | None, rows: Sequence[Row]) -> Iterator[Warning]:
    """Whether the next statement of somebody new can be chosen as the team asked."""
    counts = {row.number: row.votes for row in rows}
    choosing = rules_of(activity).choosing
    alarm = next_statements(document, {}, list(counts), counts, choosing=choosing, draw=LAST_DRAW).alarm
    if alarm:
        yield Warning(
            _("La afirmación que sigue no se puede elegir como pediste"),
            _(ALARMS[alarm]) + " " + _("Mientras tanto sale primero la que tiene menos votos; ningún voto se pierde."),
        )


def _brigade_words(seconds: float | None, votes: int) -> str:
    look = _("El informe muestra el mapa con ellas y sin ellas. Decide si se cuentan.")
    if seconds is None:
        return _("Cada una dio los mismos %(votes)d votos.") % {"votes": votes} + " " + look
    facts = {"votes": votes, "minutes": max(1, round(seconds / 60))}
    return _("Cada una dio los mismos %(votes)d votos, todas en %(minutes)d minutos.") % facts + " " + look
