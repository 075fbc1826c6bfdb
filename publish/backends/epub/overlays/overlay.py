"""Making the overlays of a book: each page's passages, the sound that speaks them, and when."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

import msgspec
from lxml import etree

from publish.backends.epub.overlays.clips import Announcements, Stretch, announcements, blocks_of, stretches
from publish.backends.epub.overlays.passages import Part, Spoken, all_parts, passages
from publish.backends.epub.overlays.sound import write_sound
from publish.backends.markup import Templates
from publish.content import Line, Narration

ACTIVE_CLASS = "-epub-media-overlay-active"
PLAYING_CLASS = "-epub-media-overlay-playing"
SOUNDS = "audio"


class Overlay(msgspec.Struct, frozen=True, kw_only=True):
    """The media overlay of a page.

    Attributes:
        page: the name of the page's file in the book.
        smil: the overlay's own file, which stands beside the page under the same name.
        sound: the file that its clips are cut from; in the book it lies in the folder ``SOUNDS``.
        milliseconds: how long all its clips are.
    """

    page: str
    smil: Path
    sound: Path
    milliseconds: int


class Clip(msgspec.Struct, frozen=True):
    """When an element is spoken, in milliseconds from the start of the page's sound."""

    begin: int
    end: int


class Overlays:
    """The overlays of one book: give it every page first, then take the overlays.

    Of a page only what can be spoken is remembered, so that memory does not grow with the book more than it must.
    """

    def __init__(self, narration: Narration, speak: Callable[[Sequence[Line]], Narration]) -> None:
        """Begin without pages.

        Args:
            narration: of the edition.
            speak: has lines read that the narration lacks.
        """
        self._narration = narration
        self._speak = speak
        self._clips = dict(stretches(narration))
        self._blocks = blocks_of(narration)
        self._parts: dict[str, tuple[Part, ...]] = {}
        self._repeating: set[str] = set()

    def read(self, file: str, page: str, same_words: Mapping[str, str] | None = None) -> str:
        """Take down what can be spoken of a page; return the page, with an id on each element that is marked.

        Args:
            file: the name of the page's file in the book.
            page: a document of XHTML.
            same_words: for a page that repeats words of others, the cues that say those of its links, by their address.
        """
        root = etree.fromstring(page.encode("utf-8"))
        self._parts[file] = passages(root, self._clips.keys(), self._blocks, same_words or {})
        if same_words is not None:
            self._repeating.add(file)
        text: str = etree.tostring(root, encoding="unicode")
        return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{text}\n'

    def overlays(self, templates: Templates, folder: Path) -> Iterator[Overlay]:
        """Yield the overlay of each page that has something to say.

        Args:
            templates: the templates that the project sees.
            folder: where the overlays and their sounds may lie.

        Raises:
            PublishError: what the narration lacks cannot be spoken.
        """
        self._speak_what_is_lacking()
        pages = (file for file in self._parts if file not in self._repeating)
        spoken = ((_cue(file, part), part) for file in pages for part in all_parts(self._parts[file]))
        announced = announcements(self._narration, spoken)
        for file, parts in self._parts.items():
            its_own = {} if file in self._repeating else announced
            sounds = {
                part.id: [self._clips[cue] for cue in _heard(_cue(file, part), its_own) if cue in self._clips]
                for part in all_parts(parts)
            }
            if any(sounds.values()):
                yield _overlay(file, parts, sounds, templates, folder)

    def _speak_what_is_lacking(self) -> None:
        lacking = [
            Line(_cue(file, part), part.words, part.language)
            for file, parts in self._parts.items()
            for part in all_parts(parts)
            if not part.cue
        ]
        if lacking:
            self._clips |= stretches(self._speak(lacking))


def _overlay(
    page: str, parts: Sequence[Part], sounds: Mapping[str, Sequence[Stretch]], templates: Templates, folder: Path
) -> Overlay:
    sound, smil = (folder / PurePosixPath(page).with_suffix(suffix) for suffix in (".mp3", ".smil"))
    clips = dict(_clips(sounds))
    write_sound([stretch for its_own in sounds.values() for stretch in its_own], sound)
    values = {"page": page, "sound": f"{SOUNDS}/{sound.name}", "parts": _sounding(parts, clips), "clips": clips}
    smil.write_text(templates.render("epub/overlay.smil", **values), encoding="utf-8", newline="\n")
    return Overlay(
        page=page,
        smil=smil,
        sound=sound,
        milliseconds=sum(clip.end - clip.begin for clip in clips.values()),
    )


def _clips(sounds: Mapping[str, Sequence[Stretch]]) -> Iterator[tuple[str, Clip]]:
    """Yield when each element is spoken, one right after the other; what is silent has no clip."""
    end = 0.0  # in milliseconds; each border is rounded by itself, so that no error adds up
    for identifier, its_own in sounds.items():
        begin = end
        end += sum(1000 * (stretch.end - stretch.begin) / stretch.narration.sample_rate for stretch in its_own)
        if end > begin:
            yield identifier, Clip(round(begin), round(end))


def _sounding(parts: Iterable[Part], clips: Collection[str]) -> tuple[Part, ...]:
    """Return the parts that sound, without passages that are silent."""
    kept: list[Part] = []
    for part in parts:
        if isinstance(part, Spoken):
            kept += [part] if part.id in clips else []
        elif inner := _sounding(part.parts, clips):
            kept.append(msgspec.structs.replace(part, parts=inner))
    return tuple(kept)


def _cue(file: str, part: Spoken) -> str:
    """Return the id of the cue that speaks a part: the narration's, or that of a line of its own."""
    return part.cue or f"{file}#{part.id}"


def _heard(cue: str, announced: Mapping[str, Announcements]) -> Sequence[str]:
    return [*announced[cue].before, cue, *announced[cue].after] if cue in announced else [cue]
