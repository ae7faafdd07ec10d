"""What pages of sites read."""
