"""Small questions to Markdown's tokens."""

from __future__ import annotations

from markdown_it.tree import SyntaxTreeNode


def line_of(node: SyntaxTreeNode) -> int:
    """Return the line, counted from 1, that a token begins on; 0 when it does not know."""
    while node.is_root or node.map is None:
        if node.parent is None:
            return 0
        node = node.parent
    return int(node.map[0]) + 1
