"""The one place where our tagger takes the place of WeasyPrint's."""

from __future__ import annotations

import gc
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pydyf
import weasyprint.pdf

from publish.backends.pdf.tags.drawing import Furniture, MarkedContent, read_drawing
from publish.backends.pdf.tags.logical_text import give_logical_texts
from publish.backends.pdf.tags.streams import mark_contents
from publish.backends.pdf.tags.tree import build_tree
from publish.backends.pdf.tags.writing import TreeWriter
from publish.backends.pdf.weasyprint_version import is_known

_replacing = threading.Lock()


@contextmanager
def publish_tagger(document: Any) -> Iterator[Tagging]:
    """Let WeasyPrint write the tags of Publish into a document, for as long as the context lasts.

    The hook is private, so it is asserted to be the one that is known. Other documents that are written meanwhile keep
    the tags of WeasyPrint.

    Args:
        document: WeasyPrint's document.
    """
    assert is_known(weasyprint.__version__), weasyprint.__version__
    with _replacing, _without_search_for_garbage():
        theirs = weasyprint.pdf.add_tags
        tagging = Tagging()

        def add_tags(pdf: pydyf.PDF, written: Any, version: str, page_streams: Sequence[Any]) -> None:
            if written.pages is document.pages:
                tagging.tag(pdf, written, page_streams)
            else:
                theirs(pdf, written, version, page_streams)

        weasyprint.pdf.add_tags = add_tags
        try:
            yield tagging
        finally:
            weasyprint.pdf.add_tags = theirs


@contextmanager
def _without_search_for_garbage() -> Iterator[None]:
    """Spare Python the search of the whole layout for garbage, which the objects of a tag tree would bring about."""
    free = gc.get_freeze_count() == 0  # else somebody has frozen objects for a reason of their own
    if free:
        gc.collect()
        gc.freeze()
    try:
        yield
    finally:
        if free:
            gc.unfreeze()


class Tagging:
    """The tagging of one document.

    Attributes:
        complete: whether every tag holds what it names; not so where content was drawn apart from its page.
        lost: texts of the document that stand on no page.
    """

    def __init__(self) -> None:
        self.complete = True
        self.lost: list[str] = []

    def tag(self, pdf: pydyf.PDF, document: Any, page_streams: Sequence[Any]) -> None:
        """Tag a document that WeasyPrint has drawn.

        Args:
            pdf: that is being made.
            document: WeasyPrint's document.
            page_streams: the content streams of its pages.
        """
        counts = [len(stream._tags) for stream in page_streams]
        drawing = read_drawing(document, page_streams)
        give_logical_texts(drawing)
        self.lost = drawing.lost
        contents: dict[int, dict[int, MarkedContent]] = defaultdict(dict)
        for content in drawing.all_contents():
            contents[content.page][content.mcid] = content
        furniture: dict[int, dict[int, Furniture]] = defaultdict(dict)
        for piece in drawing.furniture:
            furniture[piece.page][piece.mcid] = piece
        fonts = {str(font.hash).encode(): font.to_unicode for font in document.fonts.values()}
        TreeWriter(pdf, counts).write(build_tree(drawing))
        for page, stream in enumerate(page_streams):
            if mark_contents(stream, contents[page], furniture[page], fonts):
                self.complete = False
        preferences = {"DisplayDocTitle": "true"}
        if drawing.root.get("dir") == "rtl":
            preferences["Direction"] = "/R2L"
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary(preferences)
