"""Which stretches of the narration speak each element of a book."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

import msgspec

from publish.backends.epub.overlays.passages import Spoken
from publish.content import Cue, Narration

_BEFORE = 0.01  # seconds of silence that a stretch begins with, so that no onset is cut


class Stretch(msgspec.Struct, frozen=True):
    """Part of a recording, in samples from the start of its narration, with the silence after it."""

    narration: Narration
    begin: int
    end: int


def stretches(narration: Narration) -> Mapping[str, Stretch]:
    """Return the stretch of each cue. Together they are the whole narration, without gaps."""
    cues = narration.cues
    before = round(_BEFORE * narration.sample_rate)
    begins = [max(cue.begin - before, last.end) for last, cue in pairwise(cues)]
    borders = [0, *begins, narration.samples]
    return {cue.id: Stretch(narration, begin, end) for cue, (begin, end) in zip(cues, pairwise(borders), strict=True)}


class Announcements(msgspec.Struct, frozen=True):
    """What is said before an element, or after it, and stands nowhere on its page: ids of cues."""

    before: list[str]
    after: list[str]


def announcements(narration: Narration, spoken: Iterable[tuple[str, Spoken]]) -> Mapping[str, Announcements]:
    """Return what is announced with each element.

    An announcement is about the block whose id its own begins with. It opens the block if what is said next stands in
    it, as “List of 2 items.”, and is heard with the block's first element; else it closes the block, and is heard with
    the last. What is about nothing in the book is left out.

    Args:
        spoken: each element under the id of its cue, in the order of reading.

    Returns:
        by the id of the element's cue, for those with announcements.
    """
    own: dict[str, frozenset[str]] = {}
    first: dict[str, str] = {}
    last: dict[str, str] = {}
    for identifier, element in spoken:
        own.setdefault(identifier, element.blocks)
        for block in element.blocks:
            first.setdefault(block, identifier)
            last[block] = identifier
    heard: dict[str, Announcements] = {}
    waiting: list[Cue] = []
    said = ""
    for cue in [*narration.cues, None]:
        if cue and cue.id not in own:
            waiting.append(cue)
            continue
        following = cue.id if cue else ""
        for announced in waiting:
            block = next((name for name in announced.about if name in first), "")
            if following and block in own[following]:
                heard.setdefault(first[block], Announcements([], [])).before.append(announced.id)
            elif said and block in own[said]:
                heard.setdefault(last[block], Announcements([], [])).after.append(announced.id)
        waiting, said = [], following
    return heard


def blocks_of(narration: Narration) -> frozenset[str]:
    """Return the ids of the blocks that cues may be about."""
    return frozenset(name for cue in narration.cues for name in cue.about)
