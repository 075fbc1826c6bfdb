"""Nodes that stand inside a sentence. They say what a thing is, never how it looks."""

from __future__ import annotations

from typing import Union

from publish.content.node import Node


class Text(Node, frozen=True):
    """Characters, with white space already collapsed as HTML would."""

    text: str


class Emphasis(Node, frozen=True):
    """Words that are stressed."""

    content: tuple[Inline, ...]


class Strong(Node, frozen=True):
    """Words of importance, seriousness or urgency."""

    content: tuple[Inline, ...]


class Code(Node, frozen=True):
    """What is typed or read by a machine, kept to the letter."""

    text: str


class Keyboard(Node, frozen=True):
    """A key or keys to press (HTML ``kbd``)."""

    content: tuple[Inline, ...]


class Subscript(Node, frozen=True):
    """A lowered part, as in H₂O."""

    content: tuple[Inline, ...]


class Superscript(Node, frozen=True):
    """A raised part, as in m²."""

    content: tuple[Inline, ...]


class Link(Node, frozen=True):
    """A link.

    Attributes:
        target: an absolute address (http, https, mailto, tel) or ``#`` and the id of a node of this document. In a
            chapter that is not yet part of its book, also the path of another chapter, ``#`` and perhaps an id.
        title: advisory text, or empty.
    """

    target: str
    content: tuple[Inline, ...]
    title: str = ""


class Image(Node, frozen=True):
    """A picture.

    Attributes:
        source: path of the file relative to the project's folder, with ``/`` between its parts.
        alt: the text alternative; empty only when the picture is decorative or the author forgot it.
        decorative: the author said that the picture carries no meaning (``{decorative}``).
        media_type: such as ``image/png``.
        width: natural width in CSS px; 0 when unknown.
        height: natural height in CSS px; 0 when unknown.
    """

    source: str
    alt: str = ""
    decorative: bool = False
    media_type: str = ""
    width: int = 0
    height: int = 0


class Abbreviation(Node, frozen=True):
    """An abbreviation and what it stands for.

    Attributes:
        entry: the id of the glossary entry that explains it too; empty where there is none, or it was marked before.
    """

    text: str
    expansion: str
    entry: str = ""


class Term(Node, frozen=True):
    """Words that the glossary explains.

    Attributes:
        entry: the id of the glossary entry.
    """

    entry: str
    text: str


class Span(Node, frozen=True):
    """A stretch of text with a property of its own: a language, a class, a pronunciation, or protection.

    Attributes:
        say: how the narration pronounces it, as a respelling; empty when as written.
        keep: the wording must survive into the plain-language edition, and is never parted between lines.
    """

    content: tuple[Inline, ...]
    say: str = ""
    keep: bool = False


class Isolate(Node, frozen=True):
    """Text isolated from the direction of its surroundings (HTML ``bdi``)."""

    content: tuple[Inline, ...]


class Ruby(Node, frozen=True):
    """Text with its reading beside it (HTML ``ruby``)."""

    content: tuple[Inline, ...]
    reading: str


class Math(Node, frozen=True):
    """A formula in running text.

    Attributes:
        tex: the formula as the author wrote it, in LaTeX notation.
        mathml: a MathML ``math`` element as XML text.
        say: how it is read aloud; empty when the author did not tell.
    """

    tex: str
    mathml: str
    say: str = ""


class NoteReference(Node, frozen=True):
    """The place in the text that a note belongs to. It is part of the sentence before it.

    Attributes:
        note: the id of the note.
        number: the number that readers see.
    """

    note: str
    number: int


class LineBreak(Node, frozen=True):
    """A line break that carries meaning, as in an address or a poem."""


Inline = Union[
    Text,
    Emphasis,
    Strong,
    Code,
    Keyboard,
    Subscript,
    Superscript,
    Link,
    Image,
    Abbreviation,
    Term,
    Span,
    Isolate,
    Ruby,
    Math,
    NoteReference,
    LineBreak,
]


class Sentence(Node, frozen=True):
    """The smallest thing that is spoken and highlighted: a sentence of prose, or a whole heading, cell or caption.

    Attributes:
        content: the inline nodes, without white space at either end.
        space_after: whether white space parts it from the next sentence (not so in Chinese or Japanese).
    """

    content: tuple[Inline, ...]
    space_after: bool = True
