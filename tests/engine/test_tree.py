"""The Merkle tree: RFC 6962, checked against an independent implementation and by tampering."""

import hashlib
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from minka.engine.ledger.tree import (
    EMPTY_ROOT,
    Coordinate,
    Frontier,
    consistency_path,
    consistency_proof,
    frontier_path,
    inclusion_path,
    inclusion_proof,
    leaf_hash,
    new_nodes,
    root_from_leaves,
    verify_consistency,
    verify_inclusion,
)

SIZES = st.integers(1, 130)


def leaves(size: int, label: str = "") -> list[bytes]:
    return [leaf_hash(f"{label}{number}".encode()) for number in range(size)]


def nodes(hashes: list[bytes]) -> dict[Coordinate, bytes]:
    """All complete nodes, stored as a database would, in uneven batches."""
    stored = {Coordinate(0, index): value for index, value in enumerate(hashes)}
    frontier, start = Frontier(), 0
    for width in [1, 2, 5, 3, 17, 1, 64, len(hashes)]:
        batch = hashes[start : start + width]
        stored |= {Coordinate(node.level, node.index): node.hash for node in new_nodes(start, batch, frontier)}
        frontier, start = frontier.extend(batch), start + len(batch)
    return stored


def oracle(size: int) -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    for number in range(size):
        tree.append_entry(str(number).encode())
    return tree


VECTORS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]


def test_vectors_of_certificate_transparency() -> None:
    hashes = [leaf_hash(bytes.fromhex(text)) for text in VECTORS]

    roots = [root_from_leaves(hashes[:size]).hex() for size in (0, 1, 2, 3, 8)]

    assert roots == [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]


def test_consistency_vectors_of_certificate_transparency() -> None:
    stored = nodes([leaf_hash(bytes.fromhex(text)) for text in VECTORS])

    proofs = [[step.hex()[:16] for step in consistency_proof(old, size, stored)] for old, size in [(6, 8), (2, 5)]]

    assert proofs == [
        ["0ebc5d3437fbe2db", "ca854ea128ed050b", "d37ee418976dd957"],
        ["5f083f0a1a33ca07", "bc1a0643b12e4d2d"],
    ]


@pytest.mark.parametrize("size", [*range(1, 18), 31, 32, 33, 64, 100])
def test_every_root_and_proof_equals_the_oracle(size: int) -> None:
    hashes, tree = leaves(size), oracle(size)
    stored = nodes(hashes)

    assert root_from_leaves(hashes) == tree.get_root(size)
    for index in range(size):
        assert inclusion_proof(index, size, stored) == tree.prove_inclusion(index + 1, size).path[1:]
    for old in range(1, size + 1):
        proof = consistency_proof(old, size, stored)
        assert proof == subproof(old, hashes, is_whole=True)
        assert verify_consistency(old, size, proof, tree.get_root(old), tree.get_root(size))


def subproof(old: int, hashes: list[bytes], *, is_whole: bool) -> list[bytes]:
    """SUBPROOF of RFC 6962 section 2.1.2, word for word; pymerkle orders its proofs otherwise."""
    size = len(hashes)
    if old == size:
        return [] if is_whole else [root_from_leaves(hashes)]
    middle = max(2**power for power in range(10) if 2**power < size)
    if old <= middle:
        return [*subproof(old, hashes[:middle], is_whole=is_whole), root_from_leaves(hashes[middle:])]
    return [*subproof(old - middle, hashes[middle:], is_whole=False), root_from_leaves(hashes[:middle])]


@given(SIZES, st.data())
def test_each_leaf_proves_its_place(size: int, data: st.DataObject) -> None:
    hashes = leaves(size)
    index = data.draw(st.integers(0, size - 1))

    proof = inclusion_proof(index, size, nodes(hashes))

    assert verify_inclusion(hashes[index], index, size, proof, root_from_leaves(hashes))


@given(SIZES, st.data())
def test_lookup_is_asked_for_the_named_nodes_and_no_others(size: int, data: st.DataObject) -> None:
    stored = nodes(leaves(size))
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size))
    asked: list[Coordinate] = []

    def lookup(place: Coordinate) -> bytes:
        asked.append(place)
        return stored[place]

    inclusion_proof(index, size, lookup)
    assert asked == inclusion_path(index, size)
    asked.clear()
    consistency_proof(old, size, lookup)
    assert asked == consistency_path(old, size)
    asked.clear()
    assert Frontier.at(size, lookup).root() == root_from_leaves(leaves(size))
    assert asked == frontier_path(size)


@given(SIZES, st.data())
def test_growth_is_proved(size: int, data: st.DataObject) -> None:
    hashes = leaves(size)
    old = data.draw(st.integers(0, size))

    proof = consistency_proof(old, size, nodes(hashes))

    assert verify_consistency(old, size, proof, root_from_leaves(hashes[:old]), root_from_leaves(hashes))


@given(st.lists(st.integers(0, 40), max_size=8))
def test_batches_make_no_difference(widths: list[int]) -> None:
    hashes = leaves(sum(widths))
    frontier, start = Frontier(), 0

    for width in widths:
        frontier, start = frontier.extend(hashes[start : start + width]), start + width

    assert frontier == Frontier().extend(hashes)
    assert frontier.size == len(hashes)


