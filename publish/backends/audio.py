"""The narration as one MP3 file with chapters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
import numpy

from publish.backends.backend import Context
from publish.backends.id3 import write_tag
from publish.content import Artifact, Edition, Narration
from publish.findings import Finding, PublishError, Severity
from publish.plugins import Availability

if TYPE_CHECKING:
    import av

SAMPLE_RATE = 44_100
_CHUNK = 65_536  # samples
_PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


class AudioOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The options of the audio backend.

    Attributes:
        bitrate: constant, in kbit/s.
    """

    bitrate: Literal[32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320] = 64


class AudioBackend:
    """Writes the narration as an MP3 file: one channel, constant bit rate, with chapters, title and cover."""

    name = "audio"
    media_type = "audio/mpeg"
    edition = "standard"
    needs_narration = True
    Options = AudioOptions

    def availability(self) -> Availability:
        """Tell that nothing stands in the way: the encoder comes with Publish."""
        return Availability()

    def write(self, edition: Edition, context: Context) -> Sequence[Artifact]:
        """Write the narration of the edition.

        Raises:
            PublishError: there is no narration, or the cover cannot be read.
        """
        narration = context.narration
        if narration is None:
            raise PublishError(
                Finding(rule="narration-missing", message="The audio backend was given no narration to write.")
            )
        cover, media_type = _cover(edition, context)
        path = context.folder / f"{context.stem}.mp3"
        encode(narration, path, bitrate=context.options.bitrate)
        write_tag(path, edition, narration, cover=cover, cover_media_type=media_type)
        return [Artifact(path=path, media_type=self.media_type, duration=narration.duration)]


def encode(narration: Narration, path: Path, *, bitrate: int) -> None:
    """Write the recording as MP3 without any tag, at a bit rate in kbit/s."""
    import av

    # FFmpeg would write a tag of its own, with its version in it.
    with av.open(path, "w", format="mp3", options={"id3v2_version": "0"}) as container:
        stream = container.add_stream("libmp3lame", rate=SAMPLE_RATE, layout="mono")
        stream.bit_rate = bitrate * 1000
        for frame in _frames(narration):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _frames(narration: Narration) -> Iterator[av.AudioFrame]:
    import av

    position = 0
    with narration.recording.open("rb") as recording:
        while chunk := recording.read(2 * _CHUNK):
            samples = numpy.frombuffer(chunk, "<i2").astype(numpy.int16)
            frame = av.AudioFrame.from_ndarray(samples[numpy.newaxis], format="s16", layout="mono")
            frame.sample_rate, frame.pts = narration.sample_rate, position
            frame.time_base = Fraction(1, narration.sample_rate)
            position += samples.size
            yield frame


def _cover(edition: Edition, context: Context) -> tuple[bytes, str]:
    path = edition.metadata.cover
    if not path:
        return b"", ""
    picture = context.gate.read(path)
    for beginning, media_type in _PICTURES.items():
        if picture.startswith(beginning):
            return picture, media_type
    context.report(
        Finding(
            rule="audio-cover-unsuitable",
            message=f"“{path}” is left out of the audio file: players show only PNG and JPEG.",
            severity=Severity.INFORMATION,
            mend="Give a PNG or JPEG as the cover.",
        )
    )
    return b"", ""
