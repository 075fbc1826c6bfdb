"""The PDF backend: a tagged handout made by WeasyPrint."""

from publish.backends.pdf.backend import PdfBackend

__all__ = ["PdfBackend"]
