"""Each edition of an article is spoken once, for all outputs that let it be heard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple, Self

from publish.building.places import aside
from publish.building.scripting import utterances_of
from publish.building.voices import stand_ins, usable_voices
from publish.caches import cache_folder
from publish.content import Edition, LexiconEntry, Line, Narration, Utterance
from publish.findings import Finding, PublishError, Severity
from publish.labels import labels
from publish.speech.recording.clip_cache import ClipCache
from publish.speech.recording.narrate import narrate
from publish.speech.script import script_of_lines
from publish.speech.settings import NarrationSettings
from publish.speech.voice import Voice


class _Wish(NamedTuple):
    """What makes two narrations the same."""

    edition: str
    settings: NarrationSettings


class _Attempt(NamedTuple):
    """What came of one narration: the recording or why there is none, and what was found on the way."""

    narration: Narration | None
    findings: Sequence[Finding]


class Narrator:
    """Speaks the editions of an article, and keeps the recordings until it is closed.

    Outputs of one edition that are spoken by the same settings share a recording; all share the clips of what they have
    in common.

    Attributes:
        utterances: how many the recordings hold.
        spoken: how many of these a voice spoke; the others were kept from earlier.
    """

    def __init__(self, folder: Path, voices: Sequence[str], lexicon: Sequence[LexiconEntry] = ()) -> None:
        """Take where recordings may lie for a while, the names of the voices, and how words are said."""
        self.utterances = 0
        self.spoken = 0
        self._folder = folder
        self._names = voices
        self._lexicon = lexicon
        self._stack = ExitStack()
        self._recordings = 0
        self._place: Path | None = None
        self._voices: tuple[Sequence[Voice], Sequence[Finding]] | None = None
        self._attempts: dict[_Wish, _Attempt] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def narration(
        self,
        edition: Edition,
        settings: NarrationSettings,
        report: Callable[[Finding], None],
        progress: Callable[[int, int], None],
    ) -> Narration:
        """Return the recording of an edition of the article; what was found on the way is reported each time.

        Raises:
            PublishError: it cannot be spoken. It is not tried again for the next output.
        """
        wish = _Wish(edition.name, settings)
        if wish not in self._attempts:
            self._attempts[wish] = self._attempt(edition, settings, progress)
        attempt = self._attempts[wish]
        if attempt.narration is None:
            raise PublishError(attempt.findings)
        for finding in attempt.findings:
            report(finding)
        return attempt.narration

    def lines(
        self,
        lines: Sequence[Line],
        edition: Edition,
        settings: NarrationSettings,
        report: Callable[[Finding], None],
        *,
        sample_rate: int,
    ) -> Narration:
        """Return a recording of lines that stand around an edition; those with nothing to say have no cue.

        Args:
            sample_rate: of the recording, in Hz.

        Raises:
            PublishError: they cannot be spoken, or none has anything to say.
        """
        words = labels(edition.metadata.language, report)
        utterances = script_of_lines(lines, edition, words, lexicon=self._lexicon, report=report)
        return self._record(utterances, edition, settings, report, sample_rate=sample_rate)

    def _attempt(self, edition: Edition, settings: NarrationSettings, progress: Callable[[int, int], None]) -> _Attempt:
        findings: list[Finding] = []
        try:
            utterances = utterances_of(edition, settings, self._lexicon, findings.append)
            narration = self._record(utterances, edition, settings, findings.append, progress=progress)
        except PublishError as error:
            return _Attempt(None, (*findings, *error.findings))
        return _Attempt(narration, findings)

    def _record(
        self,
        utterances: Sequence[Utterance],
        edition: Edition,
        settings: NarrationSettings,
        report: Callable[[Finding], None],
        *,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        sample_rate: int = 0,
    ) -> Narration:
        self._place = self._place or self._stack.enter_context(aside(self._folder))
        self._recordings += 1
        narration = narrate(
            utterances,
            voices=self._usable_voices(report),
            stand_ins=stand_ins(),
            recording=self._place / f"{self._recordings}.pcm",
            settings=settings,
            cache=_cache(report),
            report=report,
            progress=progress,
            language=edition.metadata.language,
            sample_rate=sample_rate,
        )
        self.utterances += len(narration.cues)
        self.spoken += narration.spoken
        return narration

    def _usable_voices(self, report: Callable[[Finding], None]) -> Sequence[Voice]:
        if self._voices is None:
            findings: list[Finding] = []
            self._voices = usable_voices(self._names, findings.append), findings
        voices, found = self._voices
        for finding in found:
            report(finding)
        return voices


def _cache(report: Callable[[Finding], None]) -> ClipCache | None:
    try:
        return ClipCache(cache_folder("speech"))
    except OSError as error:
        report(
            Finding(
                rule="speech-not-kept",
                message=f"Speech cannot be kept: {error}.",
                severity=Severity.INFORMATION,
                harms="The narration is whole, but the next build speaks every sentence again.",
                mend="Set XDG_CACHE_HOME to a folder that you may write to.",
            )
        )
        return None
