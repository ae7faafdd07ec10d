"""Digital services: made from a procedure and from what people said, published in versions, filled in page by page."""
