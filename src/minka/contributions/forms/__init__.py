"""Cleaning of what people hand in, split by noun."""
