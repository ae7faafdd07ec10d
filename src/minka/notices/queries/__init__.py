"""What is read about notices, split by noun."""
