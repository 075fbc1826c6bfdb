"""The words of a sentence, and what is counted in them.

Flesch's instructions hold (How to Write Plain English, 1979, chapter 2): contractions, hyphenated words, abbreviations,
figures, symbols and their combinations are one word each; syllables are counted as they are said, and abbreviations,
figures, symbols and their combinations are words of one syllable.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import msgspec

from publish.content import Abbreviation, Code, Image, Inline, Keyboard, Math, Sentence, descendants, find, plain_text
from publish.content import children as nodes_inside
from publish.readability.counts import Counts
from publish.readability.languages import Language
from publish.readability.syllables import known_syllables, syllables

_ADDRESS = re.compile(r"://|^www\.|@")
_PARTING = re.compile(r"[—…]|--+|(?<!\d)[–/]|[–/](?!\d)")  # between figures they make one of two: “5–10”, “120/80”
_HYPHENS = re.compile("[-‐‑]")
_WITH_POINTS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?")
_SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060"))
_SIGN = "0"  # stands for a formula, a key or words for a machine: one symbol
_LONG = 6
_POLYSYLLABLE = 3


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """A word as it is counted.

    Attributes:
        text: without the marks around it.
        syllables: at least 1.
        letters: letters and digits.
        sign: it is a figure, a symbol or an abbreviation.
        complex: Gunning counts it.
    """

    text: str
    syllables: int
    letters: int
    sign: bool = False
    complex: bool = False

    @property
    def is_polysyllable(self) -> bool:
        """Whether it has three or more syllables."""
        return self.syllables >= _POLYSYLLABLE


def words_of(sentence: Sentence, language: str, data: Language) -> tuple[Word, ...]:
    """Return the words of a sentence in order."""
    abbreviations = {node.text for node in find([sentence], Abbreviation)}
    return words_in(" ".join(_text(sentence).split()), language, data, abbreviations)


def words_in(text: str, language: str, data: Language, abbreviations: set[str] | None = None) -> tuple[Word, ...]:
    """Return the words of a sentence that is plain text.

    Args:
        abbreviations: what else is an abbreviation, beside what looks like one.
    """
    capitals_only = text == text.upper()
    words: list[Word] = []
    for token in _tokens(text.translate(_SOFT)):
        if _is_sign(token, capitals_only) or token in (abbreviations or ()):
            words.append(Word(text=token, syllables=1, letters=_letters(token), sign=True))
        else:
            words.append(_word(token, language, data, begins=not words))
    return tuple(words)


def count(words: tuple[Word, ...]) -> Counts:
    """Return the counts of a sentence of these words."""
    return Counts(
        sentences=1,
        words=len(words),
        letters=sum(word.letters for word in words),
        syllables=sum(word.syllables for word in words),
        monosyllables=sum(word.syllables == 1 for word in words),
        polysyllables=sum(word.is_polysyllable for word in words),
        complex_words=sum(word.complex for word in words),
        long_words=sum(word.letters > _LONG for word in words),
        signs=sum(word.sign for word in words),
    )


def _text(node: Sentence | Inline) -> str:
    match node:
        case Image():
            return ""
        case Code() | Keyboard() | Math():
            return _SIGN
        case _ if any(isinstance(inner, Image | Code | Keyboard | Math) for inner in descendants([node])):
            return "".join(_text(inner) for inner in nodes_inside(node))  # type: ignore[arg-type]
        case _:
            return plain_text(node) if not isinstance(node, Sentence) else "".join(map(_text, node.content))


def _tokens(text: str) -> Iterator[str]:
    for chunk in text.split():
        for piece in [chunk] if _ADDRESS.search(chunk) else _PARTING.split(chunk):
            token = piece if _WITH_POINTS.fullmatch(piece) else _stripped(piece)
            if any(map(str.isalnum, token)):
                yield token


def _stripped(piece: str) -> str:
    begin = next((place for place, sign in enumerate(piece) if sign.isalnum()), len(piece))
    end = next((place for place, sign in enumerate(reversed(piece)) if sign.isalnum() or sign in "%°"), 0)
    return piece[begin : len(piece) - end]


def _is_sign(token: str, capitals_only: bool) -> bool:
    if _ADDRESS.search(token) or _WITH_POINTS.fullmatch(token):
        return True
    parts = _HYPHENS.split(token)
    return all(_is_sign_part(part, capitals_only) for part in parts)


def _is_sign_part(part: str, capitals_only: bool) -> bool:
    letters = re.sub(r"['’]s$", "", part)
    letters = "".join(sign for sign in unicodedata.normalize("NFD", letters) if sign.isalpha())
    if not letters or any(map(str.isnumeric, part)):
        return True
    if len(letters) == 1:
        return False
    capitals = sum(map(str.isupper, letters))
    looks_spelt = not capitals_only and capitals > 1 and capitals * 2 >= len(letters)
    return looks_spelt or not re.search("[aeiouy]", letters, re.IGNORECASE)


def _word(token: str, language: str, data: Language, *, begins: bool) -> Word:
    parts = [part for part in _HYPHENS.split(token) if part]
    numbers = [1 if _is_sign_part(part, False) else syllables(part, language) for part in parts]
    number = syllables(token, language) if len(parts) == 1 else sum(numbers)
    name = token[0].isupper() and not begins
    joined = len(parts) > 1 and max(numbers) < _POLYSYLLABLE
    light = number == _POLYSYLLABLE and _has_light_ending(token, number, language, data)
    return Word(
        text=token,
        syllables=number,
        letters=_letters(token),
        complex=number >= _POLYSYLLABLE and not (name or joined or light),
    )


def _has_light_ending(token: str, number: int, language: str, data: Language) -> bool:
    """Tell whether a word owes its last syllable to an ending, such as “created”."""
    word = token.lower()
    bases = [word[:cut] for ending in data.light_endings if word.endswith(ending) for cut in (-1, -len(ending))]
    return any(0 < known_syllables(base, language) < number for base in bases)


def _letters(token: str) -> int:
    return sum(map(str.isalnum, unicodedata.normalize("NFC", token)))
