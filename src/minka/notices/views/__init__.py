"""Pages of notices, split by noun."""
