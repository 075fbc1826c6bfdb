"""The lines of a source file: taken out to be drafted, and put in without touching any other byte."""

from __future__ import annotations

import re
from collections.abc import Mapping

_LINE = re.compile(r"[^\n\r\x85]*(?:\r\n|[\n\r\x85]|\Z)")
_ID = re.compile(r"\s*#[A-Za-z][\w-]*")
_ATTRIBUTES = re.compile(r"[ \t]*\{(?P<inside>[^{}\n]*#[^{}\n]*)\}")
_COLONS = re.compile(r"^\s*(:{3,})", re.MULTILINE)


def split_lines(text: str) -> list[str]:
    """Return the lines of a file as the reader counts them, each with its end."""
    lines = _LINE.findall(text)
    return lines[:-1] if lines and not lines[-1] else lines


def text_of_lines(lines: list[str], first: int, last: int) -> str:
    """Return the text of some lines, counted from 1, without ids, which can be given once only."""
    text = "\n".join(line.rstrip("\r\n\x85") for line in lines[first - 1 : last])
    return _ATTRIBUTES.sub(_without_id, text)


def with_blocks(lines: list[str], blocks: Mapping[int, str]) -> str:
    """Return a file with plain blocks put in.

    Args:
        lines: of the file, each with its end.
        blocks: the Markdown of each block, by the number of the line that it follows.
    """
    end = next((sign for sign in ("\r\n", "\r") if lines and lines[0].endswith(sign)), "\n")
    parts: list[str] = []
    for number, line in enumerate(lines, 1):
        parts.append(line)
        if number in blocks:
            before = "" if line.endswith(("\n", "\r", "\x85")) else end
            parts.append(before + end + plain_block(blocks[number]).replace("\n", end))
    return "".join(parts)


def plain_block(text: str) -> str:
    """Return the Markdown of a plain block, its fence longer than any within."""
    colons = ":" * (1 + max((len(match) for match in _COLONS.findall(text)), default=2))
    return f"{colons} plain\n{text}\n{colons}\n"


def _without_id(match: re.Match[str]) -> str:
    inside = _ID.sub("", match["inside"]).strip()
    return match[0].replace(match["inside"], inside) if inside else ""
