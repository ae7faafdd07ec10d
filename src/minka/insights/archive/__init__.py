"""The memory of a closed process, and the whole of it as files that need no platform to be read."""
