"""Captioned pictures that follow each other without an empty line.

The line of the next picture would go on with the caption before it, as a line of any paragraph does.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_PICTURE = re.compile(r"!\[.*[)\]}]\s*$")
_CAPTION = re.compile(r"[:~]\s")


def captions_plugin(md: MarkdownIt) -> None:
    """Teach a Markdown parser that a picture with a caption below it ends the caption above it."""
    md.block.ruler.before("paragraph", "captioned_picture", _captioned_picture, {"alt": ["paragraph"]})


def _captioned_picture(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Tell whether a line ends a definition; it is read as a term afterwards."""
    is_outside = silent and state.ddIndent >= 0 and state.sCount[start] < state.blkIndent and start + 1 < end
    return is_outside and bool(_PICTURE.match(_line(state, start)) and _CAPTION.match(_line(state, start + 1)))


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
