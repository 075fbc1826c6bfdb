"""Whether a book is read aloud in the order in which it is written (EPUB Accessibility 1.1, reading order)."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from publish.findings import Finding
from publish.validators.quick_epub.container import Reference
from publish.validators.quick_epub.document import Document
from publish.validators.quick_epub.faults import fault
from publish.validators.quick_epub.overlay import Overlay, Par
from publish.validators.quick_epub.package import OVERLAY, Package

_HARMS = "People who listen hear the text in another order than it is written in, and lose the thread."


def document_silent(document: Document, package: Package) -> Iterator[Finding]:
    """In a book that is read aloud, each document with words in it has a media overlay."""
    item = document.item
    if not document.passages and not item.overlay:
        return
    if not item.overlay:
        message = f"“{item.path}” has no media overlay, though the book is read aloud."
    elif item.overlay not in package.items or package.items[item.overlay].media_type != OVERLAY:
        message = f"The media overlay “{item.overlay}” of “{item.path}” is not in the manifest."
    else:
        return
    yield fault(
        "overlay-missing",
        message,
        package.path,
        item.line,
        harms="People who listen do not hear this part of the book.",
        mend="Make an overlay for the document, and name it in “media-overlay”.",
    )


def reference_unresolved(overlay: Overlay, documents: Mapping[str, Container[str]]) -> Iterator[Finding]:
    """What an overlay names is there.

    Args:
        overlay: the overlay.
        documents: the ids in each document that is read.
    """
    references = [*((par.text, par.line) for par in overlay.pars), *overlay.sequences]
    for reference, line in references:
        if reference.path not in documents:
            message = f"The overlay names “{reference.path}”, which readers do not read."
        elif reference.fragment not in documents[reference.path]:
            message = f"“{reference.path}” has no element “{reference.fragment}”."
        else:
            continue
        yield fault(
            "overlay-text-missing",
            message,
            overlay.item.path,
            line,
            harms="While this sounds, nothing is marked, and some reading systems stop.",
            mend="Name an element that is there.",
        )


def document_foreign(overlay: Overlay, package: Package) -> Iterator[Finding]:
    """An overlay speaks for the documents that name it, in the order of the spine."""
    own = {item.path for item in package.documents if item.overlay == overlay.item.id}
    position = {item.path: number for number, item in enumerate(package.documents)}
    last = -1
    for par in overlay.pars:
        path = par.text.path
        if path in position and path not in own:
            yield fault(
                "overlay-document-foreign",
                f"The overlay speaks a text of “{path}”, which names another overlay or none.",
                overlay.item.path,
                par.line,
                harms="Reading systems play the overlay that the document names, so this is not heard.",
                mend="Move it to the overlay of that document.",
            )
        elif path in position:
            if position[path] < last:
                yield fault(
                    "overlay-order-wrong",
                    f"The overlay goes back to “{path}”, which comes earlier in the spine.",
                    overlay.item.path,
                    par.line,
                    harms=_HARMS,
                    mend="Order the overlay as the documents are ordered.",
                )
            last = max(last, position[path])


def order_wrong(document: Document, overlay: str, pars: Sequence[Par]) -> Iterator[Finding]:
    """The texts of a document are spoken in their order.

    Args:
        document: the document.
        overlay: the path of its overlay.
        pars: what the overlay speaks of the document, in the order in which it is played.
    """
    last, last_name = -1, ""
    for par in pars:
        place = document.places.get(par.text.fragment)
        if place is None:
            continue
        if place.order < last:
            yield fault(
                "overlay-order-wrong",
                f"“{par.text.fragment}” is spoken after “{last_name}”, but stands before it.",
                overlay,
                par.line,
                harms=_HARMS,
                mend="Order the overlay as the document is ordered.",
            )
        last, last_name = place.order, par.text.fragment


def sequence_torn(document: Document, overlay: str, pars: Sequence[Par]) -> Iterator[Finding]:
    """What a sequence of an overlay speaks lies in the element that it names."""
    for par in pars:
        place = document.places.get(par.text.fragment)
        outside = next(
            (sequence for sequence in par.sequences if place and not _holds(sequence, par, place.within)), None
        )
        if outside:
            yield fault(
                "overlay-sequence-wrong",
                f"“{par.text.fragment}” is spoken in the sequence of “{outside.fragment or outside.path}”, "
                "but does not lie in it.",
                overlay,
                par.line,
                harms="People who leave a table or a list while listening skip too much or too little.",
                mend="Let each sequence hold just what lies in the element that it names.",
            )


def _holds(sequence: Reference, par: Par, within: Sequence[str]) -> bool:
    return sequence.path == par.text.path and sequence.fragment in within
