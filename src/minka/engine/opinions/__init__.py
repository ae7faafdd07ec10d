"""Opinion maps: votes in, one frozen result out. ``docs/engine/opinions.md`` explains the method."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minka.engine.opinions.mapping import map_opinions

__all__ = ["map_opinions"]


def __getattr__(name: str) -> object:
    """Load the maps, and numpy and scipy with them, only when they are asked for: placing one person needs neither."""
    if name in __all__:
        from minka.engine.opinions import mapping  # noqa: PLC0415 - see above

        return getattr(mapping, name)
    raise AttributeError(name)
