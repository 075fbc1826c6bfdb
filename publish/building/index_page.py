"""The page beside the finished files that leads people without a terminal to every format."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from publish.backends.markup import Templates
from publish.building.places import unwritable
from publish.building.work import Work
from publish.content import Artifact
from publish.content.language import direction_of
from publish.findings import Finding, Location, Severity
from publish.gate import Gate
from publish.labels import labels

_LIST = "artifacts.json"
_ORDER = (
    "plain",
    "plain-read-along",
    "html",
    "read-along",
    "pdf",
    "large-print",
    "epub",
    "audio",
    "audiobook",
    "plain-audio",
)


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A finished file, as the page lists it.

    Attributes:
        file: its name.
        size: in bytes.
        duration: playing time in seconds.
        pages: number of pages.
        title: what is in it, where an output has several files.
        companion: nobody opens it by itself.
        draft: it holds words that nobody has approved as they stand.
        plain: how much of it is in plain language; empty where it is not meant to be.
    """

    file: str
    output: str
    media_type: str
    size: int
    duration: float | None = None
    pages: int | None = None
    title: str = ""
    companion: bool = False
    draft: bool = False
    plain: str = ""


def write_index(work: Work, artifacts: Sequence[Artifact], *, release: bool) -> tuple[Finding, ...]:
    """Write ``index.html`` and ``artifacts.json`` into an article's folder.

    Files of earlier builds that are still there stay on the page, but for those of an output that was made again: what
    it no longer has, such as a chapter that was deleted, is removed. A release leads to what it made itself and to
    nothing else, since no gate has looked at the rest.

    Args:
        work: any work of the article.
        artifacts: what this build made of it.
        release: whether it is a release.

    Returns:
        what lies beside a release and is no part of it.
    """
    made = [_entry(artifact) for artifact in artifacts]
    earlier = _earlier(work.folder)
    kept = [entry for entry in earlier if entry.output not in {new.output for new in made}]
    _remove_all(work, {entry.file for entry in earlier} - {entry.file for entry in (*kept, *made)})
    listed = made if release else [*kept, *made]
    ordered = sorted(listed, key=lambda entry: (_rank(entry.output), entry.output))
    if not ordered:
        return ()
    metadata = work.document.metadata
    templates = Templates(Gate(work.root))
    page = templates.render(
        "index/index.html",
        metadata=metadata,
        language=metadata.language,
        direction=direction_of(metadata.language),
        labels=labels(metadata.language),
        entries=[
            _shown(list(group), labels(metadata.language)) for _, group in groupby(ordered, lambda entry: entry.output)
        ],
        stylesheet=templates.stylesheet("html/page.css"),
    )
    _replace(work, "index.html", page.encode("utf-8"))
    _replace(work, _LIST, msgspec.json.format(msgspec.json.encode(ordered), indent=1) + b"\n")
    others = other_files(work.folder, {entry.file for entry in made}) if release else ()
    return (_left_beside(work, others),) if others else ()


def other_files(folder: Path, made: Collection[str] = ()) -> list[str]:
    """Return the names of what lies in an article's folder beside the page that leads to it, and was not made now."""
    own = {"index.html", _LIST, *made}
    there = folder.iterdir() if folder.is_dir() else ()
    return sorted(path.name for path in there if path.name not in own and path.name[0] != ".")


def _left_beside(work: Work, others: Sequence[str]) -> Finding:
    return Finding(
        rule="release-older-files",
        message=f"These lie in the folder of the release and are no part of it: {', '.join(others)}. "
        "The page that leads to the formats does not name them.",
        severity=Severity.WARNING,
        location=Location(str(work.folder)),
        harms="Whoever publishes the whole folder publishes what no gate has looked at, such as a draft.",
        mend="Delete them, or make all formats in one release: --to html,plain.",
    )


def _rank(output: str) -> int:
    return _ORDER.index(output) if output in _ORDER else len(_ORDER)


def _earlier(folder: Path) -> list[Entry]:
    try:
        entries = msgspec.json.decode((folder / _LIST).read_bytes(), type=list[Entry])
    except (OSError, msgspec.MsgspecError):
        return []
    return [entry for entry in entries if "/" not in entry.file and (folder / entry.file).is_file()]


def _entry(artifact: Artifact) -> Entry:
    return Entry(
        file=artifact.path.name,
        output=artifact.output,
        media_type=artifact.media_type,
        size=artifact.path.stat().st_size,
        duration=artifact.duration,
        pages=artifact.pages,
        title=artifact.title,
        companion=artifact.companion,
        draft=artifact.draft,
        plain=artifact.plain,
    )


def _remove_all(work: Work, files: Collection[str]) -> None:
    for file in files:
        try:
            (work.folder / file).unlink(missing_ok=True)
        except OSError as error:
            raise unwritable(work.folder / file, error) from error


def _shown(entries: Sequence[Entry], words: Mapping[str, str]) -> dict[str, Any]:
    """Return what the page shows of an output: the file to open, its parts, and what goes with it."""
    opened = [entry for entry in entries if not entry.companion] or list(entries)
    key = f"output_{opened[0].output.replace('-', '_')}"
    return {
        "file": opened[0].file,
        "title": words.get(key, opened[0].output),
        "plain": _plainness(opened[0], words),
        "use": words.get(f"{key}_use", ""),
        "details": _details(opened[0], words),
        "parts": [
            {"file": entry.file, "title": entry.title or entry.file, "details": _details(entry, words)}
            for entry in opened[1:]
        ],
        "companions": [
            {"file": entry.file, "details": _details(entry, words)}
            for entry in entries
            if entry.companion and len(opened) == 1
        ],
    }


def _plainness(entry: Entry, words: Mapping[str, str]) -> str:
    """Return what is said of a file that is meant to be in plain language, and nothing of others."""
    if entry.draft and entry.plain == "whole":
        return words["draft_edition"]
    return words.get(f"in_plain_language_{entry.plain}", "")


def _details(entry: Entry, words: Mapping[str, str]) -> list[str]:
    details = [words["draft_title"]] if entry.draft else []
    details.append(shown_size(entry.size))
    if entry.duration is not None:
        details.append(shown_duration(entry.duration))
    if entry.pages is not None:
        details.append(f"{entry.pages} {words['page'].lower() if entry.pages == 1 else words['pages']}")
    return details


def shown_size(size: int) -> str:
    """Write a number of bytes as people read it, such as ``1.2 MB``."""
    if size < 1_000_000:
        return f"{max(size / 1000, 0.1):.0f} kB" if size >= 1000 else f"{size} B"
    return f"{size / 1_000_000:.1f} MB"


def shown_duration(seconds: float) -> str:
    """Write a playing time as minutes and seconds, such as ``3:05``, with hours where there are some: ``1:03:05``."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def _replace(work: Work, name: str, data: bytes) -> None:
    aside = work.folder / f".{name}.part"
    try:
        aside.write_bytes(data)
        aside.replace(work.folder / name)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise unwritable(work.folder / name, error) from error
