"""Reading a few lines of Markdown, as the tests of plain language do by the hundred."""

from __future__ import annotations

import itertools
from pathlib import Path

from publish.building.reading import read_source
from publish.content import Block

_NUMBERS = itertools.count()


def blocks(text: str, folder: Path) -> tuple[Block, ...]:
    """Return the blocks of an article with this body."""
    path = folder / f"text-{next(_NUMBERS)}.md"
    path.write_text(f"---\ntitle: Sample\nlanguage: en-GB\n---\n\n{text.strip()}\n", encoding="utf-8")
    return read_source(path).document.body
