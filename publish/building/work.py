"""Work: an article in one output, or in several that are heard. It can be done in this process or in another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import msgspec

from publish.backends import Context
from publish.building.edition import edition_of
from publish.building.narrator import Narrator
from publish.building.outputs import Output, check_output
from publish.building.places import aside, unwritable
from publish.content import Artifact, Document, Edition, House, LexiconEntry, Standings
from publish.editions import coverage_of
from publish.findings import Finding, Location, PublishError
from publish.gate import Gate
from publish.speech.settings import NarrationSettings


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """An article in one output.

    Attributes:
        article: its name, which is its folder's and its files' name.
        document: what was read.
        output: the form to make.
        root: the project's folder.
        folder: where the finished files go.
        voices: names of the voices, the preferred one first.
        narration: how it is read aloud, where it is.
        lexicon: how words of the project are said.
        standings: how the plain-language text stands, and whether drafts are shown.
        house: who publishes the article, and in which other forms.
    """

    article: str
    document: Document
    output: Output
    root: Path
    folder: Path
    voices: tuple[str, ...]
    narration: NarrationSettings = NarrationSettings()
    lexicon: tuple[LexiconEntry, ...] = ()
    standings: Standings = Standings()
    house: House = House()


Progress = Callable[[Work, int, int], None]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a piece of work.

    Attributes:
        artifacts: the finished files, in their place.
        findings: what was found while they were made.
        failed: nothing was made.
        utterances: how many were put into a recording for it; none where it shares one that was there.
        spoken: how many of these a voice spoke; the others were kept from earlier.
    """

    article: str
    output: str
    artifacts: tuple[Artifact, ...] = ()
    findings: tuple[Finding, ...] = ()
    failed: bool = False
    utterances: int = 0
    spoken: int = 0


def is_heard(work: Work) -> bool:
    """Tell whether the output needs a recording. A backend that does not even tell that fails when its turn comes."""
    try:
        backend, options = check_output(work.output)
        return backend.narration_settings(options, work.narration) is not None
    except Exception:
        return False


def do_all(works: Sequence[Work], progress: Progress = lambda _work, _done, _total: None) -> Sequence[Outcome]:
    """Make outputs of one article, whose recordings they share.

    Args:
        progress: is told how much of the slow part of a work is done, and of how much.
    """
    outcomes = []
    with Narrator(works[0].folder, works[0].voices, works[0].lexicon) as narrator:
        for work in works:
            progress(work, 0, 1)
            outcomes.append(_do(work, narrator, partial(progress, work)))
            progress(work, 1, 1)
    return outcomes


def _do(work: Work, narrator: Narrator, progress: Callable[[int, int], None]) -> Outcome:
    """Make one output of an article: the whole of it, or nothing."""
    findings: list[Finding] = []
    utterances, spoken = narrator.utterances, narrator.spoken
    try:
        artifacts = _make(work, narrator, findings.append, progress)
    except PublishError as error:
        return _failure(work, [*findings, *error.findings])
    except Exception as error:  # a plugin may fail in any way, and the other outputs must go on
        return _failure(work, [*findings, _unforeseen(work, error)])
    return Outcome(
        article=work.article,
        output=work.output.name,
        artifacts=tuple(artifacts),
        findings=tuple(dict.fromkeys(findings)),
        utterances=narrator.utterances - utterances,
        spoken=narrator.spoken - spoken,
    )


def _make(
    work: Work, narrator: Narrator, report: Callable[[Finding], None], progress: Callable[[int, int], None]
) -> Sequence[Artifact]:
    backend, options = check_output(work.output)
    edition = edition_of(work.document, work.output.edition or backend.edition, report, work.standings)
    settings = backend.narration_settings(options, work.narration)
    with aside(work.folder) as place:
        folder = place / "finished"
        folder.mkdir()
        context = Context(
            folder=folder,
            stem=work.output.file_stem(work.article),
            options=options,
            gate=Gate(work.root),
            report=report,
            house=work.house,
        )
        if settings is not None:
            narration = narrator.narration(edition, settings, report, progress)
            speak = partial(
                narrator.lines, edition=edition, settings=settings, report=report, sample_rate=narration.sample_rate
            )
            context = msgspec.structs.replace(context, narration=narration, speak=speak)
        artifacts = backend.write(edition, context)
        return [_put_in_place(artifact, folder, work, edition) for artifact in artifacts]


def _put_in_place(artifact: Artifact, folder: Path, work: Work, edition: Edition) -> Artifact:
    place = work.folder / artifact.path.relative_to(folder)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        artifact.path.replace(place)
    except OSError as error:
        raise unwritable(place, error) from error
    plain = coverage_of(edition).plainness if edition.name == "plain" else ""
    return msgspec.structs.replace(artifact, path=place, output=work.output.name, draft=edition.draft, plain=plain)


def _failure(work: Work, findings: Sequence[Finding]) -> Outcome:
    return Outcome(article=work.article, output=work.output.name, findings=tuple(dict.fromkeys(findings)), failed=True)


def _unforeseen(work: Work, error: Exception) -> Finding:
    return Finding(
        rule="output-failed",
        message=f"“{work.output.name}” failed in a way that nobody foresaw: {type(error).__name__}: {error}",
        location=Location(work.document.source),
        harms="Readers do not get this form of the article.",
        mend="Please report this with the article; what was built before is still there.",
    )
