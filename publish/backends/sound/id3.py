"""What an MP3 file says about itself: an ID3v2.3 tag with chapters, which players know best."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from publish.backends.sound.description import Description
from publish.backends.sound.language_codes import three_letter_code
from publish.content import Chapter, Narration

_MOST_ENTRIES = 255  # of a table of contents, which counts them in one byte


def write_id3(path: Path, description: Description, narration: Narration) -> None:
    """Write the tag of an MP3 file that has none."""
    from mutagen import id3

    tag = id3.ID3()
    for frame, text in _texts(description, narration).items():
        if text:
            tag.add(getattr(id3, frame)(encoding=id3.Encoding.UTF16, text=text))
    tag.add(id3.COMM(encoding=id3.Encoding.UTF16, lang="eng", desc="", text=description.comment))
    if cover := description.cover:
        tag.add(
            id3.APIC(
                encoding=id3.Encoding.UTF16,
                mime=cover.media_type,
                type=id3.PictureType.COVER_FRONT,
                desc=cover.alt,
                data=cover.data,
            )
        )
    for frame in _chapter_frames(narration):
        tag.add(frame)
    tag.update_to_v23()
    size_without = path.stat().st_size
    tag.save(path, v2_version=3, padding=lambda _: 0)
    with path.open("r+b") as file:
        tag_bytes = file.read(path.stat().st_size - size_without)
        file.seek(0)
        file.write(_chapters_in_order(tag_bytes))


def _chapters_in_order(tag: bytes) -> bytes:
    """Return a tag of ID3v2.3 with its chapters in order of time, as some players expect; mutagen sorts by size."""
    frames: list[bytes] = []
    position = 10
    while position < len(tag):
        end = position + 10 + int.from_bytes(tag[position + 4 : position + 8], "big")
        frames.append(tag[position:end])
        position = end
    frames.sort(key=_begin_of_chapter)
    return tag[:10] + b"".join(frames)


def _begin_of_chapter(frame: bytes) -> int:
    if not frame.startswith(b"CHAP"):
        return -1
    begin = frame.index(b"\0", 10) + 1  # after the chapter's name
    return int.from_bytes(frame[begin : begin + 4], "big")


def _texts(description: Description, narration: Narration) -> dict[str, str]:
    """Return the text frames by their names in ID3."""
    return {
        "TIT2": description.title,
        "TIT3": description.subtitle,
        "TPE1": ", ".join(description.authors),
        "TALB": description.album,
        "TPUB": description.publisher,
        "TDRC": description.date,
        "TLAN": three_letter_code(description.language),
        "TCON": "Speech",
        "TCOP": description.rights,
        "TLEN": str(_milliseconds(narration.samples, narration)),
        "TRCK": f"{description.track}/{description.tracks}" if description.track else "",
    }


def _chapter_frames(narration: Narration) -> list[Any]:
    from mutagen import id3

    def title(text: str) -> list[Any]:
        return [id3.TIT2(encoding=id3.Encoding.UTF16, text=text)]

    names = [f"chapter-{number}" for number in range(1, len(narration.chapters) + 1)]
    frames = _contents(names)
    for name, chapter in zip(names, narration.chapters, strict=True):
        begin, end = _times(chapter, narration)
        frames.append(id3.CHAP(element_id=name, start_time=begin, end_time=end, sub_frames=title(chapter.title)))
    return frames


def _contents(names: Sequence[str]) -> list[Any]:
    """Return the table of contents; in parts, where there are more chapters than one table takes."""
    from mutagen import id3

    def table(name: str, entries: Sequence[str], flags: id3.CTOCFlags = id3.CTOCFlags.ORDERED) -> Any:
        return id3.CTOC(element_id=name, flags=flags, child_element_ids=list(entries), sub_frames=[])

    top = id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED
    if len(names) <= _MOST_ENTRIES:
        return [table("chapters", names, top)]
    starts = range(0, len(names), _MOST_ENTRIES)
    parts = [table(f"chapters-from-{start + 1}", names[start : start + _MOST_ENTRIES]) for start in starts]
    return [table("chapters", [part.element_id for part in parts], top), *parts]


def _times(chapter: Chapter, narration: Narration) -> tuple[int, int]:
    return _milliseconds(chapter.begin, narration), _milliseconds(chapter.end, narration)


def _milliseconds(samples: int, narration: Narration) -> int:
    return round(1000 * samples / narration.sample_rate)
