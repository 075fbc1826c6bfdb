"""A list of tracks in their order, as M3U in UTF-8."""

from __future__ import annotations

from collections.abc import Iterable

from publish.backends.audio.tracks import Track


def playlist(title: str, tracks: Iterable[Track], suffix: str) -> str:
    """Return a playlist of the tracks, which lie beside it."""
    lines = ["#EXTM3U", f"#PLAYLIST:{_line(title)}"]
    for track in tracks:
        lines.append(f"#EXTINF:{round(track.narration.duration)},{_line(track.description.title)}")
        lines.append(f"{track.stem}.{suffix}")
    return "\n".join(lines) + "\n"


def _line(text: str) -> str:
    return " ".join(text.split())
