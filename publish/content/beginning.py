"""The first words of a part of an article, by which people know it."""

from __future__ import annotations

from publish.content.blocks import CodeBlock, Figure, MathBlock
from publish.content.inlines import Sentence
from publish.content.node import Node
from publish.content.walk import find, plain_text

_LENGTH = 60  # letters


def beginning(node: Node) -> str:
    """Return the first words of a node, with “…” where more follow; of a picture its text alternative."""
    match node:
        case CodeBlock():
            text = node.text
        case MathBlock():
            text = node.say or node.tex
        case _:
            text = " ".join(plain_text(sentence) for sentence in find([node], Sentence))
    if isinstance(node, Figure) and not text:
        text = node.image.alt
    return shortened(text)


def shortened(text: str) -> str:
    """Return the first words of a text in one line, with “…” where more follow."""
    text = " ".join(text.split())
    return text if len(text) <= _LENGTH else f"{text[:_LENGTH].rsplit(' ', 1)[0]} …"