def test_frontier_given_away_never_changes() -> None:
    before = Frontier().extend(leaves(5))
    root = before.root()

    before.append(leaf_hash(b"more"))

    assert before.root() == root


@given(SIZES, SIZES)
def test_new_nodes_are_exactly_those_that_were_missing(old: int, more: int) -> None:
    hashes = leaves(old + more)

    fresh = new_nodes(old, hashes[old:], Frontier().extend(hashes[:old]))

    all_before = {node[:2] for node in new_nodes(0, hashes[:old], Frontier())}
    all_after = {node[:2] for node in new_nodes(0, hashes, Frontier())}
    assert {node[:2] for node in fresh} == all_after - all_before
    assert len(fresh) == len(all_after) - len(all_before)


def test_frontier_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="0 leaves, not 3"):
        new_nodes(3, [], Frontier())
    with pytest.raises(ValueError, match="cannot make a tree"):
        Frontier(3, (bytes(32),))


def test_empty_tree_has_the_hash_of_nothing() -> None:
    assert root_from_leaves([]) == EMPTY_ROOT == hashlib.sha256(b"").digest()
    assert new_nodes(0, [], Frontier()) == []
    assert frontier_path(0) == []


@pytest.mark.parametrize(("index", "size"), [(0, 0), (1, 1), (-1, 3), (7, 3)])
def test_leaf_that_is_not_there_has_no_proof(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="no leaf"):
        inclusion_path(index, size)
    assert not verify_inclusion(bytes(32), index, size, [], bytes(32))


@pytest.mark.parametrize(("old", "size"), [(2, 1), (-1, 3)])
def test_tree_that_shrinks_has_no_proof(old: int, size: int) -> None:
    with pytest.raises(ValueError, match="cannot grow"):
        consistency_path(old, size)
    assert not verify_consistency(old, size, [], bytes(32), bytes(32))


TAMPERINGS = ["edit", "delete", "insert", "swap", "flip", "roll back"]


@settings(max_examples=200)
@given(st.integers(2, 80), st.sampled_from(TAMPERINGS), st.data())
def test_tampering_with_old_leaves_breaks_root_inclusion_and_growth(size: int, how: str, data: st.DataObject) -> None:
    honest = leaves(size)
    old = data.draw(st.integers(2, size))
    place = data.draw(st.integers(0, old - 1))
    forged = tamper(honest, how, place)
    assume(forged != honest)
    stored, forged_root = nodes(forged), root_from_leaves(forged)

    assert forged_root != root_from_leaves(honest)
    if len(forged) >= old:
        growth = consistency_proof(old, len(forged), stored)
        assert not verify_consistency(old, len(forged), growth, root_from_leaves(honest[:old]), forged_root)
    if place < len(forged) and forged[place] != honest[place]:
        proof = inclusion_proof(place, len(forged), stored)
        assert not verify_inclusion(honest[place], place, len(forged), proof, forged_root)


def tamper(hashes: list[bytes], how: str, place: int) -> list[bytes]:
    other = leaf_hash(b"forged")
    neighbour = place - 1 if place else 1
    swapped = {place: hashes[neighbour], neighbour: hashes[place]}
    return {
        "edit": [*hashes[:place], other, *hashes[place + 1 :]],
        "delete": hashes[:place] + hashes[place + 1 :],
        "insert": [*hashes[:place], other, *hashes[place:]],
        "swap": [swapped.get(number, value) for number, value in enumerate(hashes)],
        "flip": [*hashes[:place], bytes([hashes[place][0] ^ 1]) + hashes[place][1:], *hashes[place + 1 :]],
        "roll back": hashes[:place],
    }[how]


@given(SIZES, st.data())
def test_altered_proof_proves_nothing(size: int, data: st.DataObject) -> None:
    hashes = leaves(size)
    index, root = data.draw(st.integers(0, size - 1)), root_from_leaves(hashes)
    proof = inclusion_proof(index, size, nodes(hashes))

    altered = [[*proof, bytes(32)], [bytes(32), *proof], *([proof[:-1], proof[1:]] if proof else [])]
    altered += [[*proof[:place], step[:-1], *proof[place + 1 :]] for place, step in enumerate(proof)]
    altered += [proof[::-1]] if any(one != two for one, two in pairwise(proof)) else []

    assert not any(verify_inclusion(hashes[index], index, size, wrong, root) for wrong in altered)
    assert not any(verify_inclusion(hashes[index], other, size, proof, root) for other in range(size) if other != index)


@given(st.integers(2, 80), st.data())
def test_fork_is_caught_at_every_later_size(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size - 1))
    ours, theirs = leaves(size), [*leaves(old - 1), *leaves(size - old + 1, "fork")]

    proof = consistency_proof(old, size, nodes(theirs))

    assert not verify_consistency(old, size, proof, root_from_leaves(ours[:old]), root_from_leaves(theirs))


def test_proof_for_a_million_leaves_needs_few_nodes() -> None:
    assert len(inclusion_path(0, 1_000_000)) < 40
    assert len(consistency_path(999_999, 1_000_000)) < 60
