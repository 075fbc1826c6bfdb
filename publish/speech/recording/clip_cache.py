"""Clips that were spoken before, so that a changed sentence is the only one that is spoken again.

Each clip is a FLAC file whose name is a hash of all that its sound follows from. Nothing else is written down, so the
folder may be shared by several processes, and deleted at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy

from publish.content import Utterance
from publish.speech.recording.flac import Sound, decoded, encoded
from publish.speech.voice import Clip, Voice

FORMAT = 1  # to be raised when clips of an earlier form must not be used any more
LIMIT = 2_000_000_000  # bytes; about 30 hours of speech
_AFTER_TRIMMING = 0.9  # of the limit, so that not every narration has to look for the oldest clips
_ABANDONED = 3600  # seconds after which an unfinished file belongs to no process that still runs


class ClipCache:
    """Clips in a folder, those used least recently removed when they are too many.

    Attributes:
        folder: need not be there yet.
        limit: the most that the clips may take, in bytes.
        trouble: why nothing can be kept; empty as long as it can.
    """

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self.folder = folder
        self.limit = limit
        self.trouble = ""
        self._grew = False
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            self.trouble = error.strerror or str(error)

    def holds(self, key: str) -> bool:
        """Tell whether there is a clip, which may prove to be damaged."""
        return self._path(key).is_file()

    def get(self, key: str, identifier: str) -> Clip | None:
        """Return a clip, for the utterance with this id; None if there is none that can be used."""
        path = self._path(key)
        try:
            sound = decoded(path.read_bytes())
            with contextlib.suppress(OSError):
                os.utime(path)  # it was used just now
        except (OSError, ValueError):
            return None
        return _clip(identifier, sound)

    def put(self, key: str, clip: Clip) -> None:
        """Keep a clip, unless it is empty or nothing can be kept."""
        if self.trouble or not clip.samples.size:
            return
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(encoded(_sound(clip)))
                Path(name).replace(path)
            finally:
                Path(name).unlink(missing_ok=True)
        except OSError as error:
            self.trouble = error.strerror or str(error)
        self._grew = True

    def trim(self) -> None:
        """Remove the clips that were used least recently, if all together pass the limit, and abandoned files."""
        if not self._grew:
            return
        self._grew = False
        clips = sorted(_files(self.folder), key=lambda clip: clip.used)
        size = sum(clip.size for clip in clips)
        wanted = self.limit * _AFTER_TRIMMING if size > self.limit else size
        for clip in clips:
            abandoned = clip.path.suffix == ".part" and clip.used < time.time() - _ABANDONED
            if abandoned or size > wanted:
                with contextlib.suppress(OSError):
                    clip.path.unlink()
                size -= clip.size

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.flac"


def clip_key(voice: Voice, version: str, utterance: Utterance, speed: float) -> str:
    """Return a name for all that the sound of an utterance follows from, and for nothing else.

    Args:
        version: of the voice, which may be slow to tell it.
    """
    pronunciations = utterance.pronunciations if voice.takes_phonemes else ()
    causes = (FORMAT, voice.name, version, float(speed), utterance.language, utterance.text, pronunciations)
    return hashlib.sha256(msgspec.json.encode(causes)).hexdigest()


def in_16_bits(clip: Clip) -> Clip:
    """Return a clip as it comes out of the cache, whether it has been there or not."""
    return _clip(clip.id, _sound(clip))


def size_of(folder: Path) -> int:
    """Return how much all clips in a folder take, in bytes."""
    return sum(file.size for file in _files(folder))


class _File(msgspec.Struct, frozen=True):
    path: Path
    size: int
    used: float


def _files(folder: Path) -> Iterator[_File]:
    for path in folder.glob("??/*"):
        with contextlib.suppress(OSError):  # another process may just have removed it
            state = path.stat()
            yield _File(path, state.st_size, state.st_mtime)


def _sound(clip: Clip) -> Sound:
    return Sound(numpy.rint(clip.samples * 32768).clip(-32768, 32767).astype(numpy.int16), clip.sample_rate)


def _clip(identifier: str, sound: Sound) -> Clip:
    return Clip(identifier, sound.samples.astype(numpy.float32) / numpy.float32(32768), sound.sample_rate)
