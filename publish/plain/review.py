"""What a person needs who is to approve plain-language text: both texts, what differs, and what was measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from publish.content import Document, NotYetPlain, Standings, find
from publish.editions import plain_edition
from publish.findings import Location
from publish.guards import Article, Verdict
from publish.plain.comparing import Comparison, Piece, compare_lines
from publish.plain.drafting.record import Drafted
from publish.plain.guarding import verdicts
from publish.plain.lock import Approval
from publish.plain.passages import Passage
from publish.plain.status import Status
from publish.readability import FORMULAS, Readability, measure


class Change(msgspec.Struct, frozen=True):
    """What has changed in one part of a passage since it was approved.

    Attributes:
        part: such as “the text that it stands for”.
        comparison: of the text as it was approved and as it is now.
    """

    part: str
    comparison: Comparison


class Reviewed(msgspec.Struct, frozen=True, kw_only=True):
    """One passage, as a reviewer sees it.

    Attributes:
        status: the passage and how it stands.
        comparison: of what it stands for and the plain text.
        verdicts: what the guards say.
        changes: since it was approved; empty unless it is stale.
        origin: what proposed these very words, if that was a machine; empty otherwise.
        source_readability: of what it stands for, in words; empty where there is nothing to measure.
        plain_readability: of the plain text, likewise.
    """

    status: Status
    comparison: Comparison
    verdicts: tuple[Verdict, ...] = ()
    changes: tuple[Change, ...] = ()
    origin: str = ""
    source_readability: str = ""
    plain_readability: str = ""

    @property
    def passage(self) -> Passage:
        """What is reviewed."""
        return self.status.passage


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """All plain-language text of an article, as a reviewer sees it.

    Attributes:
        passages: in the order of the article.
        uncovered: where text stands that has no plain version.
    """

    passages: tuple[Reviewed, ...]
    uncovered: tuple[Location, ...] = ()


def review_of(document: Document, statuses: Sequence[Status], drafts: Sequence[Drafted] = ()) -> Review:
    """Return the plain-language text of a document for a reviewer.

    Args:
        statuses: of the passages that are to be shown.
        drafts: what is known of drafts by a machine.
    """
    origins = {draft.plain_hash: f"{draft.by} on {draft.on}" for draft in drafts}
    article = Article(document)
    return Review(
        passages=tuple(_reviewed(status, article, origins) for status in statuses),
        uncovered=tuple(_uncovered(document)),
    )


def _reviewed(status: Status, article: Article, origins: Mapping[str, str]) -> Reviewed:
    passage, language = status.passage, article.language
    plain = passage.replacement
    return Reviewed(
        status=status,
        comparison=_beside(passage),
        verdicts=verdicts(passage, article),
        changes=tuple(_changes(passage, status.approval, status.changed)) if status.approval else (),
        origin=origins.get(passage.plain_hash, ""),
        source_readability=_told(measure(passage.stands_for, language)) if passage.stands_for else "",
        plain_readability=_told(measure([plain], language)) if plain and not plain.omit else "",
    )


def _beside(passage: Passage) -> Comparison:
    """Return both texts, with marks where the one is a version of the other."""
    if passage.kind in ("replacement", "title"):
        return compare_lines(passage.source, passage.plain)
    source, plain = (tuple((Piece(line),) if line else () for line in text) for text in (passage.source, passage.plain))
    return Comparison(source, plain)


def _changes(passage: Passage, approval: Approval, changed: Sequence[str]) -> Iterator[Change]:
    parts = {
        "source": ("the text that it stands for", approval.source, passage.source),
        "plain": ("the plain text", approval.plain, passage.plain),
        "glossary": ("the glossary", _entries(approval.glossary), _entries(passage.glossary)),
        "heading": ("the headings above", (approval.heading,), (passage.heading,)),
    }
    for part in changed:
        title, before, after = parts[part]
        yield Change(title, compare_lines(before, after))


def _entries(glossary: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(f"{term}: {told}" for term, told in sorted(glossary.items()))


def _told(readability: Readability) -> str:
    """Return the counts and the usual score of a text in words."""
    if not readability.scores:
        return f"not measured: {readability.not_measured}"
    counts, score = readability.counts, readability.scores[0]
    formula = FORMULAS[score.formula]
    about = "about " if score.approximate else ""
    easy = ", higher is easier" if formula.high_is_easy else ""
    words = counts.words / counts.sentences
    return f"{formula.title} {about}{score.value:.1f}{easy}; {words:.0f} words a sentence"


def _uncovered(document: Document) -> Iterator[Location]:
    edition = plain_edition(document, standings=Standings.all_approved(len(document.replacements)))
    for label in find(edition.body, NotYetPlain):
        yield from (block.location for block in label.body if block.location)
