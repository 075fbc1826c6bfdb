"""Conditions: only, if, unless, until, before, after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from publish.guards.alignment import Comparison
from publish.guards.passages import Passage, Statement
from publish.guards.phrases import Phrases
from publish.guards.verdicts import Strength, Verdict

_HARM = "People may do it when they must not, or at the wrong moment."
_ENOUGH = 0.5
_REACH = 45


class _Tie(msgspec.Struct, frozen=True, eq=False):
    """A word that ties something to a condition, with what the condition is about."""

    kind: str
    words: str
    statement: Statement
    about: frozenset[str]


def conditions(comparison: Comparison) -> Iterator[Verdict]:
    """Compare what things depend on."""
    yield from _lost(comparison)
    yield from _turned(comparison)
    yield from _opened(comparison)


def _lost(comparison: Comparison) -> Iterator[Verdict]:
    """A condition of the source must show in one of the sentences that say the same."""
    told: set[tuple[str, int]] = set()
    for tie in _ties(comparison.source, comparison.vocabulary.condition_markers, comparison):
        if (tie.kind, tie.statement.number) in told:
            continue
        partners = _partners(comparison, tie.statement, comparison.plain)
        if not partners:
            continue
        renderings = comparison.vocabulary.condition_renderings[tie.kind]
        if not any(renderings.matches(partner.text) for partner in partners):
            told.add((tie.kind, tie.statement.number))
            yield _verdict(f"The source says “{tie.words}”; the plain version has lost it.", tie.statement, partners[0])


def _turned(comparison: Comparison) -> Iterator[Verdict]:
    """What the source puts before something, the version must not put after it."""
    phrases = comparison.vocabulary.condition_turns
    source, plain = _ties(comparison.source, phrases, comparison), _ties(comparison.plain, phrases, comparison)
    for tie in plain:
        for other in source:
            shared = comparison.shared(tie.about, other.about)
            if other.kind == tie.kind or shared < _ENOUGH:
                continue
            rivals = [each for each in source if each.kind == tie.kind and comparison.shared(tie.about, each.about) >= shared]
            kept = [each for each in plain if each.kind == other.kind and comparison.shared(other.about, each.about) >= shared]
            if not rivals and not kept:
                yield _verdict(
                    f"The source says “{other.words}”; the plain version says “{tie.words}” there.", other.statement, tie.statement
                )
                break


def _opened(comparison: Comparison) -> Iterator[Verdict]:
    """The version must not add “even if” where the source sets a condition."""
    phrases, markers = comparison.vocabulary.condition_openers, comparison.vocabulary.condition_markers
    for statement in comparison.plain.statements:
        found = [mention for mention in phrases.find(statement.text) if mention.start >= statement.own]
        if not found or statement.kind != "prose":
            continue
        partners = _partners(comparison, statement, comparison.source)
        if partners and not any(
            phrases.matches(partner.text) or any(m.kind == "even_if" for m in markers.find(partner.text)) for partner in partners
        ):
            closed = [m for partner in partners for m in markers.find(partner.text) if m.kind in ("only", "unless", "until", "if")]
            if closed:
                yield _verdict(
                    f"The plain version says “{found[0].text}”; the source says “{closed[0].text}” there.", partners[0], statement
                )


def _partners(comparison: Comparison, statement: Statement, passage: Passage) -> list[Statement]:
    keys = _keys(statement)
    weights = [(comparison.shared(keys, _keys(other)), other) for other in passage.statements if other.kind == "prose"]
    best = max((weight for weight, _ in weights), default=0.0)
    ordered = sorted(weights, key=lambda pair: -pair[0])
    return [other for weight, other in ordered if weight > _ENOUGH and weight >= 0.5 * best]


def _keys(statement: Statement) -> frozenset[str]:
    return frozenset(word.key for clause in statement.clauses for word in clause.words)


def _ties(passage: Passage, phrases: Phrases, comparison: Comparison) -> list[_Tie]:
    found = []
    for statement in passage.statements:
        if statement.kind != "prose":
            continue
        for mention in phrases.find(statement.text):
            after = statement.text[mention.end : mention.end + _REACH]
            for stop in ".;:?!(),":
                after = after.partition(stop)[0] if not after.startswith(stop) else after
            words = after.split()[:6]
            about = frozenset(filter(None, (comparison.vocabulary.key(word.strip("'\"“”")) for word in words)))
            found.append(_Tie(mention.kind, mention.text, statement, about))
    return found


def _verdict(message: str, source: Statement, plain: Statement) -> Verdict:
    return Verdict(
        guard="condition", strength=Strength.STOP, message=message, harm=_HARM, source=source.text, plain=plain.text
    )
