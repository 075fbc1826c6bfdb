"""From inline nodes to the words that are said for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
    LexiconEntry,
    LineBreak,
    Link,
    Math,
    MathBlock,
    NoteReference,
    Pronunciation,
    Ruby,
    Sentence,
    Span,
    Strong,
    Subscript,
    Superscript,
    Term,
    Text,
    find,
    plain_text,
)
from publish.speech.lexicon import Lexicon, respelling
from publish.speech.phrases import Phrase, Piece, mapped
from publish.speech.spoken_forms import spoken, with_numbers_to_call

_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
# Letters of Linear A, which no voice can read, hold the place of words that no rule may change.
_STAND_INS = [chr(number) for number in range(0x10600, 0x10737)]


class Wording:
    """Words an edition for the ear: its contacts are numbers to call, its abbreviations are told once in full."""

    def __init__(self, edition: Edition, lexicon: Iterable[LexiconEntry] = ()) -> None:
        contacts = edition.metadata.contacts
        self._numbers = tuple(filter(None, chain.from_iterable((contact.phone, contact.text) for contact in contacts)))
        self._lexicon = Lexicon(lexicon, edition.glossary)
        self._untold = _expansions(edition)

    def of_sentence(self, sentence: Sentence, language: str, *, prose: bool = False) -> Phrase:
        """Return what is said for a sentence, heading, cell or caption.

        Args:
            language: of the surroundings.
            prose: whether an abbreviation that stands here for the first time is told in full.
        """
        pieces = self._of_inlines(sentence.content, sentence.language or language, prose)
        return Phrase(tuple(self._with_lexicon(pieces)), plain_text(sentence))

    def of_text(self, text: str, language: str, *, printed: bool = True) -> Phrase:
        """Return what is said for a text without markup."""
        return Phrase(tuple(self._lexicon.pieces(text, language)), " ".join(text.split()) if printed else "")

    def of_formula(self, formula: MathBlock, language: str) -> Phrase:
        """Return what is said for a formula on a line of its own."""
        words = formula.say or formula.tex
        return Phrase((Piece(words, language, told=bool(formula.say)),), " ".join(words.split()))

    def aloud(self, phrase: Phrase, language: str) -> tuple[str, tuple[Pronunciation, ...]]:
        """Return a phrase in its spoken form, and how its words sound; an empty text when there is nothing to say."""
        words = phrase.words
        stand_ins = (letter for letter in _STAND_INS if letter not in words)
        told: dict[str, Piece] = {}
        text = ""
        for piece in phrase.pieces:
            stand_in = next(stand_ins, "") if piece.told else ""
            if stand_in:
                told[stand_in] = piece
            text += stand_in or piece.text
        aloud, pronunciations = "", []
        for part in re.split(f"([{''.join(told)}])" if told else "(?!)", self._spoken(text, language)):
            begin = len(aloud)
            if part in told:
                aloud += " ".join(told[part].text.split())
                if told[part].phonemes:
                    pronunciations.append(Pronunciation(begin, len(aloud), told[part].phonemes))
            else:
                aloud += part
        return (aloud, tuple(pronunciations)) if any(map(str.isalnum, aloud)) else ("", ())

    def _spoken(self, text: str, language: str) -> str:
        return spoken(with_numbers_to_call(text, self._numbers), language)

    def _with_lexicon(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """Yield pieces in which the lexicon's words are found, across the borders of emphasis too."""
        text, language = "", ""
        for piece in pieces:
            if piece.told or piece.language != language:
                yield from self._lexicon.pieces(text, language)
                text, language = "", piece.language
            if piece.told:
                yield piece
            else:
                text += piece.text
        yield from self._lexicon.pieces(text, language)

    def _of_inlines(self, inlines: Iterable[Inline], language: str, prose: bool) -> list[Piece]:
        return [piece for node in inlines for piece in self._of_inline(node, node.language or language, prose)]

    def _of_inline(self, node: Inline, language: str, prose: bool) -> list[Piece]:
        match node:
            case Text() | Code() | Term():
                # A glossary's respelling is for the eye: both offline voices say the word itself better.
                return [Piece(node.text, language)]
            case Abbreviation():
                return [Piece(node.text, language), *self._in_full(node, language, prose)]
            case Span() if node.say:
                return [Piece(respelling(node.say), language, told=True)]
            case Subscript():
                pieces = self._of_inlines(node.content, language, prose)
                return mapped(pieces, lambda text: text.translate(_LOWERED))
            case Superscript():
                return mapped(self._of_inlines(node.content, language, prose), _raised)
            case Image():
                return [] if node.decorative else [Piece(node.alt, language)]
            case Math():
                return [Piece(node.say or node.tex, language, told=bool(node.say))]
            case Span() | Emphasis() | Strong() | Keyboard() | Link() | Isolate() | Ruby():
                return self._of_inlines(node.content, language, prose)
            case LineBreak():
                return [Piece(" ", language)]
            case NoteReference():
                return []

    def _in_full(self, node: Abbreviation, language: str, prose: bool) -> list[Piece]:
        if not prose or (node.text, node.expansion) not in self._untold:
            return []
        self._untold.remove((node.text, node.expansion))
        return [Piece(f" ({node.expansion})", language)]


def _expansions(edition: Edition) -> set[tuple[str, str]]:
    """Return the abbreviations that are never written out, each with what it stands for."""
    nodes = [*edition.body, *edition.notes]
    printed = " ".join(plain_text(sentence) for sentence in find(nodes, Sentence)).casefold()
    found = {(node.text, node.expansion) for node in find(nodes, Abbreviation)}
    return {(text, expansion) for text, expansion in found if expansion.strip() and expansion.casefold() not in printed}


def _raised(text: str) -> str:
    return text.translate(_RAISED) if re.fullmatch(r"[+−-]?\d+|\d*[+−-]", text) else text
