"""Containers between lines of colons: boxes for readers, descriptions of pictures, plain-language versions, groups."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, get_args

import msgspec
from markdown_it.tree import SyntaxTreeNode

from publish.content import Admonition, Figure, Group
from publish.content.blocks import AdmonitionKind
from publish.findings import Severity
from publish.readers.markdown.attributes import Attributes, parse_attributes
from publish.readers.markdown.plain_blocks import add_plain
from publish.readers.markdown.tokens import line_of

if TYPE_CHECKING:
    from publish.readers.markdown.blocks import BlockBuilder, Siblings

_INFO = re.compile(r"(?P<name>[a-zA-Z][\w-]*)?\s*(?P<title>.*?)\s*(?P<attributes>\{[^{}]*\})?\s*")
_KINDS: tuple[str, ...] = get_args(AdmonitionKind)
_APART = ("plain", "description")  # what stands in them is taken out of the article
_NAMES = frozenset({*_KINDS, *_APART})


def add_box(node: SyntaxTreeNode, attributes: Attributes, builder: BlockBuilder, siblings: Siblings) -> None:
    """Add what a container makes to the blocks before it."""
    line = line_of(node)
    name, title, own_attributes = _parse_info(node.info)
    if own_attributes is None or (name in _APART and "{" in title):
        _report_broken(node.info[node.info.index("{") :].strip(), name, line, builder)
        if name == "plain":
            return
    attributes = {**attributes, **(own_attributes or {})}
    closed = _is_closed(node, name, line, builder)
    if title and name in _APART:
        builder.manuscript.report(
            "box-title-lost",
            f"“{title}” stands after ::: {name}, where there can be no title, and is left out.",
            line,
            harms="Readers miss these words.",
            mend="Write them on the next line; attributes stand in braces.",
        )
    if not closed and name in _APART:
        for child in node.children:
            builder.add(child, siblings)
    elif name == "plain":
        add_plain(node, attributes, line, builder, siblings)
    elif name == "description":
        _add_description(node, line, builder, siblings)
    elif name in _KINDS:
        fields = builder.fields(attributes, line)
        heading = builder.speakable(builder.inline_from_text(title, line), line) if title else None
        kind: AdmonitionKind = name  # type: ignore[assignment]
        siblings.blocks.append(Admonition(kind=kind, title=heading, body=builder.blocks(node.children), **fields))
    else:
        if name or title:
            _report_unknown(name or title, line, builder)
        siblings.blocks.append(Group(builder.blocks(node.children), **builder.fields(attributes, line)))


def report_stray_fence(line: int, builder: BlockBuilder) -> None:
    """Tell of a line of colons that closes nothing."""
    builder.manuscript.report(
        "box-fence-stray",
        "A line of colons closes a box that was never opened; it is left out.",
        line,
        severity=Severity.WARNING,
        harms="Perhaps the box that was meant is missing.",
        mend="Take the line away, or open the box. An outer box needs more colons than one inside it.",
    )


def _parse_info(info: str) -> tuple[str, str, Attributes | None]:
    """Return the name, the title and the attributes of a box; None for attributes that cannot be understood."""
    match = _INFO.fullmatch(info.strip())
    if not match:
        return "", info.strip(), {}
    name, title = match["name"] or "", match["title"]
    if name.lower() in _NAMES:
        name = name.lower()
    elif name != name.lower():
        name, title = "", f"{name} {title}".rstrip()
    if not match["attributes"]:
        return name, title, {}
    parsed = parse_attributes(match["attributes"])
    return name, title, parsed[0] if parsed else None


def _report_broken(source: str, name: str, line: int, builder: BlockBuilder) -> None:
    lost = ", so this plain-language block is left out" if name == "plain" else ""
    builder.manuscript.report(
        "attributes-broken",
        f"The attributes “{source}” cannot be understood{lost}.",
        line,
        harms="Nobody can tell what the block stands for."
        if lost
        else "An id, a language or a pronunciation would be missing.",
        mend='Write them like this: {for="one two"}, {omit reason="…"} or {added=explanation}.'
        if lost
        else "Write them like this: {#id .class lang=fr}.",
    )


def _add_description(node: SyntaxTreeNode, line: int, builder: BlockBuilder, siblings: Siblings) -> None:
    body = builder.blocks(node.children)
    owner = siblings.blocks[-1] if siblings.blocks else None
    if isinstance(owner, Figure) and not owner.description:
        siblings.blocks[-1] = msgspec.structs.replace(owner, description=body)
        return
    builder.manuscript.report(
        "description-without-figure",
        "This description has no figure above it; it is kept as ordinary text.",
        line,
        severity=Severity.WARNING,
        harms="Nobody learns which picture it describes.",
        mend="Put it directly after the picture and its caption.",
    )
    siblings.blocks.extend(body)


def _is_closed(node: SyntaxTreeNode, name: str, line: int, builder: BlockBuilder) -> bool:
    """Tell whether a line of colons closes a box and no other one; report it if not.

    A line that ends several boxes at once closes the outermost only if that has the most colons, as an outer box must;
    else the outermost was meant to end before the other began.
    """
    end = _end_of(node)
    inner = next((box for box in _boxes_in(node) if _end_of(box) == end and len(box.markup) >= len(node.markup)), None)
    if inner is not None:
        message = f"This box is not closed before another one begins on line {line_of(inner)}."
        mend = "End it before that line. A box around another one begins and ends with more colons."
    elif not _closes(builder.manuscript.source_line(end + 1), node.markup) or any(
        _end_of(box) == end and len(box.markup) > len(node.markup) for box in _boxes_around(node)
    ):
        message = "This box is never closed, so it runs on to the end of the part that it stands in."
        mend = "End the box with a line of as many colons as it begins with."
    else:
        return True
    if name in _APART:
        message += " Nobody can tell where it ends, so all of it is kept in the article."
    builder.manuscript.report(
        "box-unclosed",
        message,
        line,
        harms="What follows would be taken for a part of the box.",
        mend=mend,
    )
    return False


def _end_of(box: SyntaxTreeNode) -> int:
    assert box.map is not None
    return box.map[1]


def _closes(line: str, markup: str) -> bool:
    colons = line.lstrip("> \t").rstrip()
    return colons.startswith(markup) and not colons.strip(":")


def _boxes_in(node: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    return (inner for inner in node.walk(include_self=False) if inner.type == node.type)


def _boxes_around(node: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    outer = node.parent
    while outer is not None:
        if outer.type == node.type:
            yield outer
        outer = outer.parent


def _report_unknown(name: str, line: int, builder: BlockBuilder) -> None:
    near = difflib.get_close_matches(name.partition(" ")[0].casefold(), (*_APART, *_KINDS), n=1)
    is_apart = bool(near) and near[0] in _APART
    builder.manuscript.report(
        "box-unknown",
        f"There is no box called “{name}”; its text is kept without a box{', in the article' if is_apart else ''}.",
        line,
        severity=Severity.ERROR if is_apart else Severity.WARNING,
        harms="All readers get what is meant for some, or for another place."
        if is_apart
        else "What should stand out, such as a warning, does not.",
        mend=f"Did you mean “{near[0]}”?" if near else f"Use one of: {', '.join((*_KINDS, *_APART))}.",
    )
