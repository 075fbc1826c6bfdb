"""Writing the narration of an edition as audio files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

import msgspec

from publish.backends.audio.playlist import playlist
from publish.backends.audio.tracks import Track, tracks_of
from publish.backends.backend import Context
from publish.backends.sound import CONTAINERS, describe, encode, load_cover, narration_of, webvtt, write_tag
from publish.content import Artifact, Edition
from publish.plugins import Availability
from publish.speech.settings import NarrationSettings

Bitrate = Literal[32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]


class AudioOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The options of the audio backend.

    Attributes:
        bitrate: constant, in kbit/s.
        container: the form of the files.
        tracks: one file with chapters, or one file a chapter with a playlist.
    """

    bitrate: Bitrate = 64
    container: Literal["mp3", "m4b"] = "mp3"
    tracks: Literal["one", "chapters"] = "one"

    def __post_init__(self) -> None:
        highest = CONTAINERS[self.container].highest_bitrate
        if self.bitrate > highest:
            raise ValueError(f"a file of the form “{self.container}” takes at most {highest} kbit/s")


class AudioBackend:
    """Writes the narration, of one channel at a constant bit rate, and the times of its sentences."""

    name: ClassVar[str] = "audio"
    media_type: ClassVar[str] = "audio/mpeg"
    edition: ClassVar[str] = "standard"
    Options: ClassVar[type[AudioOptions]] = AudioOptions

    def availability(self) -> Availability:
        """Tell that nothing stands in the way: the encoders come with Publish."""
        return Availability()

    def narration_settings(self, options: AudioOptions, settings: NarrationSettings) -> NarrationSettings | None:
        """Tell that the edition must be spoken."""
        return settings

    def write(self, edition: Edition, context: Context) -> Sequence[Artifact]:
        """Write the narration of the edition.

        Raises:
            PublishError: there is no narration, or the cover cannot be read.
        """
        narration = narration_of(context)
        description = describe(edition, narration, load_cover(edition, context))
        if context.options.tracks == "one":
            return list(_write_track(Track(context.stem, description, narration), edition, context))
        tracks = tracks_of(narration, description, context.stem)
        artifacts = [artifact for track in tracks for artifact in _write_track(track, edition, context)]
        path = context.folder / f"{context.stem}.m3u8"
        suffix = CONTAINERS[context.options.container].suffix
        path.write_text(playlist(description.title, tracks, suffix), encoding="utf-8", newline="\n")
        return [
            Artifact(path=path, media_type="application/vnd.apple.mpegurl", duration=narration.duration),
            *artifacts,
        ]


def _write_track(track: Track, edition: Edition, context: Context) -> Iterator[Artifact]:
    options: AudioOptions = context.options
    container = CONTAINERS[options.container]
    language = edition.metadata.language
    path = context.folder / f"{track.stem}.{container.suffix}"
    encode(track.narration, path, container, bitrate=options.bitrate, language=language)
    write_tag(path, container, track.description, track.narration)
    title = track.description.title if track.description.track else ""
    yield Artifact(path=path, media_type=container.media_type, duration=track.narration.duration, title=title)
    times = path.with_suffix(".vtt")
    times.write_text(webvtt(track.narration, language), encoding="utf-8", newline="\n")
    yield Artifact(path=times, media_type="text/vtt", companion=True)
