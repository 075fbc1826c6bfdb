"""What a person needs who is to approve plain-language text: both texts, what differs, and what was measured."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from publish.content import Document
from publish.editions import Uncovered, uncovered
from publish.guards import Article, Verdict
from publish.plain.comparing import Comparison, Line, Piece, compare_lines
from publish.plain.drafting.record import Drafted
from publish.plain.guarding import verdicts
from publish.plain.invisible import made_visible
from publish.plain.lock import Approval
from publish.plain.passages import Passage, names_of_parts
from publish.plain.readable import ReadableWording
from publish.plain.status import Status
from publish.plain.wording import unescaped
from publish.readability import FORMULAS, Readability, measure

Written = Callable[[Sequence[str]], tuple[str, ...]]


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
        heading: the headings above it.
        comparison: of what it stands for and the plain text.
        verdicts: what the guards say.
        changes: since it was approved; empty unless it is stale.
        origin: what proposed these very words, if that was a machine; empty otherwise.
        source_readability: of what it stands for, in words; empty where there is nothing to measure.
        plain_readability: of the plain text, likewise.
    """

    status: Status
    heading: str = ""
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

    @property
    def is_stopped(self) -> bool:
        """Whether a guard stops it that nobody has overruled."""
        return any(self.status.is_stopped_by(verdict) for verdict in self.verdicts)


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """All plain-language text of an article, as a reviewer sees it.

    Attributes:
        passages: in the order of the article.
        uncovered: what has no plain version.
    """

    passages: tuple[Reviewed, ...]
    uncovered: tuple[Uncovered, ...] = ()


def review_of(
    document: Document,
    statuses: Sequence[Status],
    drafts: Sequence[Drafted] = (),
    *,
    escaped: bool = True,
) -> Review:
    """Return the plain-language text of a document for a reviewer.

    Args:
        statuses: of the passages that are to be shown.
        drafts: what is known of drafts by a machine.
        escaped: signs of the text have a stroke before them, where signs are all that marks what differs.
    """
    origins = {draft.plain_hash: f"{draft.by} on {draft.on}" for draft in drafts}
    written: Written = tuple if escaped else _unescaped
    article = Article(document)
    wording = ReadableWording(document.notes, escaped=escaped)
    return Review(
        passages=tuple(_reviewed(status, article, origins, written, wording) for status in statuses),
        uncovered=uncovered(document),
    )


def _unescaped(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(unescaped(lines))


def _reviewed(
    status: Status, article: Article, origins: Mapping[str, str], written: Written, wording: ReadableWording
) -> Reviewed:
    passage, language = status.passage, status.passage.language
    plain = passage.replacement
    return Reviewed(
        status=status,
        heading=" ".join(written([passage.heading])),
        comparison=_beside(passage, wording, written),
        verdicts=verdicts(passage, article),
        changes=tuple(_changes(passage, status.approval, status.changed, written)) if status.approval else (),
        origin=origins.get(passage.plain_hash, ""),
        source_readability=_told(measure(passage.stands_for, language)) if passage.stands_for else "",
        plain_readability=_told(measure([plain], language)) if plain and not plain.omit else "",
    )


def _beside(passage: Passage, wording: ReadableWording, written: Written) -> Comparison:
    """Return both texts as readers see them, with marks where the one is a version of the other."""
    source, plain = passage.source, passage.plain
    if passage.kind == "summary":
        source = (f"All of this: {'; '.join(names_of_parts(source))}.",)
    elif passage.replacement:
        source = wording.lines(passage.stands_for)
    if passage.replacement and passage.kind != "omission":
        title, body = passage.replacement.title, wording.lines(passage.replacement.body)
        plain = (*((wording.title(title),) if title else ()), *(("",) if title and body else ()), *body)
    if passage.kind in ("replacement", "title"):
        if source == plain:  # what differs, if anything, is nothing that readers see in the words
            return compare_lines(written(passage.source), written(passage.plain))
        return compare_lines(source, plain)
    return Comparison(_unmarked(source), _unmarked(plain))


def _unmarked(lines: Iterable[str]) -> tuple[Line, ...]:
    return tuple((Piece(made_visible(line)),) if line else () for line in lines)


def _changes(passage: Passage, approval: Approval, changed: Sequence[str], written: Written) -> Iterator[Change]:
    parts = {
        "source": ("the text that it stands for", approval.source, passage.source),
        "plain": ("the plain text", approval.plain, passage.plain),
        "glossary": ("the glossary", _entries(approval.glossary), _entries(passage.glossary)),
        "heading": ("the headings above", (approval.heading,), (passage.heading,)),
        "language": ("the language of the article", (approval.language,), (passage.language,)),
    }
    if passage.kind == "summary":
        parts["source"] = (*parts["source"][:1], *_changed_parts(approval.source, passage.source))
    for part in changed:
        title, before, after = parts[part]
        yield Change(title, compare_lines(written(before), written(after), exactly=True))


def _changed_parts(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the parts of a text that said other words before, and of those that say them now."""
    return (
        names_of_parts(line for line in before if line not in after),
        tuple(f"{name}: changed" for name in names_of_parts(line for line in after if line not in before)),
    )


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
