"""Statements, who votes on them, the votes, and the maps made of them."""

from minka.opinions.models.opinion_map import GroupName, OpinionMap, Recount
from minka.opinions.models.statement import Statement
from minka.opinions.models.vote import EarlierVote, Vote, Voter

__all__ = ["EarlierVote", "GroupName", "OpinionMap", "Recount", "Statement", "Vote", "Voter"]
