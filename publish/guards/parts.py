"""Which clauses of a plain version answer which statement of its source: the likeliest, by clause and by sentence."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence

import msgspec

from publish.guards.alignment import Comparison
from publish.guards.clauses import Clause
from publish.guards.passages import Passage
from publish.guards.places import Places


class Part(msgspec.Struct, frozen=True, eq=False):
    """A statement of the source with the clauses of the version that answer it.

    Attributes:
        said: the clauses of the source: a sentence, or what stands before or after “;” or “but” in it.
        answers: the clauses of the version.
    """

    said: tuple[Clause, ...]
    answers: tuple[Clause, ...]


@functools.lru_cache(maxsize=1)  # several rules take the same two texts
def parts_of(comparison: Comparison) -> tuple[Part, ...]:
    """Return the statements of the source in order, each with what answers it."""
    said = list(_statements(comparison.source, comparison.vocabulary.language.contrasts))
    answers: list[list[Clause]] = [[] for _ in said]
    clauses = (clause for clause in comparison.places.plain if not clause.aside)
    for _, group in itertools.groupby(clauses, key=lambda clause: clause.unit):
        sentence = list(group)
        whole = [sum(_likely(comparison.places, part, clause) for clause in sentence) / len(sentence) for part in said]
        for clause in sentence if said else ():
            likely = [_likely(comparison.places, part, clause) + of for part, of in zip(said, whole, strict=True)]
            answers[max(range(len(said)), key=lambda part: likely[part])].append(clause)
    return tuple(Part(part, tuple(found)) for part, found in zip(said, answers, strict=True))


def _likely(places: Places, part: Sequence[Clause], clause: Clause) -> float:
    return sum(places.likely_back(each, clause) for each in part)


def _statements(passage: Passage, contrasts: Sequence[str]) -> Iterator[tuple[Clause, ...]]:
    openings = tuple(f"{word} " for word in contrasts)
    for statement in passage.statements:
        part: list[Clause] = []
        for clause in statement.clauses if statement.kind == "prose" else ():
            ended = part and part[-1].text.rstrip().endswith((";", ".", "!", "?", ":"))
            if part and (ended or clause.text.lstrip(" ,").startswith(openings)):
                yield tuple(part)
                part = []
            part.append(clause)
        if part:
            yield tuple(part)
