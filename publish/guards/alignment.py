"""A source and its plain version, side by side."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from publish.guards.clauses import Clause
from publish.guards.numerals import quantities
from publish.guards.passages import Passage
from publish.guards.places import Places
from publish.guards.quantities import Quantity
from publish.guards.vocabulary import Vocabulary


class Comparison:
    """Two texts that are compared.

    Attributes:
        source: the source.
        plain: its plain version.
        vocabulary: the words of their language.
        terms: words of the glossary, each with its other forms.
        known: medicines that the article names somewhere.
    """

    def __init__(
        self,
        source: Passage,
        plain: Passage,
        vocabulary: Vocabulary,
        terms: Sequence[frozenset[str]] = (),
        known: frozenset[str] = frozenset(),
    ) -> None:
        self.terms, self.known = tuple(terms), known
        self._numbers: dict[int, Mapping[int, tuple[Quantity, ...]]] = {}
        self.source, self.plain, self.vocabulary = source, plain, vocabulary
        self.source_clauses = tuple(source.clauses)
        self.plain_clauses = tuple(plain.clauses)
        self._in_source = _frequencies(self.source_clauses)
        self._in_plain = _frequencies(self.plain_clauses)

    @functools.cached_property
    def places(self) -> Places:
        """Where each clause is likely told again."""
        return Places(self.source_clauses, self.plain_clauses, self.vocabulary.language.pronouns)

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


def _frequencies(clauses: Iterable[Clause]) -> Counter[str]:
    return Counter(key for clause in clauses for key in clause.keys)
