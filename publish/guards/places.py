"""Where in the other text a clause is likely to be told again, even in other words.

Words alone say too little: an editor changes many of them. So each clause takes part in a contest: what is well
explained by one clause is a worse guess for all others (Sinkhorn and Knopp 1967: rows and columns of a table are made
to add up in turn). The order of the texts and the sentences around help where words are few.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from publish.guards.clauses import Clause

_ROUNDS = 6
_SENTENCE = 0.5
_ORDER = 0.12
_ALIKE = 0.7
_STEM = 4
_NEAR = 0.4


class Places:
    """For each clause of a source and of its plain version, how likely it tells the same as each of the other.

    Attributes:
        source: the clauses of the source.
        plain: the clauses of the plain version.
    """

    def __init__(self, source: Sequence[Clause], plain: Sequence[Clause], pronouns: Collection[str]) -> None:
        self.source, self.plain = source, plain
        self._wholes = {id(clauses): _wholes(clauses, pronouns) for clauses in (self.source, self.plain)}
        self._rows = {id(clause): place for place, clause in enumerate(self.source)}
        self._columns = {id(clause): place for place, clause in enumerate(self.plain)}
        self._likeness = _Likeness(self.source, self.plain)
        table = _balanced([[self._weight(one, other) for other in self.plain] for one in self.source])
        self._forwards = _shares(table)
        self._backwards = _shares([list(column) for column in zip(*table, strict=True)])
        self._origins = {clause.unit: self._sentences(clause.unit) for clause in self.plain}

    def likely(self, source: Clause, plain: Clause) -> float:
        """Return how much of a source clause is likely told by a plain one, from 0 to 1."""
        return self._forwards[self._rows[id(source)]][self._columns[id(plain)]]

    def likely_back(self, source: Clause, plain: Clause) -> float:
        """Return how much of a plain clause is likely to come from a source clause, from 0 to 1."""
        return self._backwards[self._columns[id(plain)]][self._rows[id(source)]]

    def near(self, source: Clause, number: int) -> float:
        """Return how likely a sentence of the version tells what a clause of the source does; 0 for a far one.

        The likeliest sentence for the clause has 1. One that most likely comes from the sentence of the clause is near.
        """
        by_sentence: defaultdict[int, float] = defaultdict(float)
        for clause in self.plain:
            by_sentence[clause.unit] += self.likely(source, clause)
        likely = by_sentence[number] / (max(by_sentence.values(), default=0.0) or 1.0)
        return likely if likely >= _NEAR else _NEAR * (self.origin(number) == source.unit)

    def origin(self, number: int) -> int:
        """Return the sentence of the source that a sentence of the version is likeliest to come from, or -1."""
        sentences = self._origins.get(number, {})
        return max(sentences, key=lambda each: sentences[each], default=-1)

    def from_sentence(self, source: int, plain: int) -> float:
        """Return how likely a sentence of the version comes from one of the source, from 0 to 1."""
        return self._origins.get(plain, {}).get(source, 0.0)

    def _sentences(self, number: int) -> dict[int, float]:
        """Return how likely a sentence of the version comes from each of the source."""
        found: defaultdict[int, float] = defaultdict(float)
        parts = [clause for clause in self.plain if clause.unit == number and clause.own]
        for clause in parts:
            for each in self.source:
                found[each.unit] += self.likely_back(each, clause) / len(parts)
        return found

    def common_words(self, source: frozenset[str], plain: frozenset[str]) -> float:
        """Return which share of the smaller of two sets of words (by their keys) is in the other, from 0 to 1."""
        return self._likeness.share(source, plain)

    def common_weight(self, source: frozenset[str], plain: frozenset[str]) -> float:
        """Return how much it tells that two sets of words (by their keys) share some: a rare one tells about 1."""
        return self._likeness.weight(source, plain)

    def _weight(self, one: Clause, other: Clause) -> float:
        if not (one.own and other.own):
            return 0.0
        ours, theirs = self._wholes[id(self.source)][one.unit], self._wholes[id(self.plain)][other.unit]
        apart = abs(one.unit / max(1, self.source[-1].unit) - other.unit / max(1, self.plain[-1].unit))
        weight = self._likeness.weight(one.keys, other.keys) + _SENTENCE * self._likeness.weight(ours, theirs)
        return float((weight + _ORDER * (1 - apart)) ** 2)


def _wholes(clauses: Sequence[Clause], pronouns: Collection[str]) -> dict[int, frozenset[str]]:
    """Return what each sentence is about; one that begins with a pronoun is also about what the one before it is."""
    wholes: dict[int, frozenset[str]] = {}
    before: frozenset[str] = frozenset()
    for unit, group in itertools.groupby(clauses, key=lambda clause: clause.unit):
        parts = list(group)
        keys = frozenset(key for clause in parts for key in clause.keys)
        first = next((clause.text.split() for clause in parts if clause.own and clause.text.strip()), [""])
        wholes[unit] = keys | before if first[0] in pronouns else keys
        before = keys
    return wholes


class _Likeness:
    """How much it weighs that two sets of keys share some, or have some that begin alike."""

    def __init__(self, source: Sequence[Clause], plain: Sequence[Clause]) -> None:
        here = Counter(key for clause in source for key in clause.keys)
        ours, theirs = set(here), {key for clause in plain for key in clause.keys}
        self._same = {key: key for key in theirs}
        for key in theirs - ours:
            near = [each for each in ours - theirs if _alike(key, each)]
            if near:
                self._same[key] = max(near, key=len)
        there = Counter(key for clause in plain for key in self._as_source(clause.keys))
        self._often = {key: (here[key], there[key]) for key in ours}

    def weight(self, source: frozenset[str], plain: frozenset[str]) -> float:
        return sum(self._rarity(key) for key in source & self._as_source(plain))

    def share(self, source: frozenset[str], plain: frozenset[str]) -> float:
        shorter = min(len(source), len(plain))
        return len(source & self._as_source(plain)) / shorter if shorter else 0.0

    def _as_source(self, keys: frozenset[str]) -> frozenset[str]:
        return frozenset(self._same.get(key, key) for key in keys)

    def _rarity(self, key: str) -> float:
        here, there = self._often.get(key, (0, 0))
        return float((here * there) ** -0.5) if here and there else 0.0


def _alike(one: str, other: str) -> bool:
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= max(_STEM, _ALIKE * min(len(one), len(other)))


def _balanced(table: list[list[float]]) -> list[list[float]]:
    for _ in range(_ROUNDS):
        table = _shares(table)
        table = [list(row) for row in zip(*_shares([list(column) for column in zip(*table, strict=True)]), strict=True)]
    return table


def _shares(table: list[list[float]]) -> list[list[float]]:
    totals = [sum(row) or 1.0 for row in table]
    return [[cell / total for cell in row] for row, total in zip(table, totals, strict=True)]
