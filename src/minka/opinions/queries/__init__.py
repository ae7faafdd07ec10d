"""What the pages of opinions read."""
