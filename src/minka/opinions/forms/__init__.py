"""What people type in activities of opinions, and how a team sets one up."""
