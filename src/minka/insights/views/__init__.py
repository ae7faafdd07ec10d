"""Pages that read across everything below."""
