"""The plain edition: plain-language text that a person approved, and the original where there is none yet.

A plain block takes the place of the blocks that it stands for. Its own heading takes the place of the section's when it
stands for the section, or for the first block of it; anywhere else it opens a section of its own.

Where only what a box or a figure holds is in plain language, its own words are the original: the title of the box is
labelled, and of a figure, whose text alternative bears no label of its own, the whole. A heading of the article above
plain text stays without a label, since it names the same part in both editions; a term stays, since its definition
explains it.

What nobody has approved as it stands is passed over, so that the original is shown, labelled; or, where drafts are
asked for, shown within a ``Draft``, labelled too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from publish.content import (
    Block,
    Document,
    Edition,
    NotYetPlain,
    Replacement,
    Section,
    Standing,
    Standings,
    ThematicBreak,
    descendants,
    find,
    plain_text,
)
from publish.editions.settle import settle
from publish.editions.unapproved import not_approved, unapproved
from publish.editions.weaving import Uncovered, Weaver
from publish.findings import Finding, Location

_LABELS = {Standing.DRAFT: "draft", Standing.STALE: "draft_stale"}


def plain_edition(
    document: Document,
    report: Callable[[Finding], None] = lambda _finding: None,
    standings: Standings | None = None,
) -> Edition:
    """Return the plain-language edition of a document.

    Args:
        report: is told of what is not approved.
        standings: how each piece of plain-language text stands; None means that nobody has approved any.
    """
    standings = standings or Standings()
    waiting = unapproved(document, standings)
    if waiting:
        report(not_approved(document, waiting, standings))
    metadata, drafts = document.metadata, standings.drafts
    titled = metadata.plain_title and (drafts or standings.title is Standing.APPROVED)
    summed_up = metadata.plain_summary and (drafts or standings.summary is Standing.APPROVED)
    weaver = Weaver(document.replacements, standings)
    body = weaver.weave(document.body)
    edition = Edition(
        name="plain",
        metadata=msgspec.structs.replace(metadata, title=metadata.plain_title if titled else metadata.title),
        summary=metadata.plain_summary if summed_up else (),
        body=body,
        draft=drafts and bool(waiting),
        in_full=_sections_of_both(document.body, body),
        summary_label=_LABELS.get(standings.summary, "") if summed_up else "",
    )
    return settle(document, edition, report, weaver.moved(document.body))


def _sections_of_both(standard: Iterable[Block], plain: Iterable[Block]) -> tuple[str, ...]:
    known = {block.id for block in standard if isinstance(block, Section)}
    return tuple(
        block.id
        for block in plain
        if isinstance(block, Section) and block.id in known and not all(map(_is_original, block.body))
    )


def _is_original(block: Block) -> bool:
    if isinstance(block, Section):
        return all(map(_is_original, block.body))
    return isinstance(block, NotYetPlain | ThematicBreak)


def unplaced(document: Document, *, named_elsewhere: bool = True) -> list[Replacement]:
    """Return the plain-language blocks that would find no place even if all were approved.

    Args:
        named_elsewhere: also those whose reader has told why: there is no such block, or another one stands for it.
    """
    weaver = Weaver(document.replacements, Standings.all_approved(len(document.replacements)))
    weaver.weave(document.body)
    return [each for each in weaver.unwritten() if named_elsewhere or weaver.has_target(each)]


def unplaced_findings(document: Document) -> tuple[Finding, ...]:
    """Return an error for each plain-language block that finds no place although what it stands for is there."""
    known = {node.id for node in descendants(document.body)}
    return tuple(
        Finding(
            rule="plain-unused",
            message="This plain-language block found no place in the plain edition.",
            location=replacement.location,
            harms="People who need plain language would not get this text.",
            mend="It stands inside a part that is replaced or left out as a whole; move it out, or delete it.",
        )
        for replacement in unplaced(document, named_elsewhere=False)
        if replacement.added or not known.isdisjoint(replacement.targets)
    )


def uncovered(document: Document) -> tuple[Uncovered, ...]:
    """Return what has no plain version and is not left out, in the order of the article."""
    weaver = Weaver(document.replacements, Standings.all_approved(len(document.replacements)))
    weaver.weave(document.body)
    return tuple(
        msgspec.structs.replace(part, location=part.location or Location(document.source)) for part in weaver.uncovered
    )


def kept_headings(document: Document) -> tuple[Section, ...]:
    """Return the sections that stand under the heading of the article in its plain edition, too."""
    written = {section.id: plain_text(section.title) for section in find(document.body, Section)}
    edition = plain_edition(document, standings=Standings.all_approved(len(document.replacements)))
    return tuple(
        section for section in find(edition.body, Section) if written.get(section.id) == plain_text(section.title)
    )
