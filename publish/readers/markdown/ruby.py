"""Ruby: each ``rt`` is the reading of the words that stand before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from publish.content import Inline, Ruby, Span, plain_text
from publish.findings import Location


def with_reading(before: Sequence[Inline], reading: Iterable[Inline], location: Location) -> list[Inline]:
    """Return what a ``ruby`` element holds so far with a reading given to the words that have none yet."""
    said = "".join(map(plain_text, reading))
    start = next((place for place in range(len(before), 0, -1) if isinstance(before[place - 1], Ruby)), 0)
    done, words = list(before[:start]), tuple(before[start:])
    if words:
        return [*done, Ruby(words, said, location=location)]
    last = done.pop() if done else None
    if isinstance(last, Ruby):
        return [*done, msgspec.structs.replace(last, reading=f"{last.reading} {said}")]
    return [*reading]


def ruby(content: tuple[Inline, ...], common: dict[str, Any]) -> Iterator[Inline]:
    """Yield what a whole ``ruby`` element makes: words with readings, together in a span where it has attributes."""
    only = content[0] if len(content) == 1 else None
    if isinstance(only, Ruby):
        yield Ruby(only.content, only.reading, **common)
    elif any(value for name, value in common.items() if name != "location"):
        yield Span(content, "", False, **common)
    else:
        yield from content
