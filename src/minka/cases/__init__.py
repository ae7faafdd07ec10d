"""Cases: what was applied for, its legal clock, the officials' work on it, its decision, and what everyone may know."""
