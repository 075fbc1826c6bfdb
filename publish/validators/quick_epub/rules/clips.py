"""Whether the clips of a media overlay lie in their sound, one after the other, and last as long as is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

import msgspec

from publish.findings import Finding, Severity
from publish.validators.quick_epub.audio import Sound
from publish.validators.quick_epub.clock import read_clock
from publish.validators.quick_epub.faults import fault
from publish.validators.quick_epub.overlay import Clip, Overlay, Par
from publish.validators.quick_epub.package import Meta, Package

DURATION = "media:duration"
_TOUCHING = Fraction(1, 1000)  # seconds that clips may overlap
_LEAST_TOLERANCE = Fraction(5, 1000)  # seconds that a duration may be wrong


class Stretch(msgspec.Struct, frozen=True):
    """A clip that can be placed in its sound.

    Attributes:
        audio: the file in the container.
        begin: in seconds.
        end: in seconds.
        par: whose clip it is.
    """

    audio: str
    begin: Fraction
    end: Fraction
    par: Par


def stretches(overlay: Overlay, sounds: Mapping[str, Sound]) -> list[Stretch]:
    """Return the clips of an overlay whose begin and end are known.

    Args:
        overlay: the overlay.
        sounds: the sound files that can be read.
    """
    found = []
    for par in overlay.pars:
        if par.clip is None:
            continue
        begin = _seconds(par.clip.begin or "0")
        sound = sounds.get(par.clip.audio)
        end = _seconds(par.clip.end) if par.clip.end else sound.length if sound else None
        if begin is not None and end is not None:
            found.append(Stretch(par.clip.audio, begin, end, par))
    return found


def _seconds(text: str) -> Fraction | None:
    clock = read_clock(text)
    return Fraction(clock.seconds) if clock else None


def sound_unusable(overlay: Overlay, clip: Clip, line: int, trouble: str) -> Finding:
    """The sound of a clip is in the book, and can be read.

    Args:
        overlay: the overlay.
        clip: whose sound is not, or cannot.
        line: in the overlay.
        trouble: why nobody can tell how long it lasts.
    """
    far_away = not clip.audio
    return fault(
        "audio-unusable",
        f"The sound “{clip.address}” cannot be checked: {trouble}.",
        overlay.item.path,
        line,
        harms="Without a network people hear nothing." if far_away else "People who listen may hear nothing.",
        mend="Put sound of a core media type, such as MP3, into the book, and list it in the manifest.",
        severity=Severity.WARNING if far_away else Severity.ERROR,
    )


def clock_invalid(overlay: Overlay) -> Iterator[Finding]:
    """The times of a clip are clock values."""
    for par in overlay.pars:
        for text in (par.clip.begin, par.clip.end) if par.clip else ():
            if text and read_clock(text) is None:
                yield fault(
                    "clip-time-invalid",
                    f"“{text}” is no clock value of SMIL.",
                    overlay.item.path,
                    par.line,
                    harms="Reading systems play the wrong stretch, or none.",
                    mend="Write a time such as “12.345s” or “0:01:05.250”.",
                )


def clip_empty(overlay: Overlay, clips: Sequence[Stretch]) -> Iterator[Finding]:
    """A clip ends after it begins."""
    for clip in clips:
        if clip.end <= clip.begin:
            yield fault(
                "clip-empty",
                f"The clip of “{clip.par.text.fragment}” ends at {_told(clip.end)} s, "
                f"not after its begin at {_told(clip.begin)} s.",
                overlay.item.path,
                clip.par.line,
                harms="People who listen do not hear this text.",
                mend="Let “clipEnd” come after “clipBegin”.",
            )


def clip_beyond(overlay: Overlay, clips: Sequence[Stretch], sounds: Mapping[str, Sound]) -> Iterator[Finding]:
    """A clip ends before its sound file does, give or take a frame."""
    for clip in clips:
        sound = sounds.get(clip.audio)
        if sound and clip.end > sound.length + sound.frame:
            yield fault(
                "clip-beyond-audio",
                f"The clip of “{clip.par.text.fragment}” ends at {_told(clip.end)} s, "
                f"but “{clip.audio}” lasts {_told(sound.length)} s.",
                overlay.item.path,
                clip.par.line,
                harms="Reading systems stop here, or play the text without a voice.",
                mend="Take the times from the finished sound file.",
            )


def clip_overlapping(overlay: Overlay, clips: Sequence[Stretch]) -> Iterator[Finding]:
    """The clips that an overlay takes from one file do not overlap, and follow each other as the texts do."""
    for audio in dict.fromkeys(clip.audio for clip in clips):
        own = [clip for clip in clips if clip.audio == audio and clip.begin < clip.end]
        ordered = sorted(own, key=lambda clip: (clip.begin, clip.end))
        for one, other in pairwise(ordered):
            if other.begin < one.end - _TOUCHING:
                yield fault(
                    "clip-overlapping",
                    f"The clips of “{one.par.text.fragment}” and “{other.par.text.fragment}” overlap: "
                    f"one ends at {_told(one.end)} s, the other begins at {_told(other.begin)} s.",
                    overlay.item.path,
                    other.par.line,
                    harms="People who listen hear words twice, while the wrong ones are marked.",
                    mend="Let each clip begin where the one before it ends.",
                )
        for one, other in pairwise(own):
            if other.begin < one.begin:
                yield fault(
                    "clip-order-wrong",
                    f"“{other.par.text.fragment}” comes after “{one.par.text.fragment}”, "
                    f"but sounds before it in “{audio}”.",
                    overlay.item.path,
                    other.par.line,
                    harms="The words that are marked may not be those that are heard.",
                    mend="Listen to both, and give each text its own clip.",
                    severity=Severity.WARNING,
                )


def duration_wrong(
    package: Package, overlays: Sequence[Overlay], clips: Mapping[str, Sequence[Stretch]]
) -> Iterator[Finding]:
    """The durations that the metadata state are those of the clips (EPUB 3.3, 9.3.4).

    Args:
        package: the package document.
        overlays: all overlays of the book.
        clips: those of each overlay, by its id.
    """
    if not overlays:
        return
    total = Fraction(0)
    for overlay in overlays:
        length = sum((clip.end - clip.begin for clip in clips[overlay.item.id]), Fraction(0))
        total += length
        name = f"the overlay “{overlay.item.path}”"
        yield from _compared(package, package.statements(DURATION, overlay.item.id), length, name)
    yield from _compared(package, package.statements(DURATION), total, "the book")


def _compared(package: Package, stated: Sequence[Meta], length: Fraction, name: str) -> Iterator[Finding]:
    harms = "Reading systems show a wrong playing time, and jump to wrong places."
    mend = f"State {_told(length)} s as “{DURATION}”."
    if not stated:
        message = f"The metadata do not tell how long {name} lasts (“{DURATION}”)."
        yield fault("duration-missing", message, package.path, harms=harms, mend=mend)
        return
    clock = read_clock(stated[0].value)
    if clock and abs(Fraction(clock.seconds) - length) <= max(_LEAST_TOLERANCE, Fraction(clock.step)):
        return
    message = f"The metadata say that {name} lasts “{stated[0].value}”; its clips last {_told(length)} s."
    yield fault("duration-wrong", message, package.path, stated[0].line, harms=harms, mend=mend)


def _told(seconds: Fraction) -> str:
    return f"{float(seconds):.3f}"
