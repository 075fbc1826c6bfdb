"""Medicines: no other, none lost, and none that only sounds like it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from publish.guards.alignment import Comparison
from publish.guards.passages import Passage
from publish.guards.verdicts import Strength, Verdict
from publish.guards.vocabulary import Vocabulary

_HARM = "People may take another medicine, or not know which one is meant."
# The shortest stem that is trusted alone, and the shortest name.
_STEM, _NAME = 4, 8
_WORD = re.compile(r"[^\W\d_]{4,}(?:-[^\W\d_]+)*")


def medicines(comparison: Comparison) -> Iterator[Verdict]:
    """Compare the names of medicines; the forms of a term of the glossary are one name."""
    vocabulary = comparison.vocabulary
    source = named(own_texts(comparison.source), vocabulary)
    plain = named(own_texts(comparison.plain), vocabulary)
    same = [*map(frozenset, vocabulary.medicines.same), *comparison.terms]
    source_text, plain_text = (_spaced(passage) for passage in (comparison.source, comparison.plain))
    lost = [name for name in source if not _known(name, plain, plain_text, same, vocabulary)]
    for name in plain:
        if _known(name, source, source_text, same, vocabulary):
            continue
        alike = _sounds_like(name, [*lost, *(each for each in source if each not in lost)])
        if alike is None and name in vocabulary.medicines.everyday:
            continue
        mentioned = name in comparison.known and not lost
        about = f" “{alike}” sounds like it." if alike else ""
        elsewhere = "; the article does so elsewhere" if mentioned else ""
        was = (
            f" The source names {_listed(lost)} instead." if lost else f" The source does not name it here{elsewhere}."
        )
        yield Verdict(
            guard="medicine",
            strength=Strength.WARN if mentioned else Strength.STOP,
            message=f"The plain version names “{name}”.{was}{about}",
            harm=_HARM,
            source=alike or ", ".join(lost),
            plain=name,
        )
    topic = source[0] if source else ""
    for name in lost:
        weak = name in vocabulary.medicines.everyday or name == topic or _brand(name, comparison)
        yield Verdict(
            guard="medicine",
            strength=Strength.WARN if weak else Strength.STOP,
            message=f"The source names “{name}”; the plain version does not.",
            harm=_HARM,
            source=name,
            missing=True,
        )


def named(texts: Iterable[str], vocabulary: Vocabulary) -> list[str]:
    """Return the names of medicines in texts in small letters, each once."""
    found: dict[str, None] = {}
    for text in texts:
        places: list[tuple[int, int]] = []
        for match in _names(vocabulary).finditer(text):
            places.append(match.span())
            found.setdefault(match.group())
        for match in _WORD.finditer(text):
            inside = any(start <= match.start() < end for start, end in places)
            if not inside and _by_stem(match.group(), vocabulary):
                found.setdefault(match.group())
    return list(found)


def own_texts(passage: Passage) -> list[str]:
    """Return the sentences of a passage in small letters, without the leads that they complete."""
    return [statement.text[statement.own :] for statement in passage.statements]


@functools.cache
def _names(vocabulary: Vocabulary) -> re.Pattern[str]:
    ordered = sorted(vocabulary.medicines.names, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(name) for name in ordered) + r")(?![\w'-]|-\w)")


@functools.lru_cache(maxsize=20000)
def _by_stem(word: str, vocabulary: Vocabulary) -> bool:
    words = vocabulary.medicines
    if word in words.not_medicines or word.rstrip("s") in words.not_medicines or vocabulary.key(word) == "":
        return False
    stems = (stem for stem in words.stems if word.endswith(stem))
    return any(len(stem) >= _STEM and len(word) >= max(_NAME, len(stem) + 3) for stem in stems)


def _known(name: str, others: Sequence[str], text: str, same: Sequence[frozenset[str]], vocabulary: Vocabulary) -> bool:
    if name in others or f" {name} " in text or _singular(name) in {_singular(other) for other in others}:
        return True
    names = {name, _singular(name)}
    for group in same:
        if names & group and any(f" {each} " in text for each in group):
            return True
    return len(name.split()) > 1 and all(f" {part} " in text for part in name.split())


def _singular(name: str) -> str:
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name


def _sounds_like(name: str, others: Sequence[str]) -> str | None:
    return next((other for other in others if SequenceMatcher(None, name, other).ratio() >= 0.7), None)


def _brand(name: str, comparison: Comparison) -> bool:
    """Tell whether the source names it only in brackets, beside a name that the version keeps."""
    text = comparison.source.raw.lower()
    return f"({name}" in text or f"/{name}" in text


def _spaced(passage: Passage) -> str:
    words = re.sub(r"[^\w-]+", " ", " ".join(statement.text for statement in passage.statements))
    return f" {words} {words.replace('-', ' ')} "


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
