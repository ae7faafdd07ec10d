"""Pure logic and numbers: no Django, no clock, no disk, no network, no ambient randomness."""
