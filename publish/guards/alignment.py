"""Which clauses of a source and of its plain version belong together: those that share what they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from publish.guards.passages import Clause, Passage
from publish.guards.quantities import Quantity, quantities
from publish.guards.vocabulary import Vocabulary


class Pair(msgspec.Struct, frozen=True, eq=False):
    """A clause and one of the other text, with the weight of what they share."""

    clause: Clause
    other: Clause
    weight: float


class Comparison:
    """A source and its plain version, side by side.

    Attributes:
        source: the source.
        plain: its plain version.
        vocabulary: the words of their language.
    """

    def __init__(self, source: Passage, plain: Passage, vocabulary: Vocabulary) -> None:
        self._numbers: dict[int, Mapping[int, tuple[Quantity, ...]]] = {}
        self.source, self.plain, self.vocabulary = source, plain, vocabulary
        self.source_clauses = tuple(source.clauses)
        self.plain_clauses = tuple(plain.clauses)
        self._in_source = _frequencies(self.source_clauses)
        self._in_plain = _frequencies(self.plain_clauses)

    def numbers(self, passage: Passage) -> Mapping[int, tuple[Quantity, ...]]:
        """Return the numbers of a passage, by the number of their sentence."""
        if id(passage) not in self._numbers:
            by_statement: dict[int, list[Quantity]] = {}
            for quantity in quantities(passage, self.vocabulary):
                by_statement.setdefault(quantity.statement.number, []).append(quantity)
            self._numbers[id(passage)] = {number: tuple(found) for number, found in by_statement.items()}
        return self._numbers[id(passage)]

    def weight(self, key: str) -> float:
        """Return how much it tells that two clauses share a key: the more, the rarer it is in both texts."""
        both = self._in_source[key] * self._in_plain[key]
        return float(both**-0.5) if both else 0.0

    def shared(self, keys: Iterable[str], others: Iterable[str]) -> float:
        """Return the weight of what two sets of keys have in common."""
        return sum(self.weight(key) for key in set(keys) & set(others))

    def partners(self, clause: Clause, others: Sequence[Clause], share: float = 0.6) -> list[Pair]:
        """Return the clauses of the other text that belong to a clause, the best first.

        Args:
            clause: whose partners are sought.
            others: the clauses of the other text.
            share: how much of the best partner's weight another must have.
        """
        pairs = [Pair(clause, other, self.shared(clause.keys, other.keys)) for other in others]
        best = max((pair.weight for pair in pairs), default=0.0)
        good = [pair for pair in pairs if pair.weight > 0 and pair.weight >= share * best]
        return sorted(good, key=lambda pair: -pair.weight)


def statement_keys(clauses: Iterable[Clause]) -> dict[int, frozenset[str]]:
    """Return what each sentence is about, by its number."""
    keys: dict[int, frozenset[str]] = {}
    for clause in clauses:
        keys[clause.unit] = keys.get(clause.unit, frozenset()) | clause.keys
    return keys


def _frequencies(clauses: Iterable[Clause]) -> Counter[str]:
    return Counter(key for clause in clauses for key in clause.keys)
