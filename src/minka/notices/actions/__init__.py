"""Everything that changes what is told to people: telling, carrying out, reading, asking for silence."""

from minka.notices.actions.telling import Message, notify, notify_all

__all__ = ["Message", "notify", "notify_all"]
