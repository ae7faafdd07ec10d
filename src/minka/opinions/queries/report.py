"""The report of a map: everything its page and its PDF say, from the stored document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from minka.contributions.models import Contribution
from minka.engine.equity.counts import SMALL
from minka.engine.opinions.document import Group, MapDocument, StatementResult, Typical
from minka.opinions.drawing import (
    Drawing,
    agreement_picture,
    division_picture,
    group_name,
    map_picture,
    mark_picture,
    percent,
    span,
    whiskers_picture,
)
from minka.opinions.drawing.words import is_told, votes_in
from minka.opinions.kind import place_of
from minka.opinions.models import GroupName, OpinionMap, Statement
from minka.opinions.queries.counts import counts_of
from minka.opinions.queries.report_access import document_of
from minka.opinions.queries.report_words import (
    certainty_words,
    divides_words,
    evidence_words,
    size_words,
    stability_words,
    unites_words,
    verdict_words,
)
from minka.opinions.queries.words import gap_words
from minka.processes.models import Activity

MOST = 8  # statements in each list: what a reader reads
SURE = 0.9  # of a majority in every group
APART = 0.1  # the least difference worth telling


@dataclass(frozen=True)
class Words:
    """What a statement says, and where it is read."""

    text: str
    language: str
    url: str


@dataclass(frozen=True)
class Finding:
    """One statement of a list: its words, what the votes say, and their picture."""

    number: int
    words: Words
    sentence: str
    certainty: str
    picture: SafeString


@dataclass(frozen=True)
class TypicalLine:
    """A statement that tells a group from the others."""

    words: Words
    side: str
    share: int
    span: str
    elsewhere: int
    test: float
    difference_test: float


@dataclass(frozen=True)
class GroupPart:
    """A group as the report tells it."""

    letter: str
    name: str
    mark: SafeString
    size: str
    stability: str
    typical: Sequence[TypicalLine]


@dataclass(frozen=True)
class Report:
    """One map, ready to be read."""

    row: OpinionMap
    document: MapDocument
    names: Mapping[str, str]
    title: str
    meaning: str
    evidence: str
    gap: str
    unites: Sequence[Finding]
    divides: Sequence[Finding]
    groups: Sequence[GroupPart]
    picture: Drawing
    together: Drawing
    division: Drawing
    withheld: int  # statements of the map whose words are not public any more
    voters: int  # everybody who voted until now, as the activity's own page counts them

    @property
    def misses_voters(self) -> bool:
        """Whether more people voted than this map knows of: later, or only on statements that nobody sees any more."""
        return self.voters > self.document["votes"]["people"]

    @property
    def unplaced(self) -> int:
        """Who voted too little to be placed."""
        return self.document["votes"]["people"] - self.document["people"]["in_map"]


def report_of(activity: Activity, row: OpinionMap) -> Report:
    """The report of one map of the activity. Two queries besides the map's own and remembered counts."""
    document, names = document_of(row), names_of(activity)
    words = words_of(activity)
    texts = {number: each.text for number, each in words.items()}
    results = {each["number"]: each for each in document["statements"]}
    unites, divides = uniting(document, results, words), dividing(document, results, words)
    title, meaning = verdict_words(document)
    return Report(
        row=row,
        document=document,
        names=names,
        title=title,
        meaning=meaning,
        evidence=evidence_words(document),
        gap=gap_words(document),
        unites=[_finding(each, words, unites_words(each), names, "une", certainty_words(each)) for each in unites],
        divides=[_finding(each, words, divides_words(each, names), names, "divide") for each in divides],
        groups=[_group(each, names, words, results) for each in document["groups"]],
        picture=map_picture(document, names),
        together=whiskers_picture(unites, names, title=_("Lo que une, de un vistazo"), name="une", texts=texts),
        division=division_picture(document["statements"], name="divide", texts=texts),
        withheld=sum(number not in words for number in results),
        voters=counts_of(activity).voters,
    )


def names_of(activity: Activity) -> dict[str, str]:
    """What people call the groups, by letter."""
    return dict(GroupName.objects.filter(activity=activity).values_list("letter", "name"))


def words_of(activity: Activity) -> dict[int, Words]:
    """The words of every statement that anybody may read, by number."""
    place = place_of(activity)
    rows = Statement.objects.filter(
        activity=activity, contribution__visibility=Contribution.Visibility.VISIBLE
    ).values_list("number", "contribution_id", "contribution__text", "contribution__language")
    base = reverse("opinions:activity", args=place)
    return {number: Words(text, language, f"{base}{pk}/") for number, pk, text, language in rows}


def uniting(
    document: MapDocument, results: Mapping[int, StatementResult], words: Mapping[int, Words]
) -> list[StatementResult]:
    """The statements on which a majority of everybody, group by group, surely thinks alike."""
    found = [results[number] for number in document["unites"] if number in words]
    sure = [each for each in found if max(each["unites"], each["unites_against"]) >= SURE]
    return [each for each in sure if votes_in(each["all"]) >= SMALL][:MOST]


def dividing(
    document: MapDocument, results: Mapping[int, StatementResult], words: Mapping[int, Words]
) -> list[StatementResult]:
    """The statements that part the groups; without groups, those that part everybody in halves."""
    if document["groups"]:
        found = [results[number] for number in document["divides"] if number in words]
        return [each for each in found if each["divides"] >= APART][:MOST]
    shown = [each for each in document["statements"] if each["number"] in words and votes_in(each["all"]) >= SMALL]
    halves = sorted(shown, key=lambda each: (-min(each["all"]["agree"], each["all"]["disagree"]), each["number"]))
    return [each for each in halves if min(each["all"]["agree"], each["all"]["disagree"]) > APART * 2][:MOST]


def _finding(
    result: StatementResult,
    words: Mapping[int, Words],
    sentence: str,
    names: Mapping[str, str],
    kind: str,
    certainty: str = "",
) -> Finding:
    number = result["number"]
    picture = agreement_picture(result, names, name=f"{kind}-{number}").svg
    return Finding(number, words[number], sentence, certainty, picture)


def _group(
    group: Group, names: Mapping[str, str], words: Mapping[int, Words], results: Mapping[int, StatementResult]
) -> GroupPart:
    told = {number for number in words if number in results and is_told(results[number], group["letter"])}
    return GroupPart(
        letter=group["letter"],
        name=group_name(group["letter"], names),
        mark=mark_picture(group["letter"]),
        size=size_words(group),
        stability=stability_words(group),
        typical=[_typical(each, words) for each in group["typical"] if each["statement"] in told]
        if group["size"] >= SMALL
        else [],
    )


def _typical(typical: Typical, words: Mapping[int, Words]) -> TypicalLine:
    return TypicalLine(
        words=words[typical["statement"]],
        side=_("De acuerdo") if typical["side"] == "agree" else _("En desacuerdo"),
        share=percent(typical["share"]),
        span=span(typical["low"], typical["high"]),
        elsewhere=percent(typical["elsewhere"]),
        test=round(typical["test"], 1),
        difference_test=round(typical["difference_test"], 1),
    )
