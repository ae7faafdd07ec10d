"""Pages of opinions: voting, writing, the map, the report, the room, the work of the team."""
