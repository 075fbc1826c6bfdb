"""The voice “espeak”."""

from __future__ import annotations

import contextlib
import functools
import json
import re
import struct
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from publish.content import Utterance
from publish.findings import Finding, PublishError
from publish.plugins import Availability
from publish.speech.voice import Clip
from publish.speech.voices.espeak.phonemes import text_with_phonemes
from publish.speech.voices.versions import versions

ENGINE = Path(__file__).with_name("engine.py")

# Languages and regions that the engine knows by another name, or in another voice than the first of its language.
SYNONYMS = {"fil": "tl", "in": "id", "iw": "he", "mo": "ro", "nn": "nb", "sh": "hr", "zh-hk": "yue", "zh-mo": "yue"}


class _Candidate(NamedTuple):
    priority: int
    name_length: int
    voice: str


class EspeakVoice:
    """Speaks every language that eSpeak NG has a voice for. The same text always gives the same samples."""

    name = "espeak"
    offline = True
    takes_phonemes = True
    notice = ""
    origin = "eSpeak NG (GPL-3.0-or-later), library and voices as packaged by espeakng-loader"

    @property
    def version(self) -> str:
        """Return what the sound follows from: the package of the engine and its voices."""
        return versions("espeakng-loader")

    def availability(self) -> Availability:
        """Tell whether the engine is installed."""
        if find_spec("espeakng_loader") is None:
            return Availability("espeakng-loader is not installed", "pip install espeakng-loader")
        return Availability()

    def speaks(self, language: str) -> bool:
        """Tell whether eSpeak NG has a voice for the language."""
        return self.voice_for(language) is not None

    def voice_for(self, language: str) -> str | None:
        """Return the engine's name for the voice that fits a language best, or None."""
        subtags = language.lower().split("-")
        without_script = [subtag for subtag in subtags if len(subtag) != 4]
        shorter = ["-".join(without_script[:length]) for length in range(len(without_script), 0, -1)]
        for tag in ["-".join(subtags), *shorter]:
            known = self._voices.get(tag) or self._voices.get(SYNONYMS.get(tag, ""))
            if known:
                return known.voice
        return None

    def speak(self, utterances: Iterable[Utterance], *, speed: float = 1.0) -> Iterator[Clip]:
        """Yield one clip for each utterance, in their order.

        Raises:
            PublishError: there is no voice for a language, or the engine broke down.
        """
        import espeakng_loader
        import numpy

        command = [sys.executable, "-I", "-S", str(ENGINE)]
        command += [espeakng_loader.get_library_path(), espeakng_loader.get_data_path()]
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere) as engine:
            assert engine.stdin and engine.stdout
            try:
                for utterance in utterances:
                    asked = [self._voice_or_fail(utterance.language), text_with_phonemes(utterance), speed]
                    try:
                        engine.stdin.write(f"{json.dumps(asked)}\n".encode())
                        engine.stdin.flush()
                        sample_rate, length = struct.unpack("<II", engine.stdout.read(8))
                        (sound,) = struct.unpack(f"{length}s", engine.stdout.read(length))
                    except (OSError, struct.error) as error:
                        with contextlib.suppress(OSError):  # what could not be sent cannot be sent at the end either
                            engine.stdin.close()
                        raise _broken(utterance) from error
                    samples = numpy.frombuffer(sound, "<i2").astype(numpy.float32) / numpy.float32(32768)
                    yield Clip(utterance.id, samples, sample_rate)
            finally:
                engine.kill()

    def _voice_or_fail(self, language: str) -> str:
        voice = self.voice_for(language)
        if voice is None:
            raise PublishError(
                Finding(
                    rule="voice-lacks-language",
                    message=f"eSpeak NG has no voice for the language “{language}”.",
                    harms="Nobody could listen to these passages.",
                    mend="Check the language tag, or choose a voice that speaks this language.",
                )
            )
        return voice

    @functools.cached_property
    def _voices(self) -> dict[str, _Candidate]:
        """The best voice for each language tag, from the “language” lines of the engine's voice files."""
        import espeakng_loader

        folder = Path(espeakng_loader.get_data_path()) / "lang"
        best: dict[str, _Candidate] = {}
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            text = file.read_text(encoding="utf-8", errors="replace")
            for tag, priority in re.findall(r"^language\s+(\S+)(?:[^\S\n]+(\d+))?", text, re.MULTILINE):
                voice = file.relative_to(folder).as_posix()
                candidate = _Candidate(int(priority or 5), len(file.name), voice)
                best[tag.lower()] = min(candidate, best.get(tag.lower(), candidate))
        return best


def _broken(utterance: Utterance) -> PublishError:
    return PublishError(
        Finding(
            rule="voice-broken",
            message=f"eSpeak NG broke down at “{utterance.text[:60]}” ({utterance.language}).",
            harms="Nobody could listen to this article.",
            mend="Reword that sentence, or choose another voice; please report the sentence to the makers of Publish.",
        )
    )
