"""Drafting an article: which blocks lack a plain version, what could stand there, and whether it fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from publish.content import (
    Abbreviation,
    Admonition,
    Block,
    Document,
    Emphasis,
    LineBreak,
    Link,
    List,
    ListItem,
    Node,
    Paragraph,
    Replacement,
    Section,
    Sentence,
    Strong,
    Term,
    Text,
    descendants,
)
from publish.editions import uncovered
from publish.findings import Finding, Location, Severity
from publish.plain.uncovered import how_to_cover

_PLACES = ("id", "location", "targets", "after", "references")
_DRAFTED = (Paragraph, List, Admonition)
_WORDS = (Paragraph, List, ListItem, Sentence, Text, Emphasis, Strong, Term, Abbreviation, LineBreak)


class Proposed(msgspec.Struct, frozen=True, kw_only=True):
    """A draft for one block.

    Attributes:
        block: the id of the block.
        location: of the block.
        text: Markdown.
        by: what proposed it.
        changes: the words that were swapped, and those that an editor might choose.
        model: the service's name for the model; empty for a word list.
        instructions: the part of the prompt that is the same for every passage.
        prompt_hash: of all that was sent.
        answer_hash: of the answer as it came.
    """

    block: str
    location: Location
    text: str
    by: str
    changes: tuple[str, ...] = ()
    model: str = ""
    instructions: str = ""
    prompt_hash: str = ""
    answer_hash: str = ""


def without_plain_version(document: Document, report: Callable[[Finding], None]) -> Iterator[Block]:
    """Yield the blocks that have no plain version and can be drafted.

    Args:
        report: is told of those that a person must write.
    """
    outermost = {block.id for block in _outermost(document.body)}
    notes = {note.id: note for note in document.notes}
    for each in uncovered(document):
        block = each.block
        if each.part == "block" and isinstance(block, _DRAFTED) and block.id in outermost and block.location:
            yield block
        else:
            report(
                Finding(
                    rule="draft-by-hand",
                    message=f"No machine drafts this {each.kind}: “{each.words}”.",
                    severity=Severity.INFORMATION,
                    location=each.location,
                    mend=how_to_cover(each, document.metadata.language, notes),
                )
            )


def misfit(before: Document, after: Document, number: int) -> str:
    """Tell why a file with drafts put in would not say the same otherwise; empty if it does.

    Args:
        before: the article without the drafts.
        after: the article with them.
        number: how many blocks have got a draft.
    """
    if _bare(after.body) != _bare(before.body) or _bare(after.notes) != _bare(before.notes):
        return "the article itself would be another"
    new = list(new_replacements(before, after))
    if len(new) != number or len(after.replacements) != len(before.replacements) + number:
        return "it would not be one plain block"
    blocks = {node.id: node for node in descendants(after.body) if node.id}
    for replacement in new:
        if len(replacement.targets) != 1 or not replacement.body or replacement.omit or replacement.added:
            return "it would not be the plain version of its block"
        if problem := _more_than(blocks[replacement.targets[0]], replacement):
            return problem
    return ""


def _more_than(block: Node, replacement: Replacement) -> str:
    """Tell what a draft holds that its block does not, other than words, such as a link; empty if nothing."""
    if replacement.title is not None:
        return "it has a heading"
    had, has = list(descendants([block])), list(descendants(replacement.body))
    kinds = {node.type for node in had}
    for node in has:
        if not isinstance(node, _WORDS) and node.type not in kinds:
            return f"its block holds no {node.type.replace('-', ' ')}"
    targets = {node.target for node in had if isinstance(node, Link)}
    other = next((node.target for node in has if isinstance(node, Link) and node.target not in targets), None)
    return "" if other is None else f"its block has no link to “{other[:60]}”"


def new_replacements(before: Document, after: Document) -> Iterator[Replacement]:
    """Yield the replacements that a file has got."""
    known = [_bare(replacement) for replacement in before.replacements]
    for replacement in after.replacements:
        if (bare := _bare(replacement)) in known:
            known.remove(bare)
        else:
            yield replacement


def _outermost(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Section):
            yield from _outermost(block.body)
        else:
            yield block


def _bare(value: Any) -> Any:
    """Return content without ids and places, which change when lines are put in."""
    if isinstance(value, tuple):
        return tuple(_bare(each) for each in value)
    if not isinstance(value, Node):
        return value
    fields: Mapping[str, Any] = {name: getattr(value, name) for name in value.__struct_fields__}
    return (
        value.type,
        *((name, _bare(each)) for name, each in fields.items() if name not in _PLACES),
    )
