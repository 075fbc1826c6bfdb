"""The tags of a PDF: what a screen reader finds in it, built by Publish in place of WeasyPrint's own tagger.

``drawing`` reads what WeasyPrint drew, ``logical_text`` finds the text behind it, ``rules`` say what each HTML element
becomes, ``tree`` puts that in the order of the document, and ``writing`` and ``streams`` write it into the PDF.
"""

from publish.backends.pdf.tags.tagger import publish_tagger

__all__ = ["publish_tagger"]
