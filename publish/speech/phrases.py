"""A phrase: words on their way from the page to the voice, and which of them somebody told how to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec


class Piece(msgspec.Struct, frozen=True):
    """A stretch of a phrase.

    Attributes:
        text: as written; for words that somebody told how to say, the respelling.
        language: BCP 47 tag.
        told: whether somebody told how to say it, so that nothing may be read into its spelling.
        phonemes: the whole stretch in the International Phonetic Alphabet, where somebody told them.
    """

    text: str
    language: str
    told: bool = False
    phonemes: str = ""


class Phrase(msgspec.Struct, frozen=True):
    """What one utterance will say, before signs, numbers and units get their spoken forms.

    Attributes:
        pieces: one after the other, without gaps.
        printed: the words as they stand on the page; what the narration adds is not among them.
    """

    pieces: tuple[Piece, ...] = ()
    printed: str = ""

    @property
    def words(self) -> str:
        """The words of all pieces."""
        return "".join(piece.text for piece in self.pieces)

    def led_by(self, words: str, language: str) -> Phrase:
        """Return the phrase with words before it that do not stand on the page."""
        return Phrase((Piece(words, language), *self.pieces), self.printed) if words else self

    def followed_by(self, words: str, language: str) -> Phrase:
        """Return the phrase with words or signs after it that do not stand on the page."""
        return Phrase((*self.pieces, Piece(words, language)), self.printed)

    def without_end(self, signs: str) -> Phrase:
        """Return the phrase without these signs at its end."""
        if not self.pieces or self.pieces[-1].told:
            return self
        *others, last = self.pieces
        return Phrase((*others, msgspec.structs.replace(last, text=last.text.rstrip(signs))), self.printed)


def announced(label: str, phrase: Phrase, language: str) -> Phrase:
    """Return “Warning: Do not drive” of a label and a phrase; a label that ends a sentence already gets no colon."""
    if not phrase.words.strip():
        return phrase
    label = label.rstrip(" :.")
    return phrase.led_by(f"{label} " if label[-1:] in "?!؟" else f"{label}: ", language) if label else phrase


def joined(head: Phrase, phrase: Phrase, language: str) -> Phrase:
    """Return “Dose: 5 mg” of the head of a column and a cell, which alone counts as printed."""
    head = head.without_end(" :.")
    words = head.words.strip()
    if not words or not phrase.words.strip():
        return phrase
    gap = Piece(" " if words[-1] in "?!؟" else ": ", language)
    return Phrase((*head.pieces, gap, *phrase.pieces), phrase.printed)


def mapped(pieces: Iterable[Piece], change: Callable[[str], str]) -> list[Piece]:
    """Return pieces with their text changed, but for those that somebody told how to say."""
    return [piece if piece.told else msgspec.structs.replace(piece, text=change(piece.text)) for piece in pieces]
