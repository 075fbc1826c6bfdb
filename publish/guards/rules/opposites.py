"""Opposites: raise and lower, more and less, safe and dangerous are not exchanged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from publish.guards.alignment import Comparison
from publish.guards.clauses import Clause
from publish.guards.passages import Passage
from publish.guards.phrases import Mention
from publish.guards.verdicts import Strength, Verdict
from publish.guards.vocabulary import Axis

_HARM = {
    "direction": "People may believe that something rises when it falls, or do it the wrong way round.",
    "quantifier": "People may think a small change large, or a large one small.",
    "antonym": "The sense is turned into its opposite.",
}
_NEAR = 4
_MARGIN = 0.35
_CLOSE = 0.6
_LITTLE = 0.2


class _Pole(msgspec.Struct, frozen=True, eq=False):
    """A word of an axis.

    Attributes:
        pole: which of the two.
        words: the word.
        clause: its clause.
        keys: what its clause is about, without the word itself.
        whole: what its sentence is about.
        turned: a denial or a “less” before it turns it.
    """

    pole: str
    words: str
    clause: Clause
    keys: frozenset[str]
    whole: frozenset[str]
    turned: bool


def opposites(comparison: Comparison) -> Iterator[Verdict]:
    """Compare the poles of each axis."""
    for axis in comparison.vocabulary.axes:
        source, plain = _poles(comparison.source, axis, comparison), _poles(comparison.plain, axis, comparison)
        if axis.claims and not source:
            yield from _claimed(comparison, axis)
        if source and plain:
            yield from _exchanged(comparison, axis, source, plain)


def _claimed(comparison: Comparison, axis: Axis) -> Iterator[Verdict]:
    """What the source does not judge, the version does not judge either."""
    phrases = comparison.vocabulary.claim_phrases[axis.name]
    for statement in comparison.plain.statements:
        for mention in phrases.find(statement.text) if statement.kind == "prose" else ():
            clause = next((each for each in statement.clauses if each.start <= mention.start < each.end), None)
            if (
                clause
                and not clause.asked
                and mention.start >= statement.own
                and not _turned(statement.text, clause, mention, comparison)
            ):
                yield Verdict(
                    guard=axis.guard,
                    strength=Strength.STOP,
                    message=f"The plain version says “{mention.text}”; the source says nothing of the kind.",
                    harm=_HARM[axis.guard],
                    plain=clause.text.strip(),
                )


def _exchanged(
    comparison: Comparison, axis: Axis, source: Sequence[_Pole], plain: Sequence[_Pole]
) -> Iterator[Verdict]:
    for said in plain:
        if said.turned:
            continue
        same = [other for other in source if other.turned or other.pole == said.pole]
        opposite = [other for other in source if not other.turned and other.pole != said.pole]
        if not opposite:
            continue
        near = max((comparison.shared(said.keys, other.keys) for other in same), default=-1.0)
        best = max(opposite, key=lambda other: comparison.shared(said.keys, other.keys))
        far = comparison.shared(said.keys, best.keys)
        if not same:
            kept = sum(other.turned or other.pole != said.pole for other in plain)
            alike = bool(said.keys) and said.keys <= best.keys
            strong = kept < len(opposite) or axis.strict or alike or far >= _CLOSE
        else:
            together = any(other.clause.unit == best.clause.unit for other in same)
            if max(far, near) < _LITTLE:
                near = max(comparison.shared(said.whole, other.whole) for other in same)
                best = max(opposite, key=lambda other: comparison.shared(said.whole, other.whole))
                far = comparison.shared(said.whole, best.whole)
            strong = far > near + (_CLOSE if together else _MARGIN)
        if strong:
            yield Verdict(
                guard=axis.guard,
                strength=Strength.STOP,
                message=f"The plain version says “{said.words}”; the source says “{best.words}” there.",
                harm=_HARM[axis.guard],
                source=best.clause.text.strip(),
                plain=said.clause.text.strip(),
            )
            return


def _poles(passage: Passage, axis: Axis, comparison: Comparison) -> list[_Pole]:
    phrases = comparison.vocabulary.axis_phrases[axis.name]
    found = []
    for statement in passage.statements:
        numbers = comparison.numbers(passage).get(statement.number, ()) if axis.guard == "direction" else ()
        limits = [(each.start, each.start + len(each.words)) for each in numbers if not each.vague]
        whole = frozenset(word.key for clause in statement.clauses for word in clause.words)
        for mention in phrases.find(statement.text):
            clause = next((each for each in statement.clauses if each.start <= mention.start < each.end), None)
            if clause is None or mention.start < statement.own:
                continue
            if any(
                (start > mention.start and _joins(statement.text[mention.end : start]))
                or (end <= mention.start and statement.text[end : mention.start].strip() in ("or", "and"))
                for start, end in limits
            ):
                continue
            turned = _turned(statement.text, clause, mention, comparison)
            keys = clause.keys - {comparison.vocabulary.key(word) for word in mention.text.split()}
            found.append(_Pole(mention.kind, mention.text, clause, keys, whole, turned))
    return found


def _turned(text: str, clause: Clause, mention: Mention, comparison: Comparison) -> bool:
    """Tell whether a word shortly before turns the pole: “not safe”, “less severe”."""
    before = " ".join(text[clause.start : mention.start].rpartition(",")[2].split()[-_NEAR:])
    denials = [each for each in comparison.vocabulary.negation_phrases.find(before) if each.kind == "negator"]
    return len(denials) % 2 == 1 or comparison.vocabulary.softeners.matches(" ".join(before.split()[-2:]))


def _joins(between: str) -> bool:
    """Tell whether nothing but a little word stands between a pole and a number: “more than 5”, “5 or more”."""
    return between.strip() in ("", "than", "about", "around", "the")
