"""Media overlays: which text sounds with which stretch of sound (EPUB 3.3, 9)."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from lxml import etree

from publish.validators.quick_epub.container import Container, Reference, resolve
from publish.validators.quick_epub.names import OPS, SMIL, line_of
from publish.validators.quick_epub.package import Item


class Clip(msgspec.Struct, frozen=True):
    """A stretch of sound.

    Attributes:
        address: the file as the overlay names it.
        audio: the file in the container; empty if it lies elsewhere.
        begin: as written.
        end: as written; empty means the end of the file.
    """

    address: str
    audio: str
    begin: str
    end: str


class Par(msgspec.Struct, frozen=True):
    """A piece of text and the sound that goes with it.

    Attributes:
        text: the element.
        clip: the sound; None leaves it to the voice of the reading system.
        sequences: the elements that the sequences around it name, the outermost first.
        line: in the overlay.
    """

    text: Reference
    clip: Clip | None
    sequences: tuple[Reference, ...]
    line: int


class Overlay(msgspec.Struct, frozen=True):
    """A media overlay.

    Attributes:
        item: as the manifest lists it.
        pars: in the order in which they are played.
        sequences: the elements that sequences name, each with its line.
    """

    item: Item
    pars: tuple[Par, ...]
    sequences: tuple[tuple[Reference, int], ...]


def read_overlay(container: Container, item: Item) -> Overlay:
    """Return an overlay.

    Raises:
        DamagedError: it cannot be read.
        NotCheckableError: it cannot be judged.
    """
    root = container.xml(item.path)
    sequences = [
        (reference, line_of(element))
        for element in root.iter(f"{SMIL}seq", f"{SMIL}body")
        if (reference := _textref(item.path, element))
    ]
    return Overlay(item, tuple(_pars(item.path, root)), tuple(sequences))


def _pars(file: str, root: etree._Element) -> Iterator[Par]:
    around: list[Reference | None] = []
    for event, element in etree.iterwalk(root, ("start", "end"), (f"{SMIL}seq", f"{SMIL}body", f"{SMIL}par")):
        if element.tag == f"{SMIL}par":
            if event == "start":
                yield _par(file, element, tuple(reference for reference in around if reference))
        elif event == "start":
            around.append(_textref(file, element))
        else:
            around.pop()


def _textref(file: str, element: etree._Element) -> Reference | None:
    address = element.get(f"{OPS}textref")
    return None if address is None else resolve(file, str(address))


def _par(file: str, element: etree._Element, sequences: tuple[Reference, ...]) -> Par:
    text = element.find(f"{SMIL}text")
    audio = element.find(f"{SMIL}audio")
    clip = None
    if audio is not None:
        address = str(audio.get("src", ""))
        begin, end = (str(audio.get(name, "")) for name in ("clipBegin", "clipEnd"))
        clip = Clip(address, resolve(file, address).path, begin, end)
    reference = Reference("") if text is None else resolve(file, str(text.get("src", "")))
    return Par(reference, clip, sequences, line_of(element))
