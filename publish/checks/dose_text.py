"""Sentences as the rules about doses read them, and what numbers and units look like there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

import msgspec

from publish.checks.language_data import language_data, languages_with, one_of, shared_data
from publish.checks.passages import Stretch
from publish.checks.rule import Fault, Text
from publish.content.language import primary

ENGLISH = languages_with("doses")
NUMBER = r"\d[\d,.\u00a0\u202f]*"
_WHOLE_NUMBER = r"(?>\d+(?:[.,]\d+)*)"  # taken at once, so that a long row of numbers costs no time
_POINTS = {"．": ".", "，": ",", "٫": "."}
_QUOTED = "These are somebody else's words: say beside them how the dose is meant, or tell it in your own."


class DoseText(msgspec.Struct, frozen=True):
    """A sentence, heading, cell or caption that may hold a dose.

    Attributes:
        stretch: as it stands in the text.
        language: BCP 47 tag.
        quoted: it stands in a quotation.
    """

    stretch: Stretch
    language: str
    quoted: bool = False

    @property
    def words(self) -> str:
        """The text without mentions, its digits and points as ASCII has them, each at its own position."""
        return _ascii_numbers(self.stretch.unquoted)

    @property
    def with_unit(self) -> str:
        """The words; a number alone in a cell is followed by the unit that the head of its column or row names."""
        words = self.words
        if words[-1:].isdigit():
            for head in self.stretch.heads:
                if unit := _unit_in_head(self.language).search(head):
                    return f"{words} {unit['unit']}"
        return words

    def faults(self, pattern: str, message: str, mend: str = "", *, with_unit: bool = False) -> Iterator[Fault]:
        """Yield a fault for each match; “{}” in the texts stands for what was matched."""
        for match in re.finditer(pattern, self.with_unit if with_unit else self.words):
            found = self.stretch.text[match.start() : match.end()].strip()
            yield self.found_at(message.format(found), match.start(), found, mend)

    def found_at(self, message: str, position: int, found: str, mend: str = "") -> Fault:
        """Return a fault at a position. What stands in a quotation is not the author's to change."""
        place = self.stretch.at(position)
        return Fault(message, place, found, _QUOTED if self.quoted else mend, doubtful=self.quoted)


def dose_texts(text: Text) -> Iterator[DoseText]:
    """Yield every sentence of a text, with its language."""
    for passage in text.passages:
        for sentence in passage.sentences:
            yield DoseText(sentence, passage.language, passage.kind == "quotation")


@cache
def units(language: str) -> str:
    """Return a pattern of any unit of a dose."""
    words: list[str] = [*shared_data("units")["dose"]]
    if primary(language) in ENGLISH:
        words += language_data(language, "doses")["units"]
    return one_of(words)


@cache
def measured(language: str) -> str:
    """Return a pattern of what follows the number of a dose: its unit or form, perhaps after the rest of a range."""
    forms = f"|{one_of(language_data(language, 'doses')['forms'])}" if primary(language) in ENGLISH else ""
    ranged = language_data(language, "doses")["between-numbers"] if primary(language) in ENGLISH else []
    between = "|".join(["[-\u2013\u2014/,]", *(rf"(?<=\s){word}(?=\s)" for word in ranged)])
    return rf"(?:\s?(?:{between})\s?{_WHOLE_NUMBER}){{0,3}}[\s-]?(?:{units(language)}{forms})(?!\w)"


@cache
def decimal_sign(language: str) -> str:
    """Return a pattern of the sign before the decimals."""
    from babel import Locale, UnknownLocaleError
    from babel.numbers import get_decimal_symbol

    try:
        return re.escape(_POINTS.get(sign := get_decimal_symbol(Locale.parse(language, sep="-")), sign))
    except (UnknownLocaleError, ValueError):
        return r"\."


@cache
def _unit_in_head(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/])(?P<unit>{units(language)})(?!\w|/d?[lL])")


def _ascii_numbers(text: str) -> str:
    if text.isascii():
        return text
    text = "".join(
        str(unicodedata.decimal(sign, None) or 0) if sign.isdecimal() else _POINTS.get(sign, sign) for sign in text
    )
    return re.sub(r"(?<=\d)·(?=\d)", ".", text)
