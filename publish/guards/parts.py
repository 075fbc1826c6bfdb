"""Which clauses of a plain version answer which statement of its source.

A version is read from first to last, each clause answering one statement of the source. It may skip statements and turn
back, but rarely does: so the order decides where the words do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from publish.guards.alignment import Comparison
from publish.guards.clauses import Clause
from publish.guards.passages import Passage, Statement

# What words in common must outweigh: going on to the next statement, skipping one, turning back, parting a sentence.
_ON, _SKIP, _BACK, _PART = 0.3, 0.15, 0.1, 0.3


class Part(msgspec.Struct, frozen=True, eq=False):
    """A statement of the source with the clauses of the version that answer it.

    Attributes:
        said: the clauses of the source: a sentence, or what stands before or after “;” or “but” in it.
        answers: the clauses of the version.
    """

    said: tuple[Clause, ...]
    answers: tuple[Clause, ...]


def parts_of(comparison: Comparison) -> tuple[Part, ...]:
    """Return the statements of the source in order, each with what answers it."""
    said = list(_statements(comparison.source, comparison.vocabulary.language.contrasts))
    plain = [
        (statement, clause)
        for statement in comparison.plain.statements
        if statement.kind == "prose"
        for clause in statement.clauses
        if not clause.aside
    ]
    if not said or not plain:
        return tuple(Part(part, ()) for part in said)
    about = [frozenset(word.key for clause in part for word in clause.words) for part in said]
    path = _path(comparison, about, plain)
    return tuple(
        Part(part, tuple(clause for (_, clause), chosen in zip(plain, path, strict=True) if chosen == number))
        for number, part in enumerate(said)
    )


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


def _path(
    comparison: Comparison, about: Sequence[frozenset[str]], plain: Sequence[tuple[Statement, Clause]]
) -> list[int]:
    """Return the best way through the source, by Viterbi's algorithm."""
    states = range(len(about))
    before: Statement | None = None
    best = [0.0] * len(about)
    steps: list[list[int]] = []
    for statement, clause in plain:
        came = list(states)
        if before is not None:
            parted = _PART if statement is before else 0.0
            came = _arrivals(best, parted)
            best = [best[came[new]] - _cost(came[new], new, parted) for new in states]
        best = [value + comparison.shared(clause.keys, about[new]) for new, value in enumerate(best)]
        steps.append(came)
        before = statement
    path = [max(states, key=lambda state: best[state])]
    for came in steps[:0:-1]:
        path.append(came[path[-1]])
    return path[::-1]


def _arrivals(best: Sequence[float], parted: float) -> list[int]:
    """Return for each place of the source the place that the way there best comes from.

    What a jump costs grows evenly with its length, so of all places before, and of all after, one is the best for all
    that lie beyond. So the time grows with the length of the source, and not with its square.
    """
    states = range(len(best))
    after: list[int] = []
    for new in reversed(states):
        after.append(after[-1] if after else new)
        if best[new] - _SKIP * new >= best[after[-1]] - _SKIP * after[-1]:
            after[-1] = new
    after.reverse()
    came, before = [], 0
    for new in states:
        choices = sorted({before, max(0, new - 1), new, after[new]})
        came.append(max(choices, key=lambda old: best[old] - _cost(old, new, parted)))
        if best[new] + _SKIP * new > best[before] + _SKIP * before:
            before = new
    return came


def _cost(old: int, new: int, parted: float) -> float:
    if old == new:
        return 0.0
    skipped = _SKIP * abs(new - old) if new != old + 1 else 0.0
    return _ON + skipped + (_BACK if new < old else 0.0) + parted
