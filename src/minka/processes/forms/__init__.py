"""What staff fill in to set up a process."""
