"""How sure, how binding and how many: the words for it, as marks in a text.

“It may itch”, “sometimes it itches” and “it itches in some people” leave the same open. So marks of all kinds can
answer each other, and shares stand on one scale from none to all.
"""

from __future__ import annotations

import msgspec

from publish.guards.clauses import Clause
from publish.guards.passages import Passage, Statement
from publish.guards.phrases import Mention
from publish.guards.vocabulary import Vocabulary

NONE, FEW, SOME, MANY, MOST, NEARLY_ALL, ALL = range(7)
_BETWEEN = frozenset(range(FEW, ALL))
_OFTEN_ENOUGH = frozenset({FEW, SOME, MANY})
_NEAR = 4
_INITIAL = "imperative"


class Mark(msgspec.Struct, frozen=True, eq=False):
    """A word for how sure, how binding or how many.

    Attributes:
        kind: “share”, or the class of ``modality.toml``.
        words: as they stand in the text.
        statement: its sentence.
        clause: its clause.
        start: its first character in the sentence's text.
        degrees: for a share, the places on the scale that it may stand for.
        denied: a denial stands shortly before it.
    """

    kind: str
    words: str
    statement: Statement
    clause: Clause
    start: int
    degrees: frozenset[int] = frozenset()
    denied: bool = False

    @property
    def leaves_open(self) -> bool:
        """It tells that something need not be so, or not for all."""
        return (self.kind in ("hedge", "softener") and not self.denied) or bool(self.degrees & _BETWEEN)

    @property
    def end(self) -> int:
        """The character after its last in the sentence's text."""
        return self.start + len(self.words)

    def apart(self, other: Mark) -> int:
        """Return how far two shares are from each other on the scale; all and none stand a step apart from the rest."""
        steps = [(abs(one - two), {one, two}) for one in self.degrees for two in other.degrees]
        return min((step + (step > 0 and bool(both & {NONE, ALL})) for step, both in steps), default=0)

    def answers(self, source: Mark) -> bool:
        """Tell whether this mark of a version leaves open what a mark of the source does."""
        if source.kind != "share":
            return self.leaves_open or self.kind in ("choice", "free", "permission")
        if self.kind == "share":
            return self.apart(source) <= 1
        return self.leaves_open and bool(source.degrees & _OFTEN_ENOUGH)


def marks(passage: Passage, vocabulary: Vocabulary) -> tuple[Mark, ...]:
    """Return the marks in the sentences of a passage, in order."""
    found: list[Mark] = []
    for statement in passage.statements:
        if statement.kind == "prose":
            modal = [m for each in vocabulary.modal_phrases.values() for m in each.find(statement.text)]
            shares = vocabulary.quantifier_phrases.find(statement.text)
            read = [_mark(statement, m, vocabulary, share=m in shares) for m in (*modal, *shares)]
            found += _settled([mark for mark in read if mark], statement)
    return tuple(found)


def _settled(read: list[Mark], statement: Statement) -> list[Mark]:
    """Return the marks without those within a share, and without hedges before a firm word, as in “can always”."""
    firm = {mark.start for mark in read if mark.kind == "certain" or mark.degrees == {ALL}}
    shares = [mark for mark in read if mark.kind == "share"]
    return [
        mark
        for mark in read
        if not (
            mark.kind == "hedge" and any(not statement.text[mark.end : at].strip() for at in firm if at >= mark.end)
        )
        and not (mark.kind == "softener" and any(each.start <= mark.start < each.end for each in shares))
    ]


def _mark(statement: Statement, mention: Mention, vocabulary: Vocabulary, *, share: bool) -> Mark | None:
    clause = next((each for each in statement.clauses if each.start <= mention.start < each.end), None)
    if clause is None or mention.start < statement.own:
        return None
    if mention.kind == _INITIAL and not _begins(clause, mention, vocabulary):
        return None
    before = _denies(_last(statement.text[max(clause.start, statement.own) : mention.start]), vocabulary)
    degrees = frozenset[int]()
    if share:
        after = _denies(statement.text[mention.end : clause.end], vocabulary)
        degrees = _turned(ALL - vocabulary.quantifier_order.index(mention.kind), before, after)
    return Mark("share" if share else mention.kind, mention.text, statement, clause, mention.start, degrees, before)


def _begins(clause: Clause, mention: Mention, vocabulary: Vocabulary) -> bool:
    """Tell whether a clause begins with a word, but for “and” before it."""
    words = clause.text[: mention.start - clause.start].replace(",", " ").split()
    return all(word in vocabulary.language.joints for word in words)


def _denies(text: str, vocabulary: Vocabulary) -> bool:
    return any(mention.kind == "negator" for mention in vocabulary.negation_phrases.find(text))


def _last(text: str) -> str:
    return " ".join(text.rpartition(",")[2].split()[-_NEAR:])


def _turned(place: int, before: bool, after: bool) -> frozenset[int]:
    """Return what a share may stand for beside a denial: “not all” is some or most, “most do not” is also “few do”."""
    if before and place in (ALL, NEARLY_ALL):
        return frozenset(range(FEW, NEARLY_ALL))
    if before and place == MANY:
        return frozenset({FEW, SOME})
    return frozenset({place, ALL - place}) if before or (after and place >= MOST) else frozenset({place})
