"""From parts to clips: those that were kept, and those that a voice says now."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, closing

from publish.findings import Finding, PublishError, Severity
from publish.speech.recording.casting import Part
from publish.speech.recording.clip_cache import ClipCache, clip_key, in_16_bits
from publish.speech.voice import Clip, Voice


class Speaking:
    """Gives the clips of a narration in order, and keeps each as soon as a voice has said it.

    Each voice says what it has to say in one go, so that it can work ahead as far as it likes; none takes more than a
    few utterances ahead, so memory does not grow.

    Attributes:
        spoken: how many utterances a voice has said so far; the others were kept from earlier.
    """

    def __init__(self, parts: Sequence[Part], speed: float, cache: ClipCache | None) -> None:
        self.spoken = 0
        self._parts = parts
        self._voices = {part.voice.name: part.voice for part in parts}
        self._speed = speed
        self._cache = cache
        versions = {name: voice.version for name, voice in self._voices.items()}
        self._keys = [clip_key(part.voice, versions[part.voice.name], part.said, speed) for part in parts]
        self._fresh = self._to_be_spoken()

    def clips(self) -> Iterator[Clip]:
        """Yield one clip for each part.

        Raises:
            PublishError: a voice cannot go on.
        """
        with ExitStack() as streams:
            said = {v.name: streams.enter_context(closing(self._stream(v))) for v in self._voices.values()}
            for number, part in enumerate(self._parts):
                try:
                    clip = self._clip(number, said[part.voice.name])
                except PublishError as error:
                    raise PublishError([*error.findings, *self._what_is_kept(number)]) from error
                yield clip

    def _to_be_spoken(self) -> list[bool]:
        """Tell for each part whether no clip is there; of parts that sound alike, the first is spoken for all."""
        if self._cache is None or self._cache.trouble:
            return [True] * len(self._parts)
        earlier: set[str] = set()
        fresh = []
        for key in self._keys:
            fresh.append(key not in earlier and not self._cache.holds(key))
            earlier.add(key)
        return fresh

    def _stream(self, voice: Voice) -> Generator[Clip]:
        parts = zip(self._parts, self._fresh, strict=True)
        mine = (part.said for part, fresh in parts if fresh and part.voice.name == voice.name)
        yield from voice.speak(mine, speed=self._speed)

    def _clip(self, number: int, stream: Iterator[Clip]) -> Clip:
        if self._fresh[number]:
            return self._new(number, stream)
        part = self._parts[number]
        clip = self._cache.get(self._keys[number], part.utterance.id) if self._cache else None
        # It may be damaged, or another process may have removed it.
        return clip or self._new(number, iter(part.voice.speak([part.said], speed=self._speed)))

    def _new(self, number: int, clips: Iterator[Clip]) -> Clip:
        part = self._parts[number]
        given = next(clips, None)
        if given is None or given.id != part.utterance.id:
            raise _lost(part)
        self.spoken += 1
        clip = in_16_bits(given)
        if self._cache is not None:
            self._cache.put(self._keys[number], clip)
        return clip

    def _what_is_kept(self, done: int) -> Iterator[Finding]:
        if self._cache is None or self._cache.trouble or not done:
            return
        yield Finding(
            rule="narration-interrupted",
            message=f"{done} of {len(self._parts)} utterances are spoken and kept.",
            severity=Severity.INFORMATION,
            mend="Build again: it goes on from there.",
        )


def _lost(part: Part) -> PublishError:
    return PublishError(
        Finding(
            rule="voice-out-of-order",
            message=f"The voice “{part.voice.name}” gave no sound for “{part.utterance.text[:60]}”.",
            location=part.utterance.location,
            harms="Listeners would hear sentences in the wrong place.",
            mend="Choose another voice, and report this to the makers of that one.",
        )
    )
