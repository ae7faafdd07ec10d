"""The atom of Minka and what happens to it, split by noun."""

from minka.contributions.models.answer import Answer, AnsweredContribution, Link
from minka.contributions.models.contribution import Attachment, Contribution, Support
from minka.contributions.models.desk import Import, PaperSheet, RepeatSearch, SavedView
from minka.contributions.models.moderation import Appeal, ModerationDecision, Report
from minka.contributions.models.reason import Reason
from minka.contributions.models.words import Word, WordCount

__all__ = [
    "Answer",
    "AnsweredContribution",
    "Appeal",
    "Attachment",
    "Contribution",
    "Import",
    "Link",
    "ModerationDecision",
    "PaperSheet",
    "Reason",
    "RepeatSearch",
    "Report",
    "SavedView",
    "Support",
    "Word",
    "WordCount",
]
