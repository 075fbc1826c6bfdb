"""From inline nodes to the words that are said for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from publish.content import (
    Abbreviation,
    Code,
    Edition,
    Emphasis,
    Image,
    Inline,
    Isolate,
    Keyboard,
    LineBreak,
    Link,
    Math,
    NoteReference,
    Ruby,
    Sentence,
    Span,
    Strong,
    Subscript,
    Superscript,
    Term,
    Text,
)
from publish.speech.spoken_forms import spoken, with_numbers_to_call

_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")


class Wording:
    """Words an edition for the ear: its contacts are numbers to call."""

    def __init__(self, edition: Edition) -> None:
        contacts = edition.metadata.contacts
        self._numbers = tuple(filter(None, chain.from_iterable((contact.phone, contact.text) for contact in contacts)))

    def of_sentence(self, sentence: Sentence) -> str:
        """Return what is said for a sentence, heading, cell or caption, before spoken forms."""
        return " ".join(self._of_inlines(sentence.content).split())

    def aloud(self, text: str, language: str) -> str:
        """Return a text in its spoken form; empty when there is nothing to say in it."""
        aloud = spoken(with_numbers_to_call(text, self._numbers), language)
        return aloud if any(map(str.isalnum, aloud)) else ""

    def _of_inlines(self, inlines: Iterable[Inline]) -> str:
        return "".join(map(self._of_inline, inlines))

    def _of_inline(self, node: Inline) -> str:
        match node:
            case Text() | Code() | Abbreviation() | Term():
                # A glossary's respelling is for the eye: both offline voices say the word itself better.
                return node.text
            case Span():
                return respelling(node.say) if node.say else self._of_inlines(node.content)
            case Subscript():
                return self._of_inlines(node.content).translate(_LOWERED)
            case Superscript():
                return _raised(self._of_inlines(node.content))
            case Image():
                return "" if node.decorative else node.alt
            case Math():
                return node.say or node.tex
            case Emphasis() | Strong() | Keyboard() | Link() | Isolate() | Ruby():
                return self._of_inlines(node.content)
            case LineBreak():
                return " "
            case NoteReference():
                return ""


def respelling(say: str) -> str:
    """Return a respelling such as “KET-uh-meen” as voices read it best.

    They would spell out its capitals, K, E, T, and take the syllable “ay” for the word “aye”.
    """
    if "-" not in say or not re.search(r"[a-z]{2}", say):
        return say
    return re.sub(r"\bay\b", "eigh", say.lower())


def _raised(text: str) -> str:
    return text.translate(_RAISED) if re.fullmatch(r"[+−-]?\d+|\d*[+−-]", text) else text
