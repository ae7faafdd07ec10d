"""Recorded questions: a file that a team put among the product's data or beside the uploads, or nothing."""

from pathlib import Path

from django.conf import settings


def audio_path(name: str) -> Path | None:
    """Where a recording lies, if it does. The name is one that the definition may have: no folder can be in it."""
    if not name or "/" in name or "\\" in name or name.startswith("."):
        return None
    places = (Path(settings.MEDIA_ROOT) / "audio" / name, Path(settings.ROOT) / "data" / "audio" / name)
    return next((path for path in places if path.is_file()), None)
