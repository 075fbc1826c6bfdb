"""Which stretches of the narration speak each element of a book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from publish.backends.epub.overlays.passages import Spoken
from publish.content import Narration

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


def announcements(narration: Narration, spoken: Iterable[Spoken]) -> Mapping[str, Sequence[str]]:
    """Return the cues that are heard with each element: its own, with the announcements before and after it.

    What is announced stands nowhere on the page, such as “End of the list.” It belongs to what is said next to it
    within the block that it is about, whose id its own begins with. What is about nothing in the book is left out.

    Returns:
        ids of cues in order, by the id of the cue that is the element's own, for elements with announcements.
    """
    own = {element.cue: element.blocks for element in spoken if element.cue}
    blocks = frozenset[str]().union(*own.values())
    heard: dict[str, list[str]] = {}
    waiting: list[str] = []
    last = ""
    for cue in [*(cue.id for cue in narration.cues), ""]:
        if cue and cue not in own:
            waiting.append(cue)
            continue
        before: list[str] = []
        for announced in waiting:
            block = next((name for name in _beginnings(announced) if name in blocks), "")
            if cue and block in own[cue]:
                before.append(announced)
            elif last and block in own[last]:
                heard.setdefault(last, [last]).append(announced)
        if before:
            heard[cue] = [*before, cue]
        waiting, last = [], cue
    return heard


def blocks_of(narration: Narration) -> frozenset[str]:
    """Return the ids of the blocks that cues may be about: a cue's own id, and what it begins with."""
    return frozenset(name for cue in narration.cues for name in _beginnings(cue.id))


def _beginnings(identifier: str) -> Iterator[str]:
    """Yield an id, and what is left of it as its last parts are taken off: ``a-b-c``, ``a-b``, ``a``."""
    while identifier:
        yield identifier
        identifier = identifier.rpartition("-")[0]
