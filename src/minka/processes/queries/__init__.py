"""What pages of processes read."""
