"""Every change of a contribution, split by noun."""
