"""Every change of statements, votes and maps, split by noun."""
