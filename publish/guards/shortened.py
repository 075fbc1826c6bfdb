"""What an abbreviation may stand for: words whose letters spell it."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def spelled_by(short: str, words: Sequence[str], passed_over: Collection[str]) -> int:
    """Return how many of the last words spell an abbreviation; 0 if none do.

    Args:
        short: the abbreviation.
        words: words in small letters.
        passed_over: little words of which the abbreviation need not take a letter.

    >>> spelled_by("DVT", ["called", "deep", "vein", "thrombosis"], ())
    3
    """
    letters = short.lower()
    for count in range(1, min(len(words), len(letters) + 3) + 1):
        part = words[-count:]
        if part[0][0] == letters[0] and _spells(letters, part, passed_over):
            return count
    return 0


def _spells(letters: str, words: Sequence[str], passed_over: Collection[str]) -> bool:
    if not letters or not words:
        return not letters and not words
    for taken in range(1, len(letters) + 1):
        piece = letters[:taken]
        if piece[0] != words[0][0] or not _within(piece, words[0]):
            break
        if _spells(letters[taken:], words[1:], passed_over):
            return True
    return words[0] in passed_over and _spells(letters, words[1:], passed_over)


def _within(piece: str, word: str) -> bool:
    places = iter(word)
    return all(letter in places for letter in piece)
