"""Making the overlays of a book: each page's passages, the sound that speaks them, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

import msgspec
from lxml import etree

from publish.backends.epub.overlays.clips import Stretch, announcements, stretches
from publish.backends.epub.overlays.passages import Part, Spoken, all_parts, passages
from publish.backends.epub.overlays.sound import write_sound
from publish.backends.markup import Templates
from publish.content import Line, Narration

ACTIVE_CLASS = "-epub-media-overlay-active"
PLAYING_CLASS = "-epub-media-overlay-playing"


class Overlay(msgspec.Struct, frozen=True, kw_only=True):
    """The media overlay of a page.

    Attributes:
        page: the name of the page's file in the book.
        file: the name of the overlay's own file.
        smil: its content.
        sound: the name of the sound in the book.
        path: where the sound lies now.
        milliseconds: how long all its clips are.
    """

    page: str
    file: str
    smil: str
    sound: str
    path: Path
    milliseconds: int


class Clip(msgspec.Struct, frozen=True):
    """When an element is spoken, in milliseconds from the start of the page's sound."""

    begin: int
    end: int


def make_overlays(
    pages: Mapping[str, etree._Element],
    narration: Narration,
    speak: Callable[[Sequence[Line]], Narration],
    *,
    same_words: Mapping[str, Mapping[str, str]],
    templates: Templates,
    folder: Path,
) -> Iterator[Overlay]:
    """Yield the overlay of each page that has something to say.

    Args:
        pages: the ``html`` elements by the names of their files; elements that are marked are given ids.
        narration: of the edition.
        speak: has lines read that the narration lacks.
        same_words: for a page, cues that say the words of its links, by their addresses.
        templates: the templates that the project sees.
        folder: where the sounds may lie.
    """
    clips = dict(stretches(narration))
    parts = {file: passages(page, clips.keys(), same_words.get(file, {})) for file, page in pages.items()}
    lacking = [
        Line(_line_id(file, part), part.words, part.language)
        for file, its_parts in parts.items()
        for part in all_parts(its_parts)
        if not part.cue
    ]
    if lacking:
        clips |= stretches(speak(lacking))
    text = [part for file in parts.keys() - same_words.keys() for part in all_parts(parts[file])]
    heard = announcements(narration, text)
    for number, (file, its_parts) in enumerate(parts.items(), 1):
        own = {
            part.id: [clips[cue] for cue in _cues(file, part, {} if file in same_words else heard) if cue in clips]
            for part in all_parts(its_parts)
        }
        if any(own.values()):
            yield _overlay(file, its_parts, own, templates, folder / f"{number}.mp3")


def _overlay(
    page: str, parts: Sequence[Part], own: Mapping[str, Sequence[Stretch]], templates: Templates, path: Path
) -> Overlay:
    sound = str(PurePosixPath("audio") / PurePosixPath(page).with_suffix(".mp3"))
    clips = dict(_clips(own))
    write_sound([stretch for its_own in own.values() for stretch in its_own], path)
    return Overlay(
        page=page,
        file=str(PurePosixPath(page).with_suffix(".smil")),
        smil=templates.render(
            "epub/overlay.smil", page=page, sound=sound, parts=_voiced(parts, clips.keys()), clips=clips
        ),
        sound=sound,
        path=path,
        milliseconds=sum(clip.end - clip.begin for clip in clips.values()),
    )


def _clips(own: Mapping[str, Sequence[Stretch]]) -> Iterator[tuple[str, Clip]]:
    samples = 0
    for identifier, its_own in own.items():
        begin = samples
        samples += sum(stretch.end - stretch.begin for stretch in its_own)
        if samples > begin:
            yield (
                identifier,
                Clip(*(round(1000 * place / its_own[0].narration.sample_rate) for place in (begin, samples))),
            )


def _voiced(parts: Iterable[Part], clips: Iterable[str]) -> tuple[Part, ...]:
    """Return the parts that sound, without passages that are silent."""
    kept: list[Part] = []
    for part in parts:
        if isinstance(part, Spoken):
            kept += [part] if part.id in clips else []
        elif inner := _voiced(part.parts, clips):
            kept.append(msgspec.structs.replace(part, parts=inner))
    return tuple(kept)


def _cues(file: str, part: Spoken, heard: Mapping[str, Sequence[str]]) -> Sequence[str]:
    return heard.get(part.cue, [part.cue]) if part.cue else [_line_id(file, part)]


def _line_id(file: str, part: Spoken) -> str:
    return f"{file}#{part.id}"
