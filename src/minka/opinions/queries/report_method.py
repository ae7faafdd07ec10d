"""How a map was made, how sure its second layer is, and what came out when it was counted again."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from minka.engine.equity.counts import SMALL
from minka.engine.opinions.document import VERSION, MapDocument
from minka.opinions.drawing import Drawing, map_picture, percent
from minka.opinions.kind import place_of
from minka.opinions.models import OpinionMap, Recount
from minka.opinions.queries.report import names_of
from minka.opinions.queries.report_access import document_of, gives_files, gives_votes
from minka.opinions.queries.report_words import brigade_words, verdict_words
from minka.processes.access import today
from minka.processes.models import Activity


@dataclass(frozen=True)
class Calibration:
    """Of the answers that were given about this chance, how many came true."""

    said: int
    came_true: int
    answers: int


@dataclass(frozen=True)
class Without:
    """The map that everybody else would make alone."""

    title: str
    meaning: str
    picture: Drawing
    stays: int  # of the statements that unite, how many do so without them too
    united: int


@dataclass(frozen=True)
class Method:
    """Everything that somebody needs to doubt a map, and to count it again."""

    row: OpinionMap
    document: MapDocument
    files: dict[str, str]  # addresses by the name of the file
    line: str  # what is typed to count it again
    recount: Recount | None
    calibration: Sequence[Calibration]
    gain: int  # of a hundred: how much better than by the statements alone, in log-loss
    brigades: Sequence[str]
    without: Without | None
    gives_files: bool
    gives_votes: bool

    @property
    def is_waiting(self) -> bool:
        return self.recount is not None and self.recount.finished_at is None

    @property
    def answer(self) -> str:
        return outcome_words(self.recount) if self.recount else ""


def method_of(activity: Activity, row: OpinionMap) -> Method:
    """How the map was made and what its last recount said. Two queries."""
    row.activity = activity
    document, place = document_of(row), place_of(activity)
    names = ("votes-csv", "statements-csv", "map-json", "pdf", "recount", "count")
    factors, diagnostics = document.get("factors"), document["diagnostics"]
    return Method(
        row=row,
        document=document,
        files={name.replace("-", "_"): reverse(f"opinions:report-{name}", args=place) for name in names},
        line=line_of(row),
        recount=row.recounts.order_by("-pk").first(),
        calibration=_calibration(document),
        gain=percent(1 - factors["log_loss"] / factors["log_loss_base"]) if factors else 0,
        brigades=[brigade_words(each) for each in diagnostics["brigades"] if each["people"] >= SMALL],
        without=_without(activity, document),
        gives_files=gives_files(row),
        gives_votes=gives_votes(row, today()),
    )


def line_of(row: OpinionMap) -> str:
    """The command that makes the same bytes from the files."""
    return f"./minka opinions map votos.csv --method {row.method} --seed {row.seed} --previous mapa.json --json"


def _calibration(document: MapDocument) -> list[Calibration]:
    factors = document.get("factors")
    bins = factors["calibration"] if factors else []
    return [
        Calibration(percent(each["predicted"]), percent(each["observed"]), each["answers"])
        for each in bins
        if each["answers"] >= SMALL
    ]


def _without(activity: Activity, document: MapDocument) -> Without | None:
    other = document["diagnostics"].get("without_brigades")
    if other is None:
        return None
    title, meaning = verdict_words(other)
    return Without(
        title=title,
        meaning=meaning,
        picture=map_picture(other, names_of(activity), name="sin"),
        stays=len(set(document["unites"]) & set(other["unites"])),
        united=len(document["unites"]),
    )


def outcome_words(recount: Recount) -> str:
    """What came out, for the page."""
    match recount.outcome:
        case Recount.Outcome.SAME:
            return _("Igual, byte por byte: los votos guardados dan exactamente este mapa.")
        case Recount.Outcome.VOTES_CHANGED:
            return _(
                "Los votos ya no son los mismos que cuando se hizo el mapa: alguien los retiró o dejaron de contar."
            )
        case Recount.Outcome.DIFFERENT if recount.opinion_map.method_version != str(VERSION):
            return _(
                "Salió distinto porque el método cambió: este mapa se hizo con su versión %(then)s y el programa de "
                "hoy cuenta con la %(now)s. Para repetirlo hace falta el programa de entonces."
            ) % {"then": recount.opinion_map.method_version, "now": VERSION}
        case Recount.Outcome.DIFFERENT:
            return _("Salió distinto. El equipo tiene que explicar por qué; guarda los archivos para compararlos.")
        case _:
            return _("Estamos contando. Con muchos votos toma unos minutos.")
