"""Opinion maps: votes in, one frozen result out. ``docs/engine/opinions.md`` explains the method."""
