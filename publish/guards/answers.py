"""Which marks of certainty and share in a source are answered by one of its plain version, and where each belongs."""

from __future__ import annotations

import functools
from collections.abc import Collection

from publish.guards.alignment import Comparison
from publish.guards.clauses import Clause
from publish.guards.degrees import Mark, marks
from publish.guards.pairing import unanswered
from publish.guards.passages import Statement

_SURE = 0.5
_LIKELY = 0.3
_COMMON = 0.3
_SAME_KIND = 0.2
_FAR = 0.01

_Place = tuple[int, int]


class Answers:
    """The marks of a source and its plain version, and how they belong together.

    Attributes:
        source: the marks of the source.
        plain: those of the plain version.
        unanswered: those of the source that leave something open, which the version does not leave open there.
    """

    def __init__(self, comparison: Comparison) -> None:
        self._places = comparison.places
        self._abilities = comparison.vocabulary.modality.modals - comparison.vocabulary.modality.chances
        self.source = marks(comparison.source, comparison.vocabulary)
        self.plain = marks(comparison.plain, comparison.vocabulary)
        self._choices = {
            id(mark): sorted(
                (-likely - _SAME_KIND * (each.kind == mark.kind), _at(each))
                for each in self.plain
                if each.answers(mark)
                and (
                    likely := self._places.near(mark.clause, each.statement.number)
                    or _FAR * (each.degrees == mark.degrees and len(each.degrees) == 1)
                )
            )
            for mark in self._asked()
        }
        self._taken: dict[_Place, Mark] = {}
        self.unanswered = self._unanswered(self._taken)

    def spare(self, mark: Mark) -> bool:
        """Tell whether a mark of the version leaves something open beyond all that the source leaves open."""
        beside = {_at(each) for each in self.plain if each.clause is mark.clause}
        return len(self._unanswered({}, without=beside)) == len(self.unanswered)

    def claimed(self, mark: Mark) -> bool:
        """Tell whether a mark of the version answers one of the source."""
        return _at(mark) in self._taken

    def _asked(self) -> list[Mark]:
        """Return the marks of the source that must be answered, one for each word."""
        kinds = ("permission", "free")
        asked = {
            _at(mark): mark
            for mark in self.source
            if mark.clause.own
            and mark.kind != "softener"
            and (mark.leaves_open or (mark.kind in kinds and not mark.denied))
        }
        return list(asked.values())

    def _unanswered(self, taken: dict[_Place, Mark], without: Collection[_Place] = ()) -> tuple[Mark, ...]:
        """Return the open marks of the source that no mark of the version answers near its place."""
        return tuple(unanswered(self._asked(), self._choices, taken, without))

    def near(self, source: Mark) -> bool:
        """Tell whether the version has a mark that could answer one of the source where it tells the same."""
        return any(
            each.answers(source) and self._places.near(source.clause, each.statement.number) for each in self.plain
        )

    def lost(self) -> list[Mark]:
        """Return the marks without answer, but for “can” beside a share: “can often” leaves open what “often” does."""
        shared = {id(mark.clause) for mark in self.source if mark.kind == "share"}
        return [mark for mark in self.unanswered if mark.words not in self._abilities or id(mark.clause) not in shared]

    def home(self, clause: Clause) -> Clause | None:
        """Return the clause of the source that a clause of the version is likeliest to come from.

        The sentence is chosen first, by all that both sentences say.
        """
        number = self._places.origin(clause.unit)
        own = [each for each in self._places.source if each.own and each.unit == number]
        return max(own, key=lambda each: self._places.likely_back(each, clause), default=None)

    def target(self, clause: Clause) -> Clause | None:
        """Return the clause of the version that a clause of the source is likeliest to be told by."""
        own = [each for each in self._places.plain if each.own]
        return max(own, key=lambda each: self._places.likely(clause, each), default=None)

    def sure(self, source: Clause, plain: Clause) -> bool:
        """Tell whether two clauses plainly belong together: each points to the other, and they share words."""
        return (
            self._places.likely_back(source, plain) >= _SURE
            and self._places.likely(source, plain) >= _LIKELY
            and self.alike(source, plain)
        )

    def alike(self, source: Clause, plain: Clause) -> bool:
        """Tell whether two clauses share enough words to be about the same."""
        return self._places.common_words(source.keys, plain.keys) >= _COMMON

    def likely(self, source: Clause, plain: Clause) -> bool:
        """Tell whether the sentence of a version's clause most likely comes from that of a source's clause."""
        return self._places.from_sentence(source.unit, plain.unit) >= _SURE

    def common(self, source: Mark, plain: Mark) -> bool:
        """Tell whether the clause of one of two marks shares enough words with the sentence of the other."""
        return any(
            self._places.common_words(ours, theirs) >= _COMMON
            for ours, theirs in (
                (source.clause.keys, _keys(plain.statement)),
                (_keys(source.statement), plain.clause.keys),
            )
        )


@functools.lru_cache(maxsize=1)  # several rules take the same two texts
def answers_of(comparison: Comparison) -> Answers:
    """Return the marks of two texts, and how they belong together."""
    return Answers(comparison)


def _at(mark: Mark) -> _Place:
    return (mark.statement.number, mark.end)


def _keys(statement: Statement) -> frozenset[str]:
    return frozenset(key for clause in statement.clauses for key in clause.keys)
