"""Small readers of the environment that fail loudly on a bad value."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, "1" if default else "0").strip().lower()
    if value not in {"0", "1", "true", "false", "yes", "no", "si", "sí"}:
        message = f"{name}={value!r}: use 1 or 0"
        raise ImproperlyConfigured(message)
    return value in {"1", "true", "yes", "si", "sí"}


def whole(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        message = f"{name}={value!r}: use a whole number"
        raise ImproperlyConfigured(message) from error


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def database(url: str) -> dict[str, object]:
    """Turn ``postgresql://user:password@host:port/name?host=/socket`` into Django's settings."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        message = f"DATABASE_URL must begin with postgresql://, not {parts.scheme!r}"
        raise ImproperlyConfigured(message)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "minka",
        "USER": unquote(parts.username or "") or options.pop("user", ""),
        "PASSWORD": unquote(parts.password or "") or options.pop("password", ""),
        "HOST": parts.hostname or options.pop("host", ""),
        "PORT": str(parts.port or options.pop("port", "") or ""),
        "OPTIONS": dict(options),
    }


NO_SECRET = "only-for-development-and-tests"  # noqa: S105 - a name for having none


def secret(path: Path, variable: str, fallback: str) -> str:
    """Read a secret from the environment, else from a file made at first start, else the development value."""
    if os.environ.get(variable):
        return os.environ[variable]
    return path.read_text().strip() if path.exists() else fallback
