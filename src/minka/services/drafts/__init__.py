"""Drafts as documents: what a designer's change makes of one. No database, no request; the given document stays."""
