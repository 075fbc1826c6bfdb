"""A book that is read along, as a reading system sees it: what is marked, and when its sound says what."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from .onsets import Samples, decoded

_SMIL = "{http://www.w3.org/ns/SMIL}"
_TYPE = "{http://www.idpf.org/2007/ops}type"


class Par(NamedTuple):
    """An element of a page, and the part of the page's sound that speaks it.

    Attributes:
        types: of the passages around it, the outermost first.
        begin: in seconds from the start of the sound.
        end: likewise.
    """

    element: etree._Element
    types: tuple[str, ...]
    begin: float
    end: float

    @property
    def words(self) -> str:
        """What is seen of the element; of a picture its alternative."""
        return " ".join("".join(self.element.itertext()).split()) or self.element.get("alt", "")


def pars_of(book: Path) -> dict[str, list[Par]]:
    """Return what is spoken of each page, in the order of the overlay."""
    with zipfile.ZipFile(book) as entries:
        return {
            name.removeprefix("EPUB/").replace(".smil", ".xhtml"): list(
                _pars(etree.fromstring(entries.read(name)), etree.fromstring(entries.read(name[:-4] + "xhtml")))
            )
            for name in entries.namelist()
            if name.endswith(".smil")
        }


def sound_of(book: Path, page: str, folder: Path) -> tuple[Samples, int]:
    """Return the sound of a page, decoded, and its rate in Hz."""
    with zipfile.ZipFile(book) as entries:
        return decoded(Path(entries.extract(f"EPUB/audio/{page.replace('.xhtml', '.mp3')}", folder)))


def _pars(overlay: etree._Element, page: etree._Element) -> Iterator[Par]:
    elements = {element.get("id"): element for element in page.iter("*") if element.get("id")}
    for par in overlay.iter(f"{_SMIL}par"):
        types = [sequence.get(_TYPE, "") for sequence in par.iterancestors(f"{_SMIL}seq")]
        audio = par.find(f"{_SMIL}audio")
        begin, end = (float(audio.get(clip).removesuffix("s")) for clip in ("clipBegin", "clipEnd"))
        target = par.find(f"{_SMIL}text").get("src").partition("#")[2]
        yield Par(elements[target], tuple(filter(None, reversed(types))), begin, end)
