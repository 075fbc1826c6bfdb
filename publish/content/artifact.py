"""A finished file."""

from __future__ import annotations

from pathlib import Path

import msgspec


class Artifact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file that a backend made.

    Attributes:
        path: where it lies.
        media_type: such as ``application/pdf``.
        output: the name of the output that asked for it; the builder fills it in.
        duration: playing time in seconds; None where nothing plays.
        pages: number of pages; None where there are none.
        title: what is in it, where an output has several files that are opened by themselves, such as chapters.
        companion: it goes with the other files of its output, and nobody opens it by itself.
        draft: it holds words that nobody has approved as they stand; the builder says so.
        plain: how much of it is in plain language, ``none``, ``partly`` or ``whole``; empty where it is not meant to
            be. The builder says so.
    """

    path: Path
    media_type: str
    output: str = ""
    duration: float | None = None
    pages: int | None = None
    title: str = ""
    companion: bool = False
    draft: bool = False
    plain: str = ""
