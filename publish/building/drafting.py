"""Drafting plain-language text into the source of an article: proposals, looked at one by one, then put in together."""

from __future__ import annotations

import datetime
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from publish.building.places import unwritable
from publish.building.project import Project
from publish.building.reading import read_source
from publish.content import Block, Document, Reading
from publish.findings import Finding, Location, PublishError, Severity, has_errors
from publish.plain import passages
from publish.plain.drafting.draft import Proposed, misfit, new_replacements, without_plain_version
from publish.plain.drafting.record import Drafted, read_record, write_record
from publish.plain.drafting.service import INSTRUCTIONS, Rewriter
from publish.plain.drafting.source_lines import split_lines, text_of_lines, with_blocks
from publish.plain.drafting.word_list import propose
from publish.plain.files import replace_file
from publish.readers.markdown import MarkdownReader
from publish.readers.markdown.extents import block_extents
from publish.readers.source_text import source_text


class Drafting(msgspec.Struct, frozen=True, kw_only=True):
    """What came of drafting.

    Attributes:
        drafts: those that were put into the source, in its order.
        findings: what a person must write, and what went wrong.
        written: whether the source was changed.
    """

    drafts: tuple[Proposed, ...] = ()
    findings: tuple[Finding, ...] = ()
    written: bool = False

    @property
    def status(self) -> int:
        """The exit status: 0 no errors, 1 errors among the findings."""
        return int(has_errors(self.findings))


