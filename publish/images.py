"""Pictures that an article names: read through the gate, known by their content, and harmless."""

from __future__ import annotations

import base64
import io
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


class _UnfitImageError(Exception):
    pass


def _raster(data: bytes) -> ImageFile:
    with Picture.open(io.BytesIO(data), formats=list(_RASTER_TYPES)) as picture:
        width, height = picture.size
        if width * height > MAXIMUM_PIXELS:
            raise _UnfitImageError(f"it has {width * height / 1e6:.0f} megapixels, more than 40")
        media_type = _RASTER_TYPES[str(picture.format)]
        picture.load()
    return ImageFile(data, media_type, width, height)


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
    width, height = (_svg_length(root.get(side, ""), root.get("viewBox", ""), n) for n, side in enumerate(_SIDES))
    return ImageFile(data, "image/svg+xml", width, height)


def _check_svg_uses(root: etree._Element) -> None:
    """Refuse a ``use`` of something that holds a ``use`` itself: each level of it multiplies the drawing."""
    users = {use.get("href") or use.get("{http://www.w3.org/1999/xlink}href") for use in root.iter(f"{_SVG}use")}
    for element in root.iter():
        if f"#{element.get('id')}" in users and next(element.iter(f"{_SVG}use"), None) is not None:
            raise _UnfitImageError("it holds a “use” of a part with a “use” in it, which can grow without end")


_SIDES = ("width", "height")


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
