"""Answers: how they are cleaned when typed, kept, and read back."""
