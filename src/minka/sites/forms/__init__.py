"""What staff fill in about sites, members and organisations."""
