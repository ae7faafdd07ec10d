"""Pages about contributions of any kind, split by noun."""
