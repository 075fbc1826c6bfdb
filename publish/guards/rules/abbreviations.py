"""Abbreviations: none that the source has not, and none that stands for something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publish.guards.alignment import Comparison
from publish.guards.passages import Passage, normal
from publish.guards.shortened import spelled_by
from publish.guards.verdicts import Strength, Verdict
from publish.guards.vocabulary import Vocabulary

_HARM = "People may think of another test, illness or treatment."
_SHORT = re.compile(r"(?<![\w.@/-])([A-Z][A-Za-z]{0,4}[A-Z][A-Za-z0-9]?|[A-Z]{2,6})s?(?![\w@]|\.\w)")
_WORDS = re.compile(r"[^\W\d_]+")
_AFTER = re.compile(r"\(([A-Z][A-Za-z]*[A-Z][A-Za-z]*?)s?\)")
_BESIDE = re.compile(r"([A-Z][A-Za-z]*[A-Z][A-Za-z]*?)s? \(([^)]+)\)")


def abbreviations(comparison: Comparison) -> Iterator[Verdict]:
    """Compare abbreviations and what they stand for."""
    vocabulary = comparison.vocabulary
    source, plain = _used(comparison.source, vocabulary), _used(comparison.plain, vocabulary)
    known = {short: meaning.lower() for short, meaning in vocabulary.abbreviations.meanings.items() if short in source}
    meanings = {**known, **_meanings(comparison.source, vocabulary)}
    lost = [short for short in source if short not in plain]
    for short in plain:
        if short not in source and not _written_out(short, comparison.source, vocabulary):
            yield Verdict(
                guard="abbreviation",
                strength=Strength.STOP if lost else Strength.WARN,
                message=f"The plain version has the abbreviation “{short}”; the source has not.",
                harm=_HARM,
                source=", ".join(lost),
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


def _meanings(passage: Passage, vocabulary: Vocabulary) -> dict[str, str]:
    """Return what a text says its abbreviations stand for, and what the author declared elsewhere."""
    passed_over = vocabulary.abbreviations.passed_over
    meanings = {short: meaning.lower() for short, meaning in passage.expansions}
    for statement in passage.statements:
        for match in _AFTER.finditer(statement.raw):
            before = _words(statement.raw[: match.start()])
            count = spelled_by(match.group(1), before, passed_over)
            if count:
                meanings.setdefault(match.group(1), " ".join(before[-count:]))
        for match in _BESIDE.finditer(statement.raw):
            words = _words(match.group(2))
            if words and spelled_by(match.group(1), words, passed_over) == len(words):
                meanings.setdefault(match.group(1), " ".join(words))
    return meanings


def _written_out(short: str, source: Passage, vocabulary: Vocabulary) -> bool:
    """Tell whether the source has the words of an abbreviation."""
    least = min(3, len(short))
    for statement in source.statements:
        words = _words(statement.raw)
        for end in range(1, len(words) + 1):
            if spelled_by(short, words[:end], vocabulary.abbreviations.passed_over) >= least:
                return True
    return False


def _other_meaning(short: str, meaning: str, plain: Passage, vocabulary: Vocabulary) -> str:
    """Return what a version says that an abbreviation stands for, where it is not its meaning."""
    wanted = _words(meaning)
    for statement in plain.statements:
        words = _words(normal(statement.raw))
        for told in (
            _altered(words, wanted, vocabulary),
            _spelled_otherwise(short, statement.raw, words, wanted, vocabulary),
            *(
                told
                for told in _glosses(statement.raw, short, vocabulary)
                if _is_wrong(short, told, wanted, vocabulary)
            ),
        ):
            if told:
                return told
    return ""


def _altered(words: Sequence[str], wanted: Sequence[str], vocabulary: Vocabulary) -> str:
    """Find the meaning with some of its words exchanged for others of the same first letter."""
    stems, letters = [*map(vocabulary.stem, wanted)], [word[0] for word in wanted]
    for start in range(len(words) - len(wanted) + 1):
        window = words[start : start + len(wanted)]
        kept = sum(vocabulary.stem(word) in stems for word in window)
        if [word[0] for word in window] == letters and 0 < kept < len(wanted) and (kept >= 2 or len(wanted) > 2):
            return " ".join(window)
    return ""


def _spelled_otherwise(
    short: str, raw: str, words: Sequence[str], wanted: Sequence[str], vocabulary: Vocabulary
) -> str:
    """Find other words that spell the abbreviation, in a sentence that explains it."""
    text, name, letters = normal(raw), short.lower(), list(short.lower())
    hints = (
        *vocabulary.abbreviations.explains,
        *(f"{name} {verb}" for verb in vocabulary.abbreviations.is_),
        f"({name}",
    )
    if len(letters) < 3 or not any(hint in text for hint in hints):
        return ""
    for start in range(len(words) - len(letters) + 1):
        window = words[start : start + len(letters)]
        if [word[0] for word in window] == letters and [*map(vocabulary.stem, window)] != [
            *map(vocabulary.stem, wanted)
        ]:
            return " ".join(window)
    return ""


def _is_wrong(short: str, told: str, wanted: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Tell whether what stands beside an abbreviation claims to be its meaning, and is not."""
    heard, stems = _words(told), {*map(vocabulary.stem, wanted)}
    kept = {vocabulary.stem(word) for word in heard} & stems
    if not heard or kept == stems:
        return False
    spells = spelled_by(short, heard, vocabulary.abbreviations.passed_over) == len(heard)
    if kept:
        return spells or len(heard) <= len(wanted) + 1
    medicine = len(heard) <= 2 and any(word in vocabulary.medicines.names for word in heard)
    return medicine or (spells and len(heard) > 1)


def _glosses(raw: str, short: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield what a sentence puts beside an abbreviation: in brackets, or after “stands for”."""
    words = vocabulary.abbreviations
    name, stands, either = re.escape(short), "|".join(words.stands_for), "|".join(words.or_)
    for match in re.finditer(rf"{name}s? \(([^),:]+)|\(([^(),]+), {name}\)|{name}, ([^),.]+)\)", raw):
        yield next(group for group in match.groups() if group)
    for match in re.finditer(rf"{name} (?:{stands}) ([^.,;:()]+)", raw):
        yield match.group(1)
    for match in re.finditer(rf"([\w -]+?),? (?:\({name}\)|(?:{either}) {name}\b)", raw):
        before = _words(match.group(1))
        count = spelled_by(short, before, words.passed_over)
        if count:
            yield " ".join(before[-count:])


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORDS.findall(text)]
