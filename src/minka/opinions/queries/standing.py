"""Where a voter stands: their group, how sure that is, what it believes, what the others do, and what unites all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from minka.engine.equity.counts import SMALL
from minka.engine.opinions.document import Group, MapDocument, StatementResult
from minka.engine.opinions.standing import Agreement, Standing, agreement_with, stand
from minka.opinions.access import rules_of
from minka.opinions.drawing import Drawing, group_name, map_picture, percent
from minka.opinions.drawing.words import is_small, is_told
from minka.opinions.queries.maps import NewestMap, newest_map
from minka.opinions.queries.voting import Candidate, pool_of
from minka.opinions.queries.words import gap_words
from minka.processes.models import Activity

MOST_BELIEFS, MOST_UNITING, MOST_DIFFERING = 4, 5, 5


@dataclass(frozen=True)
class Belief:
    """One statement as a group, or everybody, answers it: so many of a hundred take this side."""

    statement: Candidate
    agrees: bool
    share: int
    elsewhere: int | None = None
    mine: int | None = None


@dataclass(frozen=True)
class GroupPage:
    """One group in words: its name, how many it has, what is typical of it, how often the reader answered alike."""

    letter: str
    name: str
    size: int
    beliefs: Sequence[Belief]
    chance: int | None = None  # that the reader belongs to it, of a hundred
    same: int = 0
    compared: int = 0


@dataclass(frozen=True)
class StandingPage:
    """What the page tells. ``what``: ``no_map``, ``few_votes``, ``too_few``, ``one_crowd`` or ``groups``."""

    what: str
    missing: int = 0  # votes until the reader has a place
    standing: Standing | None = None
    own: GroupPage | None = None
    others: Sequence[GroupPage] = ()
    unites: Sequence[Belief] = ()
    differs: Sequence[Belief] = ()
    gap: str = ""  # whether people lie between the groups
    picture: Drawing | None = field(default=None, repr=False)


def standing_page(activity: Activity, answers: Mapping[int, int]) -> StandingPage:
    """Where somebody with these answers stands on the newest map."""
    newest = newest_map(activity)
    if len(answers) < rules_of(activity).enough:
        return StandingPage("few_votes", missing=rules_of(activity).enough - len(answers))
    if newest is None:
        return StandingPage("no_map")
    document = newest.document
    if document["verdict"] == "too_few":
        return StandingPage("too_few")
    standing = stand(document, answers)
    if standing is None:
        counted = sum(number in newest.results for number in answers)
        return StandingPage("few_votes", missing=max(1, document["people"]["fewest_votes"] - counted))
    return _told(activity, newest, answers, standing)


def _told(activity: Activity, newest: NewestMap, answers: Mapping[int, int], standing: Standing) -> StandingPage:
    document, texts = newest.document, pool_of(activity).candidates
    alike = {each.letter: each for each in agreement_with(document, answers)}
    groups = [
        _group(group, newest, texts, standing, alike)
        for group in document["groups"]
        if group["size"] >= SMALL or group["letter"] == standing.letter
    ]
    own = next((group for group in groups if group.letter == standing.letter), None)
    return StandingPage(
        what=document["verdict"],
        standing=standing,
        own=own,
        others=[group for group in groups if group is not own],
        unites=_uniting(document, newest.results, texts),
        differs=_differing(alike.get(standing.letter), newest.results, texts, answers),
        gap=gap_words(document),
        picture=map_picture(document, newest.names, standing),
    )


def _group(
    group: Group,
    newest: NewestMap,
    texts: Mapping[int, Candidate],
    standing: Standing,
    alike: Mapping[str, Agreement],
) -> GroupPage:
    letter = group["letter"]
    chance = standing.probabilities.get(letter)
    beliefs = [
        Belief(texts[each["statement"]], each["side"] == "agree", percent(each["share"]), percent(each["elsewhere"]))
        for each in group["typical"]
        if each["statement"] in texts and is_told(newest.results[each["statement"]], letter)
    ]
    return GroupPage(
        letter=letter,
        name=group_name(letter, newest.names),
        size=group["size"],
        beliefs=beliefs[:MOST_BELIEFS] if group["size"] >= SMALL else [],
        chance=None if chance is None else percent(chance),
        same=alike[letter].same,
        compared=alike[letter].compared,
    )


def _uniting(
    document: MapDocument, results: Mapping[int, StatementResult], texts: Mapping[int, Candidate]
) -> list[Belief]:
    """What unites, with the share of the group that shares it least; of all, when there are no groups."""
    found = []
    for number in document["unites"]:
        if number in texts and not is_small(results[number]["all"]):
            result = results[number]
            agrees = result["unites"] >= result["unites_against"]
            tallies = [tally for tally in result["groups"].values() if not is_small(tally)] or [result["all"]]
            least = min(tally["agree"] if agrees else tally["disagree"] for tally in tallies)
            found.append(Belief(texts[number], agrees, percent(least)))
    return found[:MOST_UNITING]


def _differing(
    agreement: Agreement | None,
    results: Mapping[int, StatementResult],
    texts: Mapping[int, Candidate],
    answers: Mapping[int, int],
) -> list[Belief]:
    """Where the reader said the opposite of most of their own group."""
    if agreement is None:
        return []
    found = []
    for number in agreement.differs:
        if number in texts:
            tally, agrees = results[number]["groups"][agreement.letter], answers[number] < 0
            share = percent(tally["agree"] if agrees else tally["disagree"])
            found.append(Belief(texts[number], agrees, share, mine=answers[number]))
    return sorted(found, key=lambda belief: -belief.share)[:MOST_DIFFERING]
