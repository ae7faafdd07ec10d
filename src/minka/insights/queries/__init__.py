"""What is read across everything below: numbers, the front pages, and what waits for a member."""
