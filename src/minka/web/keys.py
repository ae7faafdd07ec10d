"""The key of one form on one screen: sending that form twice is the same as sending it once."""

import secrets


def new_key() -> str:
    return secrets.token_urlsafe(16)
