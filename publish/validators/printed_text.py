"""What stands on the pages of a finished PDF: stretches of text with their place, size, font and colours.

PDFium reads the file: it takes some hundredths of a second for ten pages, where readers in Python take seconds.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from publish.validators.contrast import Colour

WHITE: Colour = (255, 255, 255)
_RECTANGLE_SEGMENTS = 5
_THINNEST_BACKGROUND = 3.0
# What a drawing or a transparent part holds lies deeper.
_OUTSIDE_FORMS = 1


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text in one font on one line. Lengths are in pt, from the left and lower edge of the page.

    Attributes:
        size: of the font, as printed.
        font: its name, without the tag of a subset.
        serif: the font says that it has serifs.
        colour: of the letters.
        background: what lies behind them.
    """

    text: str
    left: float
    right: float
    baseline: float
    top: float
    size: float
    font: str
    serif: bool
    colour: Colour
    background: Colour

    @property
    def italic(self) -> bool:
        """Whether the letters slope."""
        return "Italic" in self.font or "Oblique" in self.font

    @property
    def bold(self) -> bool:
        """Whether the letters are heavy."""
        return any(weight in self.font for weight in ("Bold", "Black", "Heavy"))


class PrintedPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page.

    Attributes:
        number: from 1.
        width: in pt.
        height: in pt.
        paper: the colour that covers the whole page, or white.
        runs: its text, in the order in which it was drawn, without that of pictures.
    """

    number: int
    width: float
    height: float
    paper: Colour
    runs: tuple[Run, ...]


class _Area(msgspec.Struct, frozen=True):
    colour: Colour
    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top


def read_pages(data: bytes) -> list[PrintedPage]:
    """Read the text of a PDF.

    Args:
        data: the whole file.
    """
    with pypdfium2.PdfDocument(data) as document:
        return [_page(document[index], index + 1) for index in range(len(document))]


def _page(page: pypdfium2.PdfPage, number: int) -> PrintedPage:
    width, height = page.get_size()
    text = page.get_textpage()
    areas: list[_Area] = []
    runs: list[Run] = []
    for part in page.get_objects(max_depth=_OUTSIDE_FORMS):
        if part.type == pdfium.FPDF_PAGEOBJ_PATH:
            areas.extend(_background(part))
        elif part.type == pdfium.FPDF_PAGEOBJ_TEXT and not _is_picture(part):
            runs.extend(_run(part, text, areas))
    whole = [area for area in areas if area.right - area.left >= width - 1 and area.top - area.bottom >= height - 1]
    text.close()
    page.close()
    return PrintedPage(
        number=number, width=width, height=height, paper=whole[-1].colour if whole else WHITE, runs=tuple(runs)
    )


def _background(path: pypdfium2.PdfObject) -> Iterator[_Area]:
    """Yield the area of a filled rectangle; other shapes are borders, lines and drawings."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, mode, stroke)
    if mode.value == pdfium.FPDF_FILLMODE_NONE or pdfium.FPDFPath_CountSegments(path) > _RECTANGLE_SEGMENTS:
        return
    left, bottom, right, top = path.get_bounds()
    if top - bottom >= _THINNEST_BACKGROUND:
        yield _Area(_colour(path), left, bottom, right, top)


def _run(part: pypdfium2.PdfObject, page: pypdfium2.PdfTextPage, areas: list[_Area]) -> Iterator[Run]:
    text = _text(part, page)
    if not text.strip():
        return
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(part, size)
    matrix = part.get_matrix()
    left, bottom, right, top = part.get_bounds()
    font = pdfium.FPDFTextObj_GetFont(part)
    behind = [area.colour for area in areas if area.holds((left + right) / 2, (bottom + top) / 2)]
    yield Run(
        text=text,
        left=left,
        right=right,
        baseline=matrix.f,
        top=top,
        size=size.value * (matrix.b**2 + matrix.d**2) ** 0.5,
        font=_font_name(font),
        serif=bool(pdfium.FPDFFont_GetFlags(font) & 0b10),
        colour=_blended(part, behind[-1] if behind else WHITE),
        background=behind[-1] if behind else WHITE,
    )


def _text(part: pypdfium2.PdfObject, page: pypdfium2.PdfTextPage) -> str:
    length = pdfium.FPDFTextObj_GetText(part, page, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFTextObj_GetText(part, page, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw.decode("utf-16-le", errors="replace").rstrip("\0")


def _is_picture(part: pypdfium2.PdfObject) -> bool:
    """Tell whether a text is part of a picture; its letters are not those of the page.

    A picture that is decoration is an artifact that tells nothing but its type; one in a margin tells more.
    """
    return any(tag == "Figure" or (tag == "Artifact" and properties == 1) for tag, properties in _marks(part))


def _marks(part: pypdfium2.PdfObject) -> Iterator[tuple[str, int]]:
    """Yield the tags of the marked content around a part (ISO 32000-1, 14.6), and how many properties each has."""
    for index in range(pdfium.FPDFPageObj_CountMarks(part)):
        mark, length = pdfium.FPDFPageObj_GetMark(part, index), ctypes.c_ulong()
        pdfium.FPDFPageObjMark_GetName(mark, None, 0, length)
        buffer = ctypes.create_string_buffer(length.value)
        pdfium.FPDFPageObjMark_GetName(mark, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length.value, length)
        tag = buffer.raw.decode("utf-16-le", errors="replace").rstrip("\0")
        yield tag, pdfium.FPDFPageObjMark_CountParams(mark)


def _font_name(font: object) -> str:
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
    name = buffer.value.decode("utf-8", errors="replace")
    return name.partition("+")[2] or name


def _colour(part: pypdfium2.PdfObject) -> Colour:
    return _fill(part)[:3]


def _blended(part: pypdfium2.PdfObject, background: Colour) -> Colour:
    """Return the colour of a part as it is seen, where its paint lets the background through."""
    *paint, opacity = _fill(part)
    red, green, blue = (
        round(over * opacity / 255 + under * (1 - opacity / 255)) for over, under in zip(paint, background, strict=True)
    )
    return red, green, blue


def _fill(part: pypdfium2.PdfObject) -> tuple[int, int, int, int]:
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(part, red, green, blue, opacity)
    return red.value, green.value, blue.value, opacity.value
