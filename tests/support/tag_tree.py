"""The tag tree of a finished PDF, read as assistive technology reads it: from the file alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf


@dataclass
class Tag:
    """A structure element: what it is, what it says of itself, and what stands in it, texts among tags."""

    type: str
    properties: dict[str, str] = field(default_factory=dict)
    kids: list[Tag | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words in it; a replacement text counts for what it replaces, a picture or formula for nothing."""
        if self.type in ("Figure", "Formula"):
            return ""
        return self.properties.get("ActualText") or "".join(
            kid.text if isinstance(kid, Tag) else kid for kid in self.kids
        )

    def walk(self) -> Iterator[Tag]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.walk()

    def dump(self, depth: int = 0) -> str:
        """Return the tree in a form that a person can read: a tag a line, with its text or its kids below."""
        properties = "".join(f" {name}={value}" for name, value in self.properties.items())
        lines = [f"{'  ' * depth}{self.type}{properties}"]
        texts: list[str] = []
        for kid in [*self.kids, None]:
            if isinstance(kid, str):
                texts.append(kid)
                continue
            if "".join(texts):
                lines.append(f"{'  ' * (depth + 1)}“{''.join(texts)}”".replace("\n", "↵"))
            texts = []
            if kid:
                lines.append(kid.dump(depth + 1))
        return "\n".join(lines)


def read_tags(path: Path) -> Tag:
    """Read the tag tree; fails where a tag names content that is not there, or content that is tagged twice."""
    with pikepdf.open(path) as pdf:
        return _Reader(pdf).tree()


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._pages = {page.obj.objgen: _texts(page) for page in pdf.pages}
        self._used: set[tuple[tuple[int, int], int]] = set()

    def tree(self) -> Tag:
        (document,) = self._pdf.Root.StructTreeRoot.K
        tree = self._tag(document, None)
        drawn = {(page, mcid) for page, texts in self._pages.items() for mcid in texts}
        assert drawn == self._used, f"drawn and not tagged: {drawn - self._used}; tagged: {self._used - drawn}"
        return tree

    def _tag(self, element: Any, page: Any) -> Tag:
        page = element.get("/Pg", page)
        tag = Tag(str(element.S)[1:], dict(_properties(element)))
        for kid in _as_list(element.get("/K")):
            if isinstance(kid, int):
                tag.kids.append(self._content(page, kid))
            elif kid.get("/Type") == "/MCR":
                tag.kids.append(self._content(kid.get("/Pg", page), int(kid.MCID)))
            elif kid.get("/Type") == "/OBJR":
                tag.properties["Contents"] = str(kid.Obj.get("/Contents", ""))
                target = kid.Obj.get("/Dest") or kid.Obj.A.URI
                tag.properties["Target"] = str(target)
            else:
                assert kid.P.objgen == element.objgen
                tag.kids.append(self._tag(kid, page))
        return tag

    def _content(self, page: Any, mcid: int) -> str:
        key = (page.objgen, mcid)
        assert key not in self._used, f"tagged twice: {key}"
        self._used.add(key)
        return self._pages[page.objgen][mcid]


def _as_list(value: Any) -> list[Any]:
    """Return what may be one object, several, or none."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _properties(element: Any) -> Iterator[tuple[str, str]]:
    for name in ("Lang", "Alt", "E", "ActualText", "ID"):
        if f"/{name}" in element:
            yield name, str(element[f"/{name}"])
    for owned in _as_list(element.get("/A")):
        for name, value in owned.items():
            if name == "/Headers":
                yield "Headers", ",".join(map(str, value))
            elif name not in ("/O", "/BBox"):
                yield name[1:], str(value).lstrip("/")


def _texts(page: pikepdf.Page) -> dict[int, str]:
    """Return the text of each marked content of a page by its identifier."""
    fonts = {name: _unicode_map(font) for name, font in page.obj.Resources.get("/Font", {}).items()}
    texts: dict[int, str] = {}
    replaced: set[int] = set()
    open_marks: list[int | None] = []
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                properties = operands[1]
                mcid = int(properties.MCID) if "/MCID" in properties else None
                open_marks.append(mcid)
                if mcid is not None:
                    assert mcid not in texts, f"identifier used twice: {mcid}"
                    texts[mcid] = str(properties.get("/ActualText", ""))
                    if "/ActualText" in properties:
                        replaced.add(mcid)
            case "BMC":
                open_marks.append(None)
            case "EMC":
                open_marks.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case "Tj" | "TJ":
                marks = [mark for mark in open_marks if mark is not None]
                if marks and marks[-1] not in replaced:
                    strings = operands[0] if str(operator) == "TJ" else [operands[0]]
                    texts[marks[-1]] += "".join(
                        _decoded(bytes(part), font) for part in strings if isinstance(part, pikepdf.String)
                    )
                elif not open_marks:
                    raise AssertionError("text outside of tags and artifacts")
    return texts


def _unicode_map(font: Any) -> dict[int, str]:
    source = font.ToUnicode.read_bytes().decode("latin-1")
    pairs: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        for glyph, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>", block):
            pairs[int(glyph, 16)] = bytes.fromhex(text).decode("utf-16-be")
    return pairs


def _decoded(data: bytes, font: dict[int, str]) -> str:
    return "".join(font.get(int.from_bytes(data[at : at + 2], "big"), "�") for at in range(0, len(data), 2))
