"""Pictures that an article names: read through the gate, known by their content, and harmless."""

from __future__ import annotations

import base64
import io
import math
import re

import msgspec
from lxml import etree
from PIL import Image as Picture

from publish.findings import Finding, Location, PublishError
from publish.gate import Gate

MAXIMUM_PIXELS = 40_000_000
_MAXIMUM_SVG_ELEMENTS = 20_000
_MAXIMUM_LENGTH = 20_000.0
_RASTER_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
_SUFFIXES = {"image/svg+xml": "svg", "image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}
_SVG = "{http://www.w3.org/2000/svg}"
_SVG_FORBIDDEN = frozenset(
    {
        "script",
        "foreignObject",
        "iframe",
        "handler",
        "set",
        "animate",
        "animateMotion",
        "animateTransform",
        "discard",
        "image",
        "feImage",
    }
)
_SIZE = re.compile(r"\+?(\d+\.?\d*|\.\d+)([eE][+-]?\d\d?)?\s*(px|pt|pc|mm|cm|in|q|r?em|ex|ch|vw|vh|%)?", re.IGNORECASE)
_NOT_FINITE = re.compile(r"(?<![\w#.-])[+-]?(nan|inf|infinity)(?![\w.-])|\d\.?e\+?\d{3}", re.IGNORECASE)
_COLOUR = re.compile(r"#[\da-f]+", re.IGNORECASE)  # such as #0e4750
# What they hold are names and words, in which “nan” is no number.
_WORDED = re.compile(r"id|class|href|lang|title|role|style|font-family|type|target|name|result|in2?|(aria|data)-.*")
_DEEP = 16  # bits of a colour in a PNG
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*$")


class ImageFile(msgspec.Struct, frozen=True):
    """A picture.

    Attributes:
        data: the bytes of the file.
        media_type: found by looking at the content, such as ``image/svg+xml``.
        width: in CSS px; 0 when the file does not say.
        height: in CSS px; 0 when the file does not say.
    """

    data: bytes
    media_type: str
    width: int
    height: int

    @property
    def suffix(self) -> str:
        """What the name of such a file ends in, without the dot."""
        return _SUFFIXES[self.media_type]

    @property
    def address(self) -> str:
        """A ``data:`` address that holds the picture."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.data).decode('ascii')}"


def load_image(gate: Gate, path: str, *, location: Location | None = None) -> ImageFile:
    """Read a picture: PNG, JPEG, GIF, WebP, or an SVG without scripts and references to other files.

    Args:
        path: relative to the project's folder, as ``Gate.locate`` returns it.
        location: where the picture is named, for the message.

    Raises:
        PublishError: the file cannot be read, is not such a picture, or is larger than 40 megapixels.
    """
    data = gate.read(path, location=location)
    try:
        if data.lstrip()[:1] == b"<" or data.startswith(b"\xef\xbb\xbf"):
            return _svg(data)
        return _raster(data)
    except Exception as error:  # a damaged file makes its decoder fail in any way
        reason = str(error) if isinstance(error, _UnfitImageError) else "it is damaged, or of an unknown format"
        raise PublishError(
            Finding(
                rule="image-unusable",
                message=f"The picture “{path}” cannot be used: {reason}.",
                location=location,
                harms="Readers get its text alternative instead of the picture.",
                mend="Save it again as PNG, JPEG or a plain SVG.",
            )
        ) from error


def is_animated(data: bytes, media_type: str) -> bool:
    """Tell whether a picture moves; what is no picture does not.

    Args:
        data: a picture that ``load_image`` accepted, or any other file.
    """
    if media_type == "image/svg+xml":
        return b"@keyframes" in data  # elements that animate are refused
    if media_type not in _RASTER_TYPES.values():
        return False
    with Picture.open(io.BytesIO(data), formats=list(_RASTER_TYPES)) as picture:
        return bool(getattr(picture, "is_animated", False))


class _UnfitImageError(Exception):
    pass


def _raster(data: bytes) -> ImageFile:
    with Picture.open(io.BytesIO(data), formats=list(_RASTER_TYPES)) as picture:
        width, height = picture.size
        if width * height > MAXIMUM_PIXELS:
            raise _UnfitImageError(f"it has {width * height / 1e6:.0f} megapixels, more than 40")
        media_type = _RASTER_TYPES[str(picture.format)]
        picture.load()
        if media_type == "image/png" and data[24] == _DEEP:
            data = _with_8_bits(picture)
    return ImageFile(data, media_type, width, height)


def _with_8_bits(picture: Picture.Image) -> bytes:
    """Return a PNG of 16 bits a colour with 8, the most that every format shows; it would be black in the PDF."""
    import numpy as np  # slow to load, and seldom needed

    written = io.BytesIO()
    clear = picture.info.pop("transparency", None)
    if picture.mode.startswith("I"):
        grey = np.asarray(picture.convert("I"))
        picture = Picture.fromarray((grey >> 8).astype(np.uint8))
        if isinstance(clear, int):
            picture.putalpha(Picture.fromarray(np.where(grey == clear, 0, 255).astype(np.uint8)))
    picture.save(written, "PNG")
    return written.getvalue()


def _svg(data: bytes) -> ImageFile:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(data, parser)
    if root.tag != f"{_SVG}svg":
        raise _UnfitImageError("it is not an SVG picture")
    if root.getroottree().docinfo.internalDTD is not None:
        raise _UnfitImageError("an SVG with a DOCTYPE is not accepted")
    if any(isinstance(node, etree._ProcessingInstruction) for node in root.itersiblings(preceding=True)):
        raise _UnfitImageError("it holds a processing instruction")
    for count, element in enumerate(root.iter()):
        if count > _MAXIMUM_SVG_ELEMENTS:
            raise _UnfitImageError(f"it has more than {_MAXIMUM_SVG_ELEMENTS} elements")
        _check_svg_element(element)
    _check_svg_uses(root)
    _check_svg_size(root)
    width, height = (_svg_length(root.get(side, ""), root.get("viewBox", ""), n) for n, side in enumerate(_SIDES))
    return ImageFile(data, "image/svg+xml", width, height)


def _check_svg_uses(root: etree._Element) -> None:
    """Refuse a ``use`` of something that holds a ``use`` itself: each level of it multiplies the drawing."""
    users = {use.get("href") or use.get("{http://www.w3.org/1999/xlink}href") for use in root.iter(f"{_SVG}use")}
    for element in root.iter():
        if f"#{element.get('id')}" in users and next(element.iter(f"{_SVG}use"), None) is not None:
            raise _UnfitImageError("it holds a “use” of a part with a “use” in it, which can grow without end")


_SIDES = ("width", "height")


def _check_svg_size(root: etree._Element) -> None:
    for side in _SIDES:
        size = str(root.get(side, "auto")).strip()
        match = _SIZE.fullmatch(size)
        if size != "auto" and (not match or float(match[1]) == 0):
            raise _UnfitImageError(f"its {side} “{size[:20]}” is no size")
    if (view_box := root.get("viewBox")) is not None:
        numbers = [_finite(number) for number in str(view_box).replace(",", " ").split()]
        if len(numbers) != 4 or None in numbers or min(number or 0 for number in numbers[2:]) <= 0:
            raise _UnfitImageError(f"its viewBox “{str(view_box)[:40]}” is no area")


def _finite(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _check_svg_element(element: etree._Element) -> None:
    if not isinstance(element.tag, str):
        if isinstance(element, etree._ProcessingInstruction | etree._Entity):
            raise _UnfitImageError("it holds a processing instruction or an entity")
        return
    name = etree.QName(element).localname
    if name in _SVG_FORBIDDEN:
        raise _UnfitImageError(f"it holds a “{name}” element, which could load or run something")
    for attribute, value in element.attrib.items():
        local = etree.QName(attribute).localname
        if local.startswith("on") or (local in ("href", "src") and not str(value).strip().startswith("#")):
            raise _UnfitImageError(f"its attribute “{local}” could load or run something")
        _check_svg_style(str(value))
        if attribute == local and not _WORDED.fullmatch(local) and _NOT_FINITE.search(_COLOUR.sub("", str(value))):
            raise _UnfitImageError(f"its attribute “{local}” holds “{str(value)[:20]}”, which is no number")
    if name == "style":
        _check_svg_style("".join(map(str, element.itertext())))


def _check_svg_style(style: str) -> None:
    if "\\" in style or re.search(r"@import|image-set|url\(\s*(?!['\"]?#)", style, re.IGNORECASE):
        raise _UnfitImageError("its style names another file")


def _svg_length(length: str, view_box: str, side: int) -> int:
    if match := _LENGTH.match(length):
        return round(min(float(match[1]), _MAXIMUM_LENGTH))
    numbers = view_box.replace(",", " ").split()
    try:
        return round(min(float(numbers[2 + side]), _MAXIMUM_LENGTH)) if len(numbers) == 4 else 0
    except ValueError:
        return 0
