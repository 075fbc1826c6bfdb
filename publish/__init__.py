"""One source article, every accessible format."""
