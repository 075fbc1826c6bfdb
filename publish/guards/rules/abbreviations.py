"""Abbreviations: none that the source has not, and none that stands for something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.guards.alignment import Comparison
from publish.guards.passages import Passage, normal
from publish.guards.verdicts import Strength, Verdict
from publish.guards.vocabulary import Vocabulary

_HARM = "People may think of another test, illness or treatment."
_SHORT = re.compile(r"(?<![\w.@/-])([A-Z][A-Za-z]{0,4}[A-Z][A-Za-z0-9]?|[A-Z]{2,6})s?(?![\w@]|\.\w)")
_WORDS = re.compile(r"[^\W\d_]+")


def abbreviations(comparison: Comparison) -> Iterator[Verdict]:
    """Compare abbreviations and what they stand for."""
    vocabulary = comparison.vocabulary
    source, plain = _used(comparison.source, vocabulary), _used(comparison.plain, vocabulary)
    known = {short: meaning.lower() for short, meaning in vocabulary.abbreviations.items() if short in source}
    meanings = {**known, **_meanings(comparison.source)}
    for short in plain:
        if short not in source and not _written_out(short, comparison.source):
            yield Verdict(
                guard="abbreviation",
                strength=Strength.STOP,
                message=f"The plain version has the abbreviation “{short}”; the source has not.",
                harm=_HARM,
                source=", ".join(each for each in source if each not in plain),
                plain=short,
            )
    for short, meaning in meanings.items():
        other = _other_meaning(short, meaning, comparison.plain, vocabulary)
        if other:
            yield Verdict(
                guard="abbreviation",
                strength=Strength.STOP,
                message=f"“{short}” stands for “{meaning}” in the source; the plain version says “{other}”.",
                harm=_HARM,
                source=meaning,
                plain=other,
            )


def _used(passage: Passage, vocabulary: Vocabulary) -> list[str]:
    units = {form for unit in vocabulary.units for form in unit.forms}
    found: dict[str, None] = {}
    for statement in passage.statements:
        words = [word for word in _WORDS.findall(statement.raw) if len(word) > 1]
        if words and all(word.isupper() for word in words) and len(words) > 2:
            continue
        for match in _SHORT.finditer(statement.raw):
            short = match.group(1)
            if short.lower() not in units and short not in vocabulary.language.loud:
                found.setdefault(short)
    return list(found)


def _meanings(passage: Passage) -> dict[str, str]:
    """Return what a text says its abbreviations stand for: “X Y Z (XYZ)”, “XYZ (x y z)”, and what the author declared."""
    meanings = {short: meaning.lower() for short, meaning in passage.expansions}
    for statement in passage.statements:
        for match in re.finditer(r"\(([A-Z][A-Za-z]*[A-Z][A-Za-z]*?)s?\)", statement.raw):
            before = [word for word in re.findall(r"[^\W\d_]+", statement.raw[: match.start()])]
            count = _length(match.group(1), before)
            if count:
                meanings.setdefault(match.group(1), " ".join(before[-count:]).lower())
        for match in re.finditer(r"([A-Z][A-Za-z]*[A-Z][A-Za-z]*?)s? \(([^)]+)\)", statement.raw):
            words = _WORDS.findall(match.group(2))
            if words and _length(match.group(1), words) == len(words):
                meanings.setdefault(match.group(1), " ".join(words).lower())
    return meanings


def _length(short: str, words: list[str]) -> int:
    """Return how many of the last words an abbreviation stands for; 0 if it fits none of them."""
    letters = short.lower()
    for count in range(1, min(len(words), len(letters) + 3) + 1):
        part = [word.lower() for word in words[-count:]]
        if part[0][0] == letters[0] and _spells(letters, part):
            return count
    return 0


def _spells(letters: str, words: list[str]) -> bool:
    """Tell whether letters can be picked from the words in order, each word giving its first."""
    if not letters:
        return not words
    if not words:
        return False
    for taken in range(1, len(letters) + 1):
        piece = letters[:taken]
        if piece[0] != words[0][0] or not _subsequence(piece, words[0]):
            break
        if _spells(letters[taken:], words[1:]):
            return True
    return words[0] in ("of", "with", "and", "the", "for", "in") and _spells(letters, words[1:])


def _subsequence(piece: str, word: str) -> bool:
    places = iter(word)
    return all(letter in places for letter in piece)


def _written_out(short: str, source: Passage) -> bool:
    """Tell whether the source has the words of an abbreviation."""
    for statement in source.statements:
        words = [word.lower() for word in _WORDS.findall(statement.raw)]
        for end in range(1, len(words) + 1):
            if _length(short, words[:end]) >= min(3, len(short)):
                return True
    return False


def _other_meaning(short: str, meaning: str, plain: Passage, vocabulary: Vocabulary) -> str:
    wanted = _WORDS.findall(meaning)
    stems = [vocabulary.stem(word) for word in wanted]
    letters = [word[0] for word in wanted]
    for statement in plain.statements:
        text = normal(statement.raw)
        words = _WORDS.findall(text)
        for start in range(len(words) - len(wanted) + 1):
            window = words[start : start + len(wanted)]
            kept = sum(vocabulary.stem(word) in stems for word in window)
            if [word[0] for word in window] == letters and 0 < kept < len(wanted) and (kept >= len(wanted) / 2 or f"({short.lower()}" in text or f"{short.lower()} (" in text or f"{short.lower()} " in text):
                if _near(text, window, short.lower()) or kept >= 2 or len(wanted) > 2:
                    return " ".join(window)
        if len(letters) >= 3 and _explains(text, short.lower(), words):
            for start in range(len(words) - len(letters) + 1):
                window = words[start : start + len(letters)]
                if [word[0] for word in window] == list(short.lower()) and [*map(vocabulary.stem, window)] != stems:
                    return " ".join(window)
        for told in _glosses(statement.raw, short):
            heard = _WORDS.findall(told.lower())
            kept = [word for word in heard if vocabulary.stem(word) in stems]
            if len(set(kept)) >= len(set(stems)) or not heard:
                continue
            medicine = any(word in vocabulary.medicines.names for word in heard)
            if (kept and len(heard) <= len(wanted) + 1) or (
                not kept and (_length(short, heard) == len(heard) > 1 or [w[0] for w in heard] == letters or medicine and len(heard) <= 2)
            ) or (kept and _length(short, heard) == len(heard)):
                return told
    return ""


def _explains(text: str, short: str, words: list[str]) -> bool:
    return "stand for" in text or f"{short} is" in text or "short for" in text or "in full" in text or f"({short}" in text


def _near(text: str, window: list[str], short: str) -> bool:
    return f"{' '.join(window)} ({short}" in text or f"{short} ({' '.join(window)}" in text


def _glosses(raw: str, short: str) -> Iterator[str]:
    """Yield what a sentence puts beside an abbreviation: in brackets, or after “stands for”."""
    name = re.escape(short)
    for match in re.finditer(rf"{name}s? \(([^),:]+)|\(([^(),]+), {name}\)|{name}, ([^),.]+)\)", raw):
        yield next(group for group in match.groups() if group)
    for match in re.finditer(rf"{name} (?:stands for|is short for|is the short form of|means) ([^.,;:()]+)", raw):
        yield match.group(1)
    for match in re.finditer(rf"([\w -]+?),? (?:\({name}\)|or {name}\b)", raw):
        words = _WORDS.findall(match.group(1))
        count = _length(short, words)
        if count:
            yield " ".join(words[-count:])
