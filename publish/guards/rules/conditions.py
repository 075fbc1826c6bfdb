"""Conditions: only, if, unless, until, before, after."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

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
    start: int
    about: frozenset[str]


def conditions(comparison: Comparison) -> Iterator[Verdict]:
    """Compare what things depend on."""
    yield from _lost(comparison)
    yield from _turned(comparison)
    yield from _sequence(comparison)
    yield from _changed(comparison)


def _lost(comparison: Comparison) -> Iterator[Verdict]:
    """A condition of the source must show in one of the sentences that say the same."""
    told: set[tuple[str, int]] = set()
    for tie in _ties(comparison.source, comparison.vocabulary.condition_markers, comparison):
        if (tie.kind, tie.statement.number) in told:
            continue
        partners = _partners(comparison, tie, comparison.plain)
        if not partners:
            continue
        renderings = comparison.vocabulary.condition_renderings[tie.kind]
        if not any(renderings.matches(partner.text) for partner in partners):
            told.add((tie.kind, tie.statement.number))
            strength = Strength.WARN if tie.kind == "if" else Strength.STOP
            message = f"The source says “{tie.words}”; the plain version has lost it."
            yield _verdict(message, tie.statement, partners[0], strength)
        elif tie.kind == "if" and tie.about and not any(comparison.weight(key) for key in tie.about):
            told.add((tie.kind, tie.statement.number))
            words = tie.statement.text[tie.start : tie.start + _REACH]
            message = f"The source says “{words.strip()} …”; nothing in the plain version speaks of this."
            yield _verdict(message, tie.statement, partners[0], Strength.WARN)


def _turned(comparison: Comparison) -> Iterator[Verdict]:
    """What the source puts before something, the version must not put after it."""
    phrases = comparison.vocabulary.condition_turns
    source, plain = _ties(comparison.source, phrases, comparison), _ties(comparison.plain, phrases, comparison)
    source += _not_without(comparison)
    for tie in plain:
        if not tie.about or any(other.kind != tie.kind and other.about == tie.about for other in plain):
            continue
        same = [other for other in source if other.kind == tie.kind and other.about & tie.about]
        turned = [other for other in source if other.kind != tie.kind and _alike(other.about, tie.about)]
        if turned and not same:
            message = f"The source says “{turned[0].words}”; the plain version says “{tie.words}” there."
            yield _verdict(message, turned[0].statement, tie.statement)


def _not_without(comparison: Comparison) -> list[_Tie]:
    """“Do not stop without asking” puts the asking before the stopping."""
    found = []
    openings = tuple(f"{word} " for word in comparison.vocabulary.negation.without)
    for statement in comparison.source.statements:
        for first, second in itertools.pairwise(statement.clauses):
            denies = any(m.kind == "negator" for m in comparison.vocabulary.negation_phrases.find(first.text))
            if denies and second.text.startswith(openings):
                found.append(_Tie("before", "not … without", statement, first.start, first.topics))
                found.append(_Tie("after", "not … without", statement, second.start, second.topics))
    return found


def _sequence(comparison: Comparison) -> Iterator[Verdict]:
    """Where the source has a “before” and the version has none at all, but one more “after”, it was turned."""
    turns, sequence = comparison.vocabulary.condition_turns, comparison.vocabulary.condition_sequence
    source = _ties(comparison.source, turns, comparison)
    plain = _ties(comparison.plain, turns, comparison)
    for kind, other in (("before", "after"), ("after", "before")):
        said = [tie for tie in source if tie.kind == kind]
        turned = [tie for tie in plain if tie.kind == other]
        kept = any(sequence[kind].matches(statement.text) for statement in comparison.plain.statements)
        if said and not kept and len(turned) > sum(tie.kind == other for tie in source):
            message = (
                f"The source says “{said[0].words}”; the plain version says “{turned[0].words}” and nothing like it."
            )
            yield _verdict(message, said[0].statement, turned[0].statement)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= 0.5 * min(len(one), len(other)) and bool(one & other)


def _changed(comparison: Comparison) -> Iterator[Verdict]:
    """The version must not add “even if” or “unless” where the source has nothing like it."""
    markers = comparison.vocabulary.condition_markers
    opened = any(m.kind == "even_if" for each in comparison.source.statements for m in markers.find(each.text))
    for place, (phrases, alike) in enumerate(comparison.vocabulary.condition_changes):
        if any(alike.matches(statement.text) for statement in comparison.source.statements):
            continue
        for statement in comparison.plain.statements:
            found = [
                mention
                for mention in phrases.find(statement.text)
                if mention.start >= statement.own and mention.text not in comparison.source.raw.lower()
            ]
            if found and statement.kind == "prose":
                message = f"The plain version says “{found[0].text}”; the source sets no such condition."
                strength = Strength.STOP if place == 0 or opened else Strength.WARN
                yield _verdict(message, None, statement, strength)
                break


def _partners(comparison: Comparison, tie: _Tie, passage: Passage) -> list[Statement]:
    """Return the sentences that share most with the clauses around a condition, and their neighbours."""
    clauses = tie.statement.clauses
    place = next((i for i, clause in enumerate(clauses) if clause.start <= tie.start < clause.end), 0)
    keys = frozenset(word.key for clause in clauses[max(0, place - 1) : place + 2] for word in clause.words)
    statements = [statement for statement in passage.statements if statement.kind == "prose"]
    weights = [comparison.shared(keys, _keys(statement)) for statement in statements]
    best = max(weights, default=0.0)
    if best < _ENOUGH:
        return []
    chosen = {index for index, weight in enumerate(weights) if weight >= 0.5 * best}
    chosen |= {index + step for index in chosen for step in (-1, 1) if 0 <= index + step < len(statements)}
    return [statements[index] for index in sorted(chosen, key=lambda index: -weights[index])]


def _keys(statement: Statement) -> frozenset[str]:
    return frozenset(word.key for clause in statement.clauses for word in clause.words)


def _ties(passage: Passage, phrases: Phrases, comparison: Comparison) -> list[_Tie]:
    found = []
    for statement in passage.statements:
        if statement.kind != "prose":
            continue
        mentions = phrases.find(statement.text)
        for mention in mentions:
            after = re.split(r"[.;:?!(),]", statement.text[mention.end : mention.end + _REACH])[0]
            following = [other.start for other in mentions if other.start > mention.start]
            if following:
                after = after[: max(0, following[0] - mention.end)]
            words = [word.strip("'\"“”") for word in after.split()[:6]]
            words += re.findall(r"\d+(?:\.\d+)?(?= \w+ ?$)", statement.text[: mention.start])
            about = frozenset(comparison.vocabulary.key(word) for word in words if word) - {""}
            found.append(_Tie(mention.kind, mention.text, statement, mention.start, about))
    return found


def _verdict(message: str, source: Statement | None, plain: Statement, strength: Strength = Strength.STOP) -> Verdict:
    said = source.text if source else ""
    return Verdict(guard="condition", strength=strength, message=message, harm=_HARM, source=said, plain=plain.text)