def draft_source(
    source: Path,
    *,
    rewriter: Rewriter | None = None,
    blocks: Sequence[str] = (),
    dry_run: bool = False,
    today: datetime.date,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Drafting:
    """Put proposals into an article, where a block has no plain version yet. Everything else stays byte for byte.

    Args:
        source: an article in Markdown.
        rewriter: asks a service; None means the word list.
        blocks: ids of the blocks to draft; none means all.
        dry_run: nothing is written.
        today: the day that the record bears.
        progress: is told how many blocks are done, and of how many.

    Raises:
        PublishError: nothing can be made of the file, or it cannot be written.
    """
    return _Draft(source, rewriter, today).run(blocks, progress, dry_run=dry_run)


class _Draft:
    def __init__(self, source: Path, rewriter: Rewriter | None, today: datetime.date) -> None:
        if source.suffix.lower() not in MarkdownReader.suffixes:
            raise PublishError(
                Finding(
                    rule="draft-not-markdown",
                    message=f"“{source}” is no article in Markdown, so nothing can be drafted into it.",
                    location=Location(str(source)),
                    harms="The text still has no plain version.",
                    mend="Draft the chapters of a book one by one.",
                )
            )
        self._source = source
        self._rewriter = rewriter
        self._today = today
        self._project = Project.around(source)
        self._reading = read_source(source, self._project)
        self._data = self._project.gate.read(os.path.relpath(source.resolve(), self._project.gate.root))
        self._lines = split_lines(self._data.decode("utf-8"))
        self._extents = block_extents(source_text(self._data, str(source))[0])
        self._findings: list[Finding] = []

    def run(self, names: Sequence[str], progress: Callable[[int, int], None], *, dry_run: bool) -> Drafting:
        document = self._reading.document
        waiting = list(without_plain_version(document, self._findings.append))
        waiting = _chosen(waiting, names) if names else waiting
        if names:
            self._findings.clear()
        drafts: dict[int, Proposed] = {}
        for number, block in enumerate(waiting):
            progress(number, len(waiting))
            try:
                drafts.update(self._drafted(block))
            except PublishError as error:
                self._findings += [_at(finding, block) for finding in error.findings]
                if any(finding.rule in ("draft-unreachable", "draft-refused") for finding in error.findings):
                    break  # the next passage would fare no better
        progress(len(waiting), len(waiting))
        written = bool(drafts) and not dry_run
        if written:
            self._write(drafts)
        moved = drafts if written else {}
        return Drafting(
            drafts=tuple(
                msgspec.structs.replace(one, location=self._after(one.location, moved)) for one in drafts.values()
            ),
            findings=tuple(
                msgspec.structs.replace(one, location=one.location and self._after(one.location, moved))
                for one in self._findings
            ),
            written=written,
        )

    def _after(self, location: Location, drafts: Mapping[int, Proposed]) -> Location:
        """Return where a place of the source lies once the drafts above it are put in."""
        if location.file != self._reading.document.source:
            return location
        above = {line: draft for line, draft in drafts.items() if line < location.line}
        new = len(split_lines(self._text_with(above).decode("utf-8"))) - len(self._lines)
        return msgspec.structs.replace(location, line=location.line + new)

    def _drafted(self, block: Block) -> Mapping[int, Proposed]:
        """Return a draft by the line that it follows, if there is one and it fits."""
        line = block.location.line if block.location else 0
        extent = next((each for each in self._extents if each.first <= line <= each.last), None)
        if extent is None:
            return {}
        text = text_of_lines(self._lines, extent.first, extent.last)
        proposed = self._proposed(block, text)
        if proposed is None:
            return {}
        problem = self._problem({extent.last: proposed})
        if not problem:
            return {extent.last: proposed}
        self._findings.append(
            Finding(
                rule="draft-unusable",
                message=f"The draft by {proposed.by} was not put in: {problem}.",
                location=block.location,
                harms="This text still has no plain version.",
                mend="Write it yourself, or try again.",
            )
        )
        return {}

    def _proposed(self, block: Block, text: str) -> Proposed | None:
        language = block.language or self._reading.document.metadata.language
        location = block.location or Location(str(self._source))
        if self._rewriter:
            words = tuple(f"{each.term}: {each.definition}" for each in self._reading.document.glossary)
            made = self._rewriter.rewrite(text, language, words)
            return Proposed(
                block=block.id,
                location=location,
                text=made.text,
                by=f"{made.model} at {made.host}",
                model=made.model,
                instructions=INSTRUCTIONS,
                prompt_hash=made.prompt_hash,
                answer_hash=made.answer_hash,
            )
        proposal = propose(text, language)
        if proposal is None:
            self._findings.append(_without_words(language, str(self._source)))
            return None
        changes = tuple(map(str, proposal.suggestions))
        if proposal.text != text:
            return Proposed(block=block.id, location=location, text=proposal.text, by=proposal.source, changes=changes)
        message = f"Not drafted: no word could be swapped{'; ' + ', '.join(changes) if changes else ''}."
        self._findings.append(
            Finding(
                rule="draft-without-words",
                message=message,
                severity=Severity.INFORMATION,
                location=location,
                mend="Write a plain block below it.",
            )
        )
        return None

    def _problem(self, drafts: Mapping[int, Proposed]) -> str:
        """Tell why drafts do not fit; empty if they do."""
        try:
            after = self._read_with(drafts)
        except PublishError as error:
            return error.findings[0].message.rstrip(".")
        known = [(finding.rule, finding.message) for finding in self._reading.findings]
        for finding in after.findings:
            if finding.severity is not Severity.INFORMATION and (finding.rule, finding.message) not in known:
                return finding.message.rstrip(".")
        return misfit(self._reading.document, after.document, len(drafts))

    def _read_with(self, drafts: Mapping[int, Proposed]) -> Reading:
        with _aside(self._source, self._text_with(drafts)) as path:
            return read_source(path, self._project)

    def _text_with(self, drafts: Mapping[int, Proposed]) -> bytes:
        return with_blocks(self._lines, {line: draft.text for line, draft in drafts.items()}).encode("utf-8")

    def _write(self, drafts: Mapping[int, Proposed]) -> None:
        if problem := self._problem(drafts):
            raise _refusal(self._source, f"the drafts do not fit together: {problem}")
        record = read_record(self._source, self._project.gate, self._findings.append)
        if self._source.read_bytes() != self._data:
            raise _refusal(self._source, "somebody changed it meanwhile")
        replace_file(self._source, self._text_with(drafts))
        after = read_source(self._source, self._project).document
        new = list(self._records(after, drafts))
        kept = [each for each in record if each.plain_hash not in {one.plain_hash for one in new}]
        write_record(self._source, [*kept, *new], self._project.gate)

    def _records(self, after: Document, drafts: Mapping[int, Proposed]) -> Iterator[Drafted]:
        places = {replacement.location for replacement in new_replacements(self._reading.document, after)}
        found = [each for each in passages(after, self._project.gate) if each.location in places]
        for passage, draft in zip(found, (drafts[line] for line in sorted(drafts)), strict=True):
            yield Drafted(
                block=passage.name,
                by=draft.by,
                on=self._today,
                source_hash=passage.source_hash,
                plain_hash=passage.plain_hash,
                changes=draft.changes,
                model=draft.model,
                instructions=draft.instructions,
                prompt_hash=draft.prompt_hash,
                answer_hash=draft.answer_hash,
            )


@contextmanager
def _aside(source: Path, data: bytes) -> Iterator[Path]:
    """Give a file beside the source, where the pictures that it names are found, that vanishes whatever happens."""
    try:
        handle, name = tempfile.mkstemp(prefix=".draft-", suffix=source.suffix, dir=source.resolve().parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    except OSError as error:
        raise unwritable(source.parent, error) from error
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _chosen(waiting: Sequence[Block], names: Sequence[str]) -> list[Block]:
    by_id = {block.id: block for block in waiting}
    for name in names:
        if name not in by_id:
            raise PublishError(
                Finding(
                    rule="draft-block-unknown",
                    message=f"There is no block “{name}” that could be drafted.",
                    harms="Nothing was drafted.",
                    mend="It may have a plain version, or be no paragraph, list or box; “publish show” lists the ids.",
                )
            )
    return [block for block in waiting if block.id in names]


def _at(finding: Finding, block: Block) -> Finding:
    return msgspec.structs.replace(finding, location=finding.location or block.location)


def _without_words(language: str, source: str) -> Finding:
    return Finding(
        rule="draft-without-list",
        message=f"There is no list of easier words in “{language}”, so nothing was drafted.",
        severity=Severity.WARNING,
        location=Location(source),
        harms="The text has no plain version until a person writes one.",
        mend="Write the plain blocks, or add a list as publish/plain/drafting/words/en.toml.",
    )


def _refusal(source: Path, why: str) -> PublishError:
    return PublishError(
        Finding(
            rule="draft-not-written",
            message=f"Nothing was written to “{source}”: {why}.",
            location=Location(str(source)),
            harms="What somebody else wrote would have been lost.",
            mend="Try again.",
        )
    )
