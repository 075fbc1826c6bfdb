"""Plain-language blocks: what stands for other blocks, leaves them out, or is added to the plain edition."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from markdown_it.tree import SyntaxTreeNode

from publish.content import Group, Replacement, Section, Sentence
from publish.findings import Severity
from publish.readers.markdown.attributes import Attributes, attributes_of
from publish.readers.markdown.manuscript import KNOWN_ATTRIBUTES
from publish.readers.markdown.tokens import line_of

if TYPE_CHECKING:
    from publish.readers.markdown.blocks import BlockBuilder, Siblings

_ATTRIBUTES = ("for", "omit", "reason", "added", "id", "class", "lang", "dir")


def add_plain(
    node: SyntaxTreeNode, attributes: Attributes, line: int, builder: BlockBuilder, siblings: Siblings
) -> None:
    """Add a plain-language block to what the article keeps beside its body."""
    manuscript = builder.manuscript
    if builder.apart:
        manuscript.report(
            "plain-misplaced",
            f"A plain-language block stands inside {builder.apart}, where there is nothing that it could replace.",
            line,
            harms="People who need plain language would not get this text.",
            mend="Put it below the block that it replaces, outside of any other plain-language block or note.",
        )
        return
    if problem := _unusable(attributes):
        manuscript.report(
            "plain-attributes",
            f"{problem}; this plain-language block is left out.",
            line,
            harms="People who need plain language would not get its text.",
            mend=f"Known are: {', '.join(_ATTRIBUTES)}. Without “for” or “added” it stands for the block above.",
        )
        return
    omit, added = attributes.get("omit"), attributes.get("added", "")
    targets = tuple(dict.fromkeys((attributes.get("for") or omit or "").split()))
    above = siblings.blocks[-1] if siblings.blocks else None
    after = ""
    if added:
        after, targets = (above.id if above else siblings.section), ()
    elif not targets and above is not None and not isinstance(above, Section):
        targets = (above.id,)
    if not targets and not added:
        manuscript.report(
            "plain-without-target",
            "There is no block above this plain-language block that it could replace.",
            line,
            harms="People who need plain language would not get this text.",
            mend='Put it below the block that it replaces, or name that block: ::: plain {for="its-id"}.',
        )
        return
    known, what = _known(attributes)
    fields = manuscript.common(attributes, line, known, f"on {what}")
    marks = {name: fields.pop(name) for name in ("language", "direction", "classes")}
    with builder.plain_text(f"{(targets or (after,))[0] or 'start'}-plain"):
        title, children = _own_heading(node, builder)
        body = builder.blocks(children)
        if any(marks.values()):
            title = _with_marks(title, {**marks, "classes": () if body else marks["classes"]}) if title else None
            body = (Group(body, **{**builder.fields({}, line), **marks}),) if body else ()
    if omit is not None and (title or body):
        manuscript.report(
            "plain-omission-with-text",
            "This plain-language block leaves a part out, and holds text all the same; the text is lost.",
            line,
            harms="Nobody can tell whether readers are to get these words or none.",
            mend="Take the text away, or take “omit” and “reason” away.",
        )
        title, body = None, ()
    replacement = Replacement(
        targets=targets,
        after=after,
        title=title,
        body=body,
        omit=omit is not None,
        reason=attributes.get("reason", ""),
        added=added,
        **fields,
    )
    builder.replacements.append(replacement)
    _check_plain(replacement, line, builder)


def _unusable(attributes: Attributes) -> str:
    """Return what is wrong with the attributes of a plain-language block; nothing if they are right."""
    for name in attributes:
        if name not in _ATTRIBUTES and name not in KNOWN_ATTRIBUTES:
            near = difflib.get_close_matches(name, _ATTRIBUTES, n=1)
            return f"“{name}” is not known here" + (f" (did you mean “{near[0]}”?)" if near else "")
    for name in ("for", "added"):
        if attributes.get(name) == "":
            return f"“{name}” is empty"
    if attributes.get("added") and (attributes.get("for") or "omit" in attributes):
        return "“added” cannot stand with “for” or “omit”"
    if attributes.get("for") and attributes.get("omit"):
        return "“for” and “omit” both name blocks"
    return ""


def _known(attributes: Attributes) -> tuple[frozenset[str], str]:
    """Return which attributes mean something on a plain block, by what it does, and what it is."""
    if "omit" in attributes:
        return frozenset({"id", "for", "omit", "reason"}), "a part that is left out"
    if attributes.get("added"):
        return frozenset({"id", "added", "lang", "dir", "class"}), "an addition"
    return frozenset({"id", "for", "lang", "dir", "class"}), "a plain block"


def _check_plain(replacement: Replacement, line: int, builder: BlockBuilder) -> None:
    if replacement.omit and not replacement.reason:
        builder.manuscript.report(
            "plain-omission-without-reason",
            "A part is left out of the plain edition, and nobody says why.",
            line,
            harms="The next editor cannot tell a decision from a mistake.",
            mend='Add reason="…".',
        )
    if not replacement.omit and not replacement.body and replacement.title is None:
        builder.manuscript.report(
            "plain-empty",
            "This plain-language block is empty, so the original is shown.",
            line,
            severity=Severity.WARNING,
            harms="People who need plain language get the hard text.",
            mend='Write the plain text, or leave the block out on purpose: {omit="its-id" reason="…"}.',
        )


def _own_heading(node: SyntaxTreeNode, builder: BlockBuilder) -> tuple[Sentence | None, list[SyntaxTreeNode]]:
    children = list(node.children)
    if not children or children[0].type != "heading":
        return None, children
    heading, line = children[0], line_of(children[0])
    attributes = attributes_of(heading.children[0].token if heading.children else None)
    marks = builder.manuscript.common(attributes, line, frozenset({"lang", "dir", "class"}), "on such a heading")
    title = builder.speakable(builder.inline(heading, terms=False), line)
    return _with_marks(title, marks), children[1:]


def _with_marks(title: Sentence, marks: Mapping[str, Any]) -> Sentence:
    """Return a heading with marks where it has none of its own."""
    names = ("language", "direction", "classes")
    return msgspec.structs.replace(title, **{name: getattr(title, name) or marks[name] for name in names})
