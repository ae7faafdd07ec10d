"""Everything that changes a site's rules."""

from minka.law.actions.noting import Rule, note_days, note_desk, note_table, withdraw

__all__ = ["Rule", "note_days", "note_desk", "note_table", "withdraw"]
