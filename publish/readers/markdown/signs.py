"""Signs between numbers that Markdown takes for marks of its own, so that they vanish."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from publish.findings import Severity
from publish.readers.markdown.manuscript import Manuscript
from publish.readers.markdown.tokens import line_of

_TAKEN_FOR = {"em": "emphasis", "strong": "emphasis", "sub": "a lowered part", "sup": "a raised part"}
_MENDS = {
    "em": "Write × for “times”, or \\* for a star.",
    "strong": "Write × for “times”, or \\* for a star.",
    "sub": "Write “about” or ≈, or \\~ for the sign itself.",
    "sup": "Put a space after a power, or write \\^ for the sign itself.",
}
_NOTHING = re.compile(r"[\s(\[{<>=≈≤≥±+/,;:–—-]|")
_SOMETHING = "\ufffc"  # what stands for an element beside a mark: neither a digit nor nothing
_NUMBER = re.compile(r"[<>=≤≥≈~±+−–-]*\s*[.,]?\d")


def mark_lost_signs(tokens: Sequence[Token]) -> None:
    """Give the opening token of each element whose marks may be signs a meta ``lost-sign``: the words between them."""
    for place, token in enumerate(tokens):
        name = token.type.removesuffix("_open")
        if token.nesting == 1 and name in _TAKEN_FOR:
            end = _end(tokens, place)
            inside = "".join(inner.content for inner in tokens[place + 1 : end])
            if inside and _is_sign(name, _before(tokens, place), inside, _after(tokens, end)):
                token.meta["lost-sign"] = inside


def report_lost_sign(token: Token, line: int, manuscript: Manuscript) -> None:
    """Tell of 2*3*4, which Markdown takes for 2, an emphasised 3, and 4, and of its like."""
    if inside := token.meta.get("lost-sign"):
        name = token.type.removesuffix("_open")
        manuscript.report(
            "sign-taken-for-emphasis",
            f"The signs around “{inside}” are taken for {_TAKEN_FOR[name]} and vanish.",
            line,
            harms="Two numbers run together into one; as a dose that is dangerous.",
            mend=_MENDS[name],
        )


def report_interruption(node: SyntaxTreeNode, manuscript: Manuscript) -> None:
    """Tell of a quotation or a list of numbers that begins on the line below a paragraph.

    “Do not exceed” and “> 5 mg” on the next line make a quotation, and the sign is not seen. Points of several lines
    below a line that ends with a colon, and a list inside a point of another, are meant to be lists.
    """
    before = node.previous_sibling
    if before is None or before.type != "paragraph" or not (before.map and node.map and before.map[1] == node.map[0]):
        return
    is_list = node.type == "bullet_list"
    lead = before.children[0].content.rstrip() if before.children else ""
    inside_point = node.parent is not None and node.parent.type == "list_item"
    if is_list and (inside_point or (lead.endswith(":") and len(node.children) > 1)):
        return
    first = next((inner for inner in node.walk() if inner.type == "inline"), None)
    if first is None or not _NUMBER.match(first.content):
        return
    sign = node.markup or ">"
    name = "list" if is_list else "quotation"
    manuscript.report(
        f"sign-taken-for-{name}",
        f"The sign {sign} before “{first.content.splitlines()[0][:40]}” begins a {name} here and vanishes.",
        line_of(node),
        severity=Severity.WARNING,
        harms="“Less than”, “more than” or “minus” would be lost; as a dose that is dangerous.",
        mend=f"Write \\{sign} if you mean the sign; put an empty line before it if you mean a {name}.",
    )


def _is_sign(name: str, before: str, inside: str, after: str) -> bool:
    if name in ("em", "strong"):
        opening = _beside(before, inside[0]) or (before.isdigit() and inside[0].isalpha())
        return opening or _beside(inside[-1], after)
    if after.isdigit():
        return before.isdigit() or any(map(str.isdigit, inside))
    return name == "sub" and inside[0].isdigit() and bool(_NOTHING.fullmatch(before))


def _beside(left: str, right: str) -> bool:
    return left.isalnum() and right.isdigit()


def _end(tokens: Sequence[Token], start: int) -> int:
    """Return the place of the token that closes an element."""
    depth = 0
    for place in range(start, len(tokens)):
        depth += tokens[place].nesting
        if depth == 0:
            return place
    return len(tokens)


def _before(tokens: Sequence[Token], place: int) -> str:
    """Return the sign before an element, an empty text at the start, or a stand-in for another element."""
    for token in reversed(tokens[:place]):
        if token.type == "text" and token.content:
            return token.content[-1]
        if token.type in ("softbreak", "hardbreak"):
            return "\n"
        if token.type != "text" and token.nesting != 1:
            return _SOMETHING
    return ""


def _after(tokens: Sequence[Token], place: int) -> str:
    for token in tokens[place + 1 :]:
        if token.type == "text" and token.content:
            return token.content[0]
        if token.type != "text" and token.nesting != -1:
            return _SOMETHING
    return ""
