"""The sound of a page: stretches of recordings, one after the other, encoded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from publish.backends.epub.overlays.clips import Stretch
from publish.backends.sound import CONTAINERS, encode
from publish.content import Narration

_BITRATE = 64  # kbit/s; constant, which EPUB advises for sound that clips are cut from
_SAMPLE_SIZE = 2  # bytes
_PIECE = 1 << 20  # bytes


def write_sound(stretches: Sequence[Stretch], path: Path) -> None:
    """Write stretches as one MP3 file; all are of one sample rate."""
    recording = path.with_suffix(".pcm")
    samples = 0
    with recording.open("wb") as file:
        for stretch in stretches:
            samples += stretch.end - stretch.begin
            with stretch.narration.recording.open("rb") as source:
                source.seek(_SAMPLE_SIZE * (stretch.narration.offset + stretch.begin))
                left = _SAMPLE_SIZE * (stretch.end - stretch.begin)
                while left and (piece := source.read(min(left, _PIECE))):
                    file.write(piece)
                    left -= len(piece)
    whole = Narration(
        recording=recording,
        sample_rate=stretches[0].narration.sample_rate,
        samples=samples,
        cues=(),
        chapters=(),
        voices=(),
    )
    encode(whole, path, CONTAINERS["mp3"], bitrate=_BITRATE)
    recording.unlink()
