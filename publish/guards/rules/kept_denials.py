"""Which denials of a source its version keeps, in whatever words.

Each denial of the source must be answered by one of the version that stands where the same is told: by a “not”, by a
word that holds a denial, or by words that come to the same beside what is denied (“not unless” is “only if”).
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator

import msgspec

from publish.guards.alignment import Comparison
from publish.guards.clauses import Clause
from publish.guards.pairing import unanswered
from publish.guards.passages import Passage, Statement
from publish.guards.phrases import Phrases
from publish.guards.rules.denials import turned_word
from publish.guards.vocabulary import Vocabulary

# How likely a denial without a word in common must stand in the place, and what a plain denial and common words add.
_FAR = 0.8
_PLAIN, _COMMON = 0.3, 0.5
_PLAINLY = frozenset({"negator", "pair", "forbidding", "held"})
_HELD = frozenset({"held", "ending", "affix"})
_ASKING = frozenset({"negator", "pair", "forbidding", "held", "affix"})


class Denial(msgspec.Struct, frozen=True, eq=False):
    """A word of denial, or one that may stand for a denial.

    Attributes:
        kind: “negator”; “pair”, a negator with its “without”; “forbidding”, “held” or “ending”, words that hold a
            denial; “affix”, a word that is turned by one; “like”, words that may stand for a denial; “order”, words
            for what comes first.
        words: as they stand in the text.
        statement: its sentence.
        clause: its clause.
        start: its first character in the sentence's text.
        groups: for “like”, the groups of ``alike`` in ``negation.toml`` that it is of; -1 is ``vague``.
    """

    kind: str
    words: str
    statement: Statement
    clause: Clause
    start: int
    groups: frozenset[int] = frozenset()

    @property
    def own(self) -> bool:
        """It stands in the sentence itself, and not in its lead."""
        return self.start >= self.statement.own

    @property
    def at(self) -> tuple[int, int]:
        """Its place."""
        return (self.statement.number, self.start)


class KeptDenials:
    """The denials of a source and its version.

    Attributes:
        source: those of the source.
        plain: those of the version.
        lost: those of the source that nothing in the version answers.
    """

    def __init__(self, comparison: Comparison) -> None:
        self._comparison, self._places = comparison, comparison.places
        self._phrases = _phrases(comparison.vocabulary)
        self.source = tuple(_denials(comparison.source, comparison.vocabulary))
        self.plain = tuple(_denials(comparison.plain, comparison.vocabulary))
        statements = comparison.plain.statements
        self._leads = {
            after.number: before.number
            for before, after in itertools.pairwise(statements)
            if before.raw.rstrip().endswith(("?", ":"))
        }
        kept = self._kept()
        asked = [each for each in self.source if each.own and each.kind in _ASKING and each not in kept]
        free = [each for each in self.plain if each not in kept]
        choices = {
            id(each): sorted((-self._fitness(each, other), other.at) for other in free if self._answers(each, other))
            for each in asked
        }
        self.lost = tuple(unanswered(asked, choices, {}))

    def near(self, clause: Clause, number: int) -> float:
        """Return how likely a sentence of the version, or its question, tells what a clause of the source does."""
        lead = self._leads.get(number)
        return max(self._places.near(clause, number), self._places.near(clause, lead) if lead is not None else 0.0)

    def target(self, denial: Denial) -> Clause | None:
        """Return the clause of the version that tells what a denial of the source is about."""
        own = [each for each in self._places.plain if each.own]
        return max(own, key=lambda each: self._places.likely(denial.clause, each), default=None)

    def _kept(self) -> set[Denial]:
        """Return the words that stand in both texts, and the words that an affix turns with the “not” beside them."""
        kept: set[Denial] = set()
        for kinds, others, same in (
            (_HELD, _HELD, self._same),
            ({"affix"}, _PLAINLY | {"affix"}, self._told),
            ({"like"}, {"like"}, self._same),
        ):
            for each in self.source:
                if each.kind in kinds and each not in kept and (each.own or each.kind == "like"):
                    near = {
                        other: self.near(each.clause, other.statement.number)
                        for other in self.plain
                        if other.kind in others and other not in kept and same(each, other)
                    }
                    if any(near.values()):
                        kept |= {each, max(near, key=lambda other: near[other])}
        return kept

    def _same(self, each: Denial, other: Denial) -> bool:
        return self._places.common_weight(self._keys(each), self._keys(other)) > 0 or bool(
            self._keys(each) & self._keys(other)
        )

    def _told(self, each: Denial, other: Denial) -> bool:
        return self._places.common_weight(self._keys(each), other.clause.keys) > 0

    def _keys(self, denial: Denial) -> frozenset[str]:
        vocabulary = self._comparison.vocabulary
        turned = turned_word(denial.words, vocabulary)
        return frozenset({turned}) if turned else frozenset(vocabulary.key(w) or w for w in denial.words.split())

    def _about(self, denial: Denial) -> frozenset[str]:
        return denial.clause.keys | (self._keys(denial) if denial.kind == "affix" else frozenset())

    def _likeness(self, each: Denial, other: Denial) -> float:
        return self._places.common_weight(self._about(each), self._about(other))

    def _answers(self, each: Denial, other: Denial) -> bool:
        near = self.near(each.clause, other.statement.number)
        if not near or (each.kind == "pair" and other.words == "without"):
            return False
        if other.kind == "order" or (each.kind == "pair" and other.words in self._comparison.vocabulary.negation.order):
            return each.kind == "pair"
        # “Stop suddenly” does not answer “must not be withdrawn suddenly”.
        if other.kind == "ending" and self._phrases["ending"].matches(each.clause.text):
            return False
        # “Leave her alone” does not answer “must not be left alone”.
        if other.kind in ("held", "ending") and self._places.common_weight(each.clause.keys, self._keys(other)) > 0:
            return False
        alike = self._likeness(each, other) > 0
        if other.kind in _PLAINLY:
            return alike or near >= _FAR
        if other.kind in ("affix", "ending"):
            return alike
        return (alike and -1 in other.groups) or bool(other.groups & self._groups(each))

    def _groups(self, denial: Denial) -> frozenset[int]:
        """Return the groups of what is denied; “unless” counts wherever it stands in the sentence."""
        beside = {int(mention.kind) for mention in self._phrases["beside"].find(denial.clause.text)}
        within = denial.statement.text[denial.statement.own :]
        ties = {int(mention.kind) for mention in self._phrases["ties"].find(within)}
        return frozenset(beside | ties)

    def _fitness(self, each: Denial, other: Denial) -> float:
        near = self.near(each.clause, other.statement.number)
        return near + _PLAIN * (other.kind in _PLAINLY) + _COMMON * min(1.0, self._likeness(each, other))


def _denials(passage: Passage, vocabulary: Vocabulary) -> Iterator[Denial]:
    for statement in passage.statements:
        if statement.kind == "prose":
            for start, kind, words, groups in sorted(_paired(_found(statement, vocabulary), statement.own)):
                clause = clause_at(statement, start, words)
                if clause:
                    yield Denial(kind, words, statement, clause, start, frozenset(groups))


_Found = tuple[int, str, str, tuple[int, ...]]


def _found(statement: Statement, vocabulary: Vocabulary) -> list[_Found]:
    phrases = _phrases(vocabulary)
    found: list[_Found] = []
    for mention in phrases["denial"].find(statement.text):
        kind = mention.kind
        if kind == "held" and phrases["ending"].matches(mention.text):
            kind = "ending"
        elif kind == "held" and vocabulary.forbidding.matches(mention.text):
            kind = "forbidding"
        found.append((mention.start, kind, mention.text, ()))
    for match in re.finditer(r"[\w'-]+", statement.text):
        if turned_word(match.group(), vocabulary) and _free(found, match.start(), match.end()):
            found.append((match.start(), "affix", match.group(), ()))
    like: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for mention in phrases["like"].find(statement.text):
        if _free(found, mention.start, mention.end):
            like[mention.start, mention.text].append(int(mention.kind))
    found += [(start, "like", words, tuple(groups)) for (start, words), groups in like.items()]
    found += [
        (mention.start, "order", mention.text, ())
        for mention in phrases["order"].find(statement.text)
        if _free(found, mention.start, mention.end)
    ]
    return found


def _free(found: list[_Found], start: int, end: int) -> bool:
    return not any(place < end and start < place + len(words) for place, _, words, _ in found)


def _paired(found: list[_Found], own: int) -> list[_Found]:
    """Make one denial of “not … without”."""
    found = sorted(found)
    for second in [each for each in found if each[2] == "without"]:
        first = [each for each in found if own <= each[0] < second[0] and each[1] == "negator" and each[2] != "without"]
        if first:
            place = found.index(first[-1])
            found[place] = (first[-1][0], "pair", first[-1][2], ())
            found.remove(second)
    return found


def clause_at(statement: Statement, place: int, words: str) -> Clause | None:
    """Return the clause of some words; what stands in brackets is a clause of its own."""
    around = [each for each in statement.clauses if each.start <= place < each.end]
    within = (each for each in around if each.text[place - each.start :].startswith(words))
    return next(within, around[0] if around else None)


@functools.cache
def _phrases(vocabulary: Vocabulary) -> dict[str, Phrases]:
    words = vocabulary.negation
    neutral = [phrase for phrase in words.neutral if phrase not in words.weak]
    groups = dict(enumerate(words.alike))
    return {
        "denial": Phrases({"negator": words.negators, "held": (*words.negative, *words.wanting)}, neutral),
        "ending": Phrases({"ending": words.ending}),
        "like": Phrases({**{str(n): group.say for n, group in groups.items()}, "-1": words.vague}, words.steady),
        "beside": Phrases({str(n): group.beside for n, group in groups.items() if not group.anywhere}),
        "ties": Phrases({str(n): group.beside for n, group in groups.items() if group.anywhere}),
        "order": Phrases({"order": words.order}),
    }
