"""One piece of work: an article in one output. It can be done in this process or in another."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from publish import plugins
from publish.backends import Context
from publish.building.outputs import Output, check_output
from publish.content import Artifact, Document, Edition, House, LexiconEntry, Narration
from publish.editions import make_edition
from publish.findings import Finding, Location, PublishError, Severity
from publish.gate import Gate
from publish.labels import labels
from publish.speech.formulas import with_spoken_formulas
from publish.speech.narrate import narrate
from publish.speech.script import script
from publish.speech.settings import NarrationSettings
from publish.speech.voice import Voice

Progress = Callable[[int, int], None]


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
    house: House = House()


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a piece of work.

    Attributes:
        artifacts: the finished files, in their place.
        findings: what was found while they were made.
        failed: nothing was made.
    """

    article: str
    output: str
    artifacts: tuple[Artifact, ...] = ()
    findings: tuple[Finding, ...] = ()
    failed: bool = False


def do(work: Work, progress: Progress = lambda _done, _total: None) -> Outcome:
    """Make one output of an article: the whole of it, or nothing.

    Args:
        progress: is told how much of the slow part is done, and of how much.
    """
    findings: list[Finding] = []
    try:
        artifacts = _make(work, findings.append, progress)
    except PublishError as error:
        return _failure(work, [*findings, *error.findings])
    except Exception as error:  # a plugin may fail in any way, and the other outputs must go on
        return _failure(work, [*findings, _unforeseen(work, error)])
    return Outcome(
        article=work.article,
        output=work.output.name,
        artifacts=tuple(artifacts),
        findings=tuple(dict.fromkeys(findings)),
    )


def _make(work: Work, report: Callable[[Finding], None], progress: Progress) -> Sequence[Artifact]:
    backend, options = check_output(work.output)
    edition = make_edition(work.output.edition or backend.edition, work.document, report)
    edition = with_spoken_formulas(edition, report)
    with _aside(work.folder) as aside:
        narration = _narrate(edition, work, aside, report, progress) if backend.needs_narration else None
        folder = aside / "finished"
        folder.mkdir()
        context = Context(
            folder=folder,
            stem=work.output.file_stem(work.article),
            options=options,
            gate=Gate(work.root),
            report=report,
            narration=narration,
            house=work.house,
        )
        artifacts = backend.write(edition, context)
        return [_put_in_place(artifact, folder, work) for artifact in artifacts]


def _narrate(
    edition: Edition, work: Work, aside: Path, report: Callable[[Finding], None], progress: Progress
) -> Narration:
    voices = _usable_voices(work, report)
    words = labels(edition.metadata.language, report)
    utterances = script(edition, words, work.narration, lexicon=work.lexicon, report=report)
    return narrate(utterances, voices=voices, recording=aside / "recording.pcm", report=report, progress=progress)


def _usable_voices(work: Work, report: Callable[[Finding], None]) -> list[Voice]:
    voices: list[Voice] = []
    for name in work.voices:
        voice: Voice = plugins.create("publish.voices", name)
        availability = voice.availability()
        if not availability.usable:
            report(
                Finding(
                    rule="voice-unavailable",
                    message=f"The voice “{name}” cannot speak here: {availability.reason}.",
                    severity=Severity.WARNING,
                    harms="Another voice speaks in its place, if there is one.",
                    mend=availability.mend,
                )
            )
            continue
        if voice.notice:
            report(Finding(rule="voice-notice", message=voice.notice, severity=Severity.INFORMATION))
        voices.append(voice)
    if voices:
        return voices
    raise PublishError(
        Finding(
            rule="voice-missing",
            message="None of the voices can speak here.",
            mend="“publish formats” tells which voices there are and what they lack.",
        )
    )


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """Give a folder beside the finished files, on the same disk, that vanishes whatever happens."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".in-progress-", dir=folder))
    except OSError as error:
        raise unwritable(folder, error) from error
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _put_in_place(artifact: Artifact, folder: Path, work: Work) -> Artifact:
    place = work.folder / artifact.path.relative_to(folder)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        artifact.path.replace(place)
    except OSError as error:
        raise unwritable(place, error) from error
    return msgspec.structs.replace(artifact, path=place, output=work.output.name)


def unwritable(path: Path, error: OSError) -> PublishError:
    """Return the error that tells of a place where nothing can be written."""
    return PublishError(
        Finding(
            rule="output-unwritable",
            message=f"Nothing can be written to “{path}”: {error.strerror or error}.",
            location=Location(str(path)),
            mend="Choose another folder with --output, or mend who may write there.",
        )
    )


def _failure(work: Work, findings: Sequence[Finding]) -> Outcome:
    return Outcome(article=work.article, output=work.output.name, findings=tuple(dict.fromkeys(findings)), failed=True)


def _unforeseen(work: Work, error: Exception) -> Finding:
    return Finding(
        rule="output-failed",
        message=f"“{work.output.name}” failed in a way that nobody foresaw: {type(error).__name__}: {error}",
        location=Location(work.document.source),
        mend="Please report this with the article; what was built before is still there.",
    )
