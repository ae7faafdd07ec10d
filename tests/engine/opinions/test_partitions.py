"""The map of people on several machines is the map of all of them."""

from collections.abc import Iterator

import numpy as np
import pytest
from distributed import Client, LocalCluster

from minka.engine.opinions.components import cut
from minka.engine.opinions.mapping import map_opinions
from minka.engine.opinions.partitions import Fit, fit_partitions
from minka.engine.opinions.votes import make_votes
from tests.engine.opinions.voters import make_camps
from tests.make.conversations import conversation

TOLERANCE = 1e-8


def assert_same(one: Fit, other: Fit) -> None:
    assert np.array_equal(one.plane.means, other.plane.means)
    assert np.abs(one.plane.axes - other.plane.axes).max() <= TOLERANCE
    assert np.abs(one.centres - other.centres).max() <= TOLERANCE * 10
    assert one.sizes.tolist() == other.sizes.tolist()
    for name in ("agrees", "disagrees", "passes"):
        assert np.array_equal(getattr(one.counts, name), getattr(other.counts, name))


@pytest.mark.parametrize("votes_each", [200, 3_000, 10_000])
def test_any_partition_of_the_people_gives_the_same_map(votes_each: int) -> None:
    votes = conversation("scoop-hivemind.biodiversity")

    assert_same(fit_partitions(cut(votes, votes_each)), fit_partitions([votes]))


def test_the_map_of_parts_is_the_map_of_the_document() -> None:
    votes = make_camps(400, 250, 150, statements=30, seen=0.5)

    fit, document = fit_partitions(cut(votes, 2_000)), map_opinions(votes)

    assert np.abs(fit.plane.axes[0] - document["axes"]["first"]).max() <= TOLERANCE
    assert fit.sizes.tolist() == [group["size"] for group in document["groups"]]
    assert fit.counts.agrees[0].tolist() == [each["groups"]["A"]["agrees"] for each in document["statements"]]


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        Client(cluster) as connected,
    ):
        yield connected


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # the cluster's own, about ports and closing
def test_a_cluster_of_dask_gives_the_map_of_one_machine(client: Client) -> None:
    votes = make_camps(400, 250, 150, statements=30, seen=0.5)
    parts = client.scatter(cut(votes, 2_000))

    fit = fit_partitions(parts, run=client.map, gather=client.gather)

    assert_same(fit, fit_partitions([votes]))
    assert len(fit.sizes) == 3


def test_parts_without_groups_have_one_centre() -> None:
    fit = fit_partitions([make_votes([1, 2], [1, 1], [1, 1])])

    assert fit.centres.tolist() == [[0, 0]]
    assert fit.everybody.agrees.tolist() == [[2]]
