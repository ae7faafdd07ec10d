"""The public record's arithmetic: receipt codes, commitments, the Merkle log and its checking."""

from minka.engine.ledger.canonical import NotCanonical, canonical, commit
from minka.engine.ledger.codes import CodeInvalid, make_code, parse_code
from minka.engine.ledger.heads import Head, HeadInvalid, is_signed, parse_head, public_key, sign_head
from minka.engine.ledger.log import Entry, Leaf, Opening, entry_line, hash_of_leaf, head_line, make_leaf, make_receipt
from minka.engine.ledger.seals import FactsInvalid, SealVerdict, find_seal, is_json, make_seal, verify_seal
from minka.engine.ledger.tree import (
    Coordinate,
    Frontier,
    Node,
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
from minka.engine.ledger.verification import Problem, Verdict, verify_log, verify_receipt

__all__ = [
    "CodeInvalid",
    "Coordinate",
    "Entry",
    "FactsInvalid",
    "Frontier",
    "Head",
    "HeadInvalid",
    "Leaf",
    "Node",
    "NotCanonical",
    "Opening",
    "Problem",
    "SealVerdict",
    "Verdict",
    "canonical",
    "commit",
    "consistency_path",
    "consistency_proof",
    "entry_line",
    "find_seal",
    "frontier_path",
    "hash_of_leaf",
    "head_line",
    "inclusion_path",
    "inclusion_proof",
    "is_json",
    "is_signed",
    "leaf_hash",
    "make_code",
    "make_leaf",
    "make_receipt",
    "make_seal",
    "new_nodes",
    "parse_code",
    "parse_head",
    "public_key",
    "root_from_leaves",
    "sign_head",
    "verify_consistency",
    "verify_inclusion",
    "verify_log",
    "verify_receipt",
    "verify_seal",
]
