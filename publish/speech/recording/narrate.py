"""From a narration script to a recording. Memory does not grow with its length."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from publish.content import Narration, Utterance
from publish.findings import Finding, PublishError, Severity
from publish.speech.recording.assembly import Assembly
from publish.speech.recording.casting import Part, cast
from publish.speech.recording.clip_cache import ClipCache
from publish.speech.recording.speaking import Speaking
from publish.speech.settings import NarrationSettings
from publish.speech.voice import Voice

_USUAL = NarrationSettings()


def narrate(
    utterances: Sequence[Utterance],
    *,
    voices: Sequence[Voice],
    recording: Path,
    report: Callable[[Finding], None],
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    stand_ins: Sequence[Voice] = (),
    settings: NarrationSettings = _USUAL,
    cache: ClipCache | None = None,
    language: str = "",
    sample_rate: int = 0,
) -> Narration:
    """Speak a script into a file.

    Every language has one voice from beginning to end: the first that speaks it. If a voice fails, the whole narration
    fails, and nothing is written; what was spoken stays in the cache, and the next narration goes on from there.

    Args:
        utterances: what is said.
        voices: in order of preference.
        recording: the file to write.
        report: takes what the user must be told.
        progress: is told after each utterance how many are done, and of how many.
        stand_ins: voices that nobody chose, for languages that no chosen one speaks.
        settings: of which speed and pauses count here.
        cache: where clips are kept and looked for; None means nowhere.
        language: of the document (BCP 47), which a chosen voice must speak; empty for that of the first utterance.
        sample_rate: of the recording, in Hz; 0 for that of the first clip.

    Raises:
        PublishError: there is nothing to say, or a voice cannot go on.
    """
    if not utterances:
        raise PublishError(
            Finding(
                rule="narration-empty",
                message="There is nothing in this article to read aloud.",
                harms="Nobody can listen to it.",
            )
        )
    parts = cast(utterances, voices, stand_ins, report, language or utterances[0].language)
    speaking = Speaking(parts, settings.speed, cache)
    part_file = recording.with_name(f"{recording.name}.part")
    try:
        with tempfile.TemporaryFile(dir=recording.parent) as spool:
            assembly = Assembly(spool, settings.pauses, sample_rate)
            for done, (part, clip) in enumerate(zip(parts, speaking.clips(), strict=True), start=1):
                if assembly.add(part, clip).silent:
                    report(_silent(part))
                progress(done, len(parts))
            with part_file.open("wb") as file:
                assembly.write(file)
        part_file.replace(recording)
    finally:
        part_file.unlink(missing_ok=True)
        if cache is not None:
            cache.trim()
    if cache is not None and cache.trouble:
        report(_not_kept(cache))
    return assembly.narration(recording, speaking.spoken)


def _silent(part: Part) -> Finding:
    return Finding(
        rule="utterance-silent",
        message=f"The voice “{part.voice.name}” makes no sound for “{part.utterance.text[:60]}” ({part.utterance.id}).",
        location=part.utterance.location,
        harms="Listeners miss this passage without knowing it.",
        mend="Reword it, tell with “say” how it is spoken, or choose another voice.",
    )


def _not_kept(cache: ClipCache) -> Finding:
    return Finding(
        rule="speech-not-kept",
        message=f"Speech cannot be kept in “{cache.folder}”: {cache.trouble}.",
        severity=Severity.INFORMATION,
        harms="The narration is whole, but the next build speaks every sentence again.",
        mend="Mend who may write there, or make room; XDG_CACHE_HOME chooses another place.",
    )
