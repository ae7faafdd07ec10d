"""Maps stay fresh while people vote: nothing is missed, nothing is stored twice, a restart makes the same map."""

from pathlib import Path

import pytest

from minka.engine.opinions.mapping import digest_of
from minka.engine.opinions.whole import map_whole
from minka.opinions.actions.keeping import Keeper, Kept, snapshot_of
from minka.opinions.actions.mapping import prune_maps, refresh_map
from minka.opinions.models import GroupName, OpinionMap, Statement, Vote, Voter
from minka.opinions.queries.cast import counted_votes
from minka.processes.models import Activity, Process
from tests.make.opinions import make_opinions, make_statement, make_vote
from tests.make.processes import make_process
from tests.people import Cast

SIDES = 2


@pytest.fixture
def opinions(cast: Cast, settings: object, tmp_path: Path) -> Activity:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    return make_opinions(make_process(cast.cajamarca))


def fill(activity: Activity, *, people: int = 24, statements: int = 8) -> list[Statement]:
    """Two sides of equal size that answer every statement the other way round."""
    made = [make_statement(activity, f"Afirmación número {number} sobre el agua") for number in range(statements)]
    for person in range(people):
        first = make_vote(made[0], None, 1 if person % SIDES else -1)
        for number, statement in enumerate(made[1:], start=1):
            value = 1 if (person + number) % SIDES else -1
            Vote.objects.create(activity=activity, voter=first.voter, statement=statement, value=value)
    return made


def again(keeper: Keeper) -> None:
    """The next look, as if the time for it had come."""
    for kept in keeper.kept.values():
        kept.due = kept.looked = kept.counted = -1000.0
    keeper.look_round()


def test_new_votes_make_a_new_map_and_no_votes_make_none(opinions: Activity) -> None:
    keeper = Keeper()
    keeper.look_round()
    assert OpinionMap.objects.count() == 0

    made = fill(opinions)
    again(keeper)
    again(keeper)
    assert OpinionMap.objects.get().vote_count == 24 * 8

    make_vote(made[0], None, 1)
    again(keeper)
    newest = OpinionMap.objects.latest("pk")
    assert (OpinionMap.objects.count(), newest.vote_count, newest.voter_count) == (2, 24 * 8 + 1, 25)


def test_what_is_hidden_withdrawn_or_excluded_leaves_the_next_map(opinions: Activity) -> None:
    made, keeper = fill(opinions), Keeper()
    keeper.look_round()

    made[0].contribution.visibility = "hidden"
    made[0].contribution.save(update_fields=["visibility"])
    again(keeper)
    assert made[0].number not in [each["number"] for each in OpinionMap.objects.latest("pk").document["statements"]]

    Voter.objects.filter(pk=Voter.objects.earliest("pk").pk).update(is_excluded=True)
    again(keeper)
    assert OpinionMap.objects.latest("pk").voter_count == 23

    Vote.objects.filter(voter=Voter.objects.latest("pk")).delete()
    again(keeper)
    assert OpinionMap.objects.latest("pk").voter_count == 22


def test_a_restart_makes_the_very_same_map(opinions: Activity) -> None:
    made, keeper = fill(opinions), Keeper()
    keeper.look_round()
    written(keeper.kept[opinions.pk], opinions)
    make_vote(made[1], None, -1)

    restarted = Keeper()
    restarted.look_round()
    newest = OpinionMap.objects.latest("pk")

    assert newest.vote_count == 24 * 8 + 1
    anew = map_whole(counted_votes(opinions), seed=newest.seed, previous=newest.document)
    assert digest_of(anew) == newest.digest


@pytest.mark.parametrize("damage", [b"", b"nothing of ours", b"\x00" * 8 + b"minka-live-map/1\ncut"])
def test_a_damaged_snapshot_is_read_over(opinions: Activity, damage: bytes) -> None:
    fill(opinions)
    snapshot_of(opinions.pk).parent.mkdir(parents=True)
    snapshot_of(opinions.pk).write_bytes(damage)

    Keeper().look_round()

    assert OpinionMap.objects.get().vote_count == 24 * 8


def test_a_snapshot_with_votes_that_were_withdrawn_is_not_believed(opinions: Activity) -> None:
    fill(opinions)
    keeper = Keeper()
    keeper.look_round()
    written(keeper.kept[opinions.pk], opinions)
    Vote.objects.filter(voter=Voter.objects.latest("pk")).delete()

    Keeper().look_round()

    assert OpinionMap.objects.latest("pk").voter_count == 23


def test_the_votes_of_a_closed_process_are_kept_no_longer(opinions: Activity) -> None:
    fill(opinions)
    keeper = Keeper()
    keeper.look_round()
    written(keeper.kept[opinions.pk], opinions)

    Process.objects.update(status="closed", closed_at="2026-01-01T00:00Z")
    keeper.look_round()

    assert not keeper.kept
    assert not snapshot_of(opinions.pk).exists()


def test_votes_that_an_earlier_worker_wrote_down_go_with_its_process(opinions: Activity) -> None:
    fill(opinions)
    keeper = Keeper()
    keeper.look_round()
    written(keeper.kept[opinions.pk], opinions)
    cut_short = snapshot_of(opinions.pk).with_suffix(".new")
    cut_short.write_bytes(b"half")

    Process.objects.update(status="closed", closed_at="2026-01-01T00:00Z")
    Keeper().look_round()

    assert list(snapshot_of(opinions.pk).parent.iterdir()) == []


def test_an_activity_whose_map_cannot_be_made_stops_no_other(cast: Cast, opinions: Activity) -> None:
    fill(opinions)
    broken = refresh_map(activity=opinions)
    assert broken is not None
    OpinionMap.objects.filter(pk=broken.pk).update(document={"format": "nothing of ours"}, votes_digest="")
    other = make_opinions(make_process(cast.cajamarca, slug="caminos"))
    fill(other)

    keeper = Keeper()
    keeper.look_round()
    keeper.look_round()

    assert OpinionMap.objects.filter(activity=other).count() == 1
    assert list(keeper.broken) == [opinions.pk]

    OpinionMap.objects.filter(activity=opinions).delete()
    keeper.broken.clear()
    again(keeper)
    assert OpinionMap.objects.filter(activity=opinions).count() == 1


def test_old_maps_go_but_for_published_ones_and_those_that_gave_a_name(opinions: Activity) -> None:
    fill(opinions, people=16)
    first = refresh_map(activity=opinions)
    assert first is not None
    copies = [OpinionMap(**{**values(first), "pk": None}) for _ in range(30)]
    OpinionMap.objects.bulk_create(copies)
    published, named = OpinionMap.objects.order_by("pk")[:2]
    OpinionMap.objects.filter(pk=published.pk).update(published_at=first.computed_at)
    GroupName.objects.create(site=opinions.site, activity=opinions, letter="A", name="Riego", opinion_map=named)

    prune_maps(activity=opinions, now=first.computed_at)

    assert OpinionMap.objects.count() == 22
    assert OpinionMap.objects.filter(pk__in=[published.pk, named.pk]).count() == 2


def written(kept: Kept, activity: Activity) -> None:
    """Let the keeper write down what it holds, as it does every minute."""
    kept.written = kept.due = -1000.0
    keeper = Keeper()
    keeper.kept[activity.pk] = kept
    keeper.look_round()
    assert snapshot_of(activity.pk).exists()


def values(row: OpinionMap) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in OpinionMap._meta.concrete_fields}
