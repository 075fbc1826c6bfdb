"""Where left-to-right matter stands in right-to-left text: doses, signed numbers, phone numbers, Latin words.

By the Unicode Bidirectional Algorithm alone, “500 mg × 4” in a Hebrew line is shown as “mg × 4 500”. The matter must be
isolated to be read as it was written. What has an Arabic or Hebrew unit, as “5–10 ملغ”, is read from right to left and
stays as it is; so do numbers in Arabic and Persian digits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from publish.backends.markup.quantities import RIGHT_TO_LEFT_UNITS

Stretch = tuple[int, int]

WORD, WORD_WITH_DIGIT = "\u01c0", "\u01c1"
"""Letters that stand for an indivisible part that is read from left to right, without and with a digit."""
RIGHT_TO_LEFT_WORD = "\u05d0"
SOMETHING_ELSE = "\ufffc"

_LETTERS = frozenset({"R", "AL"})
_ENDS = _LETTERS | {"AN", "B", "LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_END_SIGNS = frozenset(SOMETHING_ELSE + "،؛؟٪؉؊" + "۰۱۲۳۴۵۶۷۸۹")
# After these a new item begins; a dash between numbers is that of a range.
_BETWEEN_ITEMS = re.compile(r"[,;:.!?…]\s+|\s—\s|(?<!\d)\s[-–]\s|\s[-–]\s(?!\d)")
_BEFORE_NUMBER = frozenset("<>≤≥≈~±$£€¥#")
_BOUND_TO_NUMBER = frozenset("+-–−‐")
_AFTER_WORD = frozenset("%‰°′″+*#")
_PAIRS = {")": "(", "]": "[", "}": "{"}
_BRACKETS = frozenset("()[]{}")
_SIMPLE_NUMBER = re.compile(r"\d{1,30}(?:[.,:/]\d{1,30}){0,9}")
_NUMBER = r"(?!0\d)\d{1,5}(?:[.,]\d{1,9})?"
_RANGE = re.compile(rf"{_NUMBER}\s?[-–−‐/]\s?{_NUMBER}")
_LAST_FACTOR = re.compile(rf"\s?[×x*/]\s?{_NUMBER}(?:\s?[-–−‐]\s?{_NUMBER})?$")
_UNIT = re.compile(rf"\s?(?:{RIGHT_TO_LEFT_UNITS})(?!\w)")


def left_to_right_stretches(text: str) -> Iterator[Stretch]:
    """Yield where the left-to-right matter of a right-to-left text starts and ends, in order.

    The items of a list of doses, as “−5°C, <5 mg”, are stretches of their own; a sentence of Latin words is one.
    """
    for start, end in _between_right_to_left(text):
        items = [item for part in _items(text, start, end) for item in _trimmed(text, *part)]
        if len(items) > 1 and not all(_is_measure(text[first:last]) for first, last in items):
            items = list(_trimmed(text, items[0][0], items[-1][1]))
        for item in items:
            if kept := _without_right_to_left_unit(text, *item, end):
                yield kept


def is_shuffled(stretch: str) -> bool:
    """Tell whether a stretch needs to be isolated though it stands in one piece: it holds more than a mere number."""
    return any(_is_digit(sign) for sign in stretch) and not _SIMPLE_NUMBER.fullmatch(stretch)


def _is_digit(sign: str) -> bool:
    return sign == WORD_WITH_DIGIT or unicodedata.bidirectional(sign) == "EN" or unicodedata.category(sign) == "No"


def _between_right_to_left(text: str) -> Iterator[Stretch]:
    start = 0
    for index, sign in enumerate(text):
        if sign in _END_SIGNS or unicodedata.bidirectional(sign) in _ENDS:
            if index > start:
                yield start, index
            start = index + 1
    if len(text) > start:
        yield start, len(text)


def _items(text: str, start: int, end: int) -> Iterator[Stretch]:
    for between in _BETWEEN_ITEMS.finditer(text, start, end):
        yield start, between.start()
        start = between.end()
    yield start, end


def _is_measure(item: str) -> bool:
    return any(map(_is_digit, item)) and (not item[0].isalpha() or not re.search(r"\s", item))


def _trimmed(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield a stretch without the punctuation at its ends; parted at a bracket whose fellow stands elsewhere."""
    fellows = _fellows(text, start, end)
    alone = [index for index in range(start, end) if text[index] in _BRACKETS and index not in fellows]
    for piece_start, piece_end in zip([start, *(index + 1 for index in alone)], [*alone, end], strict=True):
        first, last = piece_start, piece_end
        while first < last and not _begins(text, first, last):
            first += 1
        while first < last and not _ends(text[last - 1]):
            last -= 1
        if first < last:
            inside = [fellows[index] for index in range(first, last) if index in fellows]
            yield min([first, *inside]), max([last, *(index + 1 for index in inside)])


def _fellows(text: str, start: int, end: int) -> dict[int, int]:
    """Return for each bracket that is closed where the other of its pair stands."""
    waiting: list[int] = []
    fellows: dict[int, int] = {}
    for index in range(start, end):
        if text[index] in _PAIRS.values():
            waiting.append(index)
        elif waiting and text[waiting[-1]] == _PAIRS.get(text[index]):
            opening = waiting.pop()
            fellows |= {opening: index, index: opening}
    return fellows


def _begins(text: str, index: int, end: int) -> bool:
    """Tell whether matter begins with a sign: a letter, a digit, or what belongs to the number after it."""
    sign, following = text[index], text[index + 1 : index + 2]
    if sign.isalnum():
        return True
    if sign in _BOUND_TO_NUMBER and following[:1].isdigit():
        # A hyphen joins a number to the word or prefix before it; a minus sign is a minus sign.
        return sign in "−+" or index == 0 or text[index - 1].isspace() or text[index - 1] in "([{<>≤≥≈~±"
    if sign in _BEFORE_NUMBER and index + 1 < end:
        # “age < 5” compares the word: it is read from right to left, sign and all.
        before = text[max(index - 2, 0) : index].rstrip()[-1:] if following.isspace() else ""
        return not before or unicodedata.bidirectional(before) not in _LETTERS
    return False


def _ends(sign: str) -> bool:
    return sign.isalnum() or sign in _AFTER_WORD or unicodedata.category(sign) in ("Mn", "Mc", "No")


def _without_right_to_left_unit(text: str, start: int, end: int, stretch_end: int) -> Stretch | None:
    """Leave out the number or range that belongs to an Arabic or Hebrew word after it."""
    gap, following = text[end:stretch_end], text[stretch_end : stretch_end + 1]
    if gap.strip("\u00a0 \u202f-־") or not following or unicodedata.bidirectional(following) not in _LETTERS:
        return start, end
    if _RANGE.fullmatch(text, start, end):
        return None
    if _UNIT.match(text, end) and (factor := _LAST_FACTOR.search(text, start, end)) and factor.end() == end:
        return (start, factor.start()) if factor.start() > start else None
    return start, end
