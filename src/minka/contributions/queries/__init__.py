"""What pages read of contributions, split by noun."""
