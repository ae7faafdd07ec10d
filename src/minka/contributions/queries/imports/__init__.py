"""Reading a file of contributions from another platform: bytes, rows, columns, voices."""
