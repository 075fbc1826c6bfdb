"""Conditions: only, if, unless, until, before, after."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec

from publish.guards.alignment import Comparison
from publish.guards.clauses import Clause
from publish.guards.parts import parts_of
from publish.guards.rules.denials import readings
from publish.guards.rules.exchanges import exchanged
from publish.guards.rules.ties import Tie, ties, without
from publish.guards.rules.turned_ties import silent_ties, turned_ties
from publish.guards.verdicts import Strength, Verdict

_HARM = "People may do it when they must not, or at the wrong moment."
_TURNED = 0.5
_LIKE = 0.3


class _Part(msgspec.Struct, frozen=True, eq=False):
    """A statement of the source and what answers it, with what they make depend on something.

    Attributes:
        source: the clauses of the source.
        plain: the clauses that answer them.
        said: what the source ties.
        version: what the version ties.
        recast: what “not … without” ties in the source.
        near: the words of the source, with those of the statements beside.
        fewer: the whole version has fewer conditions and questions than the source has conditions.
    """

    source: Sequence[Clause]
    plain: Sequence[Clause]
    said: Sequence[Tie]
    version: Sequence[Tie]
    recast: Sequence[Tie]
    near: str
    fewer: bool


def conditions(comparison: Comparison) -> Iterator[Verdict]:
    """Compare what things depend on."""
    told: set[Clause] = set()
    for part in _parts(comparison):
        for rule in (_turned, _exchanged, _opened, _closed, _lost, _reordered):
            found = list(rule(comparison, part))
            yield from found
            # What turned a condition also lost it.
            if found:
                told |= {*part.source, *part.plain}
                break
    said, version = (
        _all(ties(text, readings(text, comparison.vocabulary), comparison.vocabulary).values())
        for text in (comparison.source, comparison.plain)
    )
    for source, plain in turned_ties(comparison, said, version):
        if not told & {source.reading.clause, plain.reading.clause}:
            told |= {source.reading.clause, plain.reading.clause}
            message = f"The source says “{source.said}”; the plain version says “{plain.said}”."
            yield _verdict(message, source, plain, Strength.WARN)
    for tie in silent_ties(comparison, said, version):
        if tie.reading.clause not in told:
            message = f"The source says “{tie.said}”; the plain version has no word of it."
            yield _verdict(message, tie, None, Strength.WARN)


def _parts(comparison: Comparison) -> Iterator[_Part]:
    vocabulary = comparison.vocabulary
    source, plain = readings(comparison.source, vocabulary), readings(comparison.plain, vocabulary)
    said, version = ties(comparison.source, source, vocabulary), ties(comparison.plain, plain, vocabulary)
    questions = sum(statement.raw.rstrip().endswith("?") for statement in comparison.plain.statements)
    fewer = len(_of(_all(said.values()), "if", "when")) > len(_of(_all(version.values()), "if", "when")) + questions
    parts = parts_of(comparison)
    for number, part in enumerate(parts):
        yield _Part(
            part.said,
            part.answers,
            _all(said.get(clause, ()) for clause in part.said),
            _all(version.get(clause, ()) for clause in part.answers),
            list(without([source[clause] for clause in part.said])),
            " ".join(clause.text for each in parts[max(0, number - 1) : number + 2] for clause in each.said),
            fewer,
        )


def _turned(comparison: Comparison, part: _Part) -> Iterator[Verdict]:
    """What the source puts before something, the version must not put after it."""
    for tie in (*part.said, *part.recast):
        turns = comparison.vocabulary.conditions.turns.get(tie.kind, ())
        if any(other.kind == tie.kind and (other.about & tie.about or not other.about) for other in part.version):
            continue
        for other in part.version:
            alike = comparison.shared(other.about, tie.about) >= _TURNED
            kept = any(each.kind == other.kind and comparison.shared(each.about, other.about) for each in part.said)
            # “Do not … until” is “do … after”; “watch … until” may go on with “after that, go”.
            same = tie.denied == other.denied and (tie.kind != "until" or _same(comparison, tie, other))
            if other.words in turns and alike and not kept and same:
                yield _verdict(f"The source says “{tie.said}”; the plain version says “{other.said}”.", tie, other)
                return


def _exchanged(comparison: Comparison, part: _Part) -> Iterator[Verdict]:
    """“If” does not become “unless”, nor “if not”."""
    for tie in part.said:
        others = [other for other in part.said if other is not tie]
        for other in part.version:
            if exchanged(comparison, tie, others, other):
                yield _verdict(f"The source says “{tie.said}”; the plain version says “{other.said}”.", tie, other)
                return


def _opened(comparison: Comparison, part: _Part) -> Iterator[Verdict]:
    """“Even if” must not come in."""
    opened = _of(part.version, "even_if")
    if not opened or comparison.vocabulary.concessions.matches(part.near):
        return
    bound = _of(part.said, "only", "unless", "until", "if")
    kept = {tie.kind for tie in bound} & {tie.kind for tie in part.version}
    strength = Strength.STOP if bound and not kept else Strength.WARN
    message = f"The plain version says “{opened[0].said}”; the source sets no such condition."
    yield _verdict(message, bound[0] if bound else None, opened[0], strength)


def _closed(comparison: Comparison, part: _Part) -> Iterator[Verdict]:
    """“Unless” must not come in, least of all for “even if”."""
    closed, opened = _of(part.version, "unless"), _of(part.said, "even_if")
    bound = _of(part.said, "unless", "only") or (not opened and _shows(comparison, "unless", part.source))
    denies = any(comparison.vocabulary.negation_phrases.matches(clause.text) for clause in part.source)
    if closed and not bound and not denies:
        strength = Strength.STOP if opened else Strength.WARN
        message = f"The plain version says “{closed[0].said}”; the source sets no such condition."
        yield _verdict(message, opened[0] if opened else None, closed[0], strength)


def _lost(comparison: Comparison, part: _Part) -> Iterator[Verdict]:
    """A condition of the source must show in what answers it."""
    told: set[str] = set()
    fewer = part.fewer and len(_of(part.said, "if", "when")) > len(_of(part.version, "if", "when"))
    for tie in part.said if part.plain else ():
        whole = False
        if tie.kind == "if":
            spoken = comparison.shared(tie.about, _keys(part.plain))
            lost = bool(tie.about) and not spoken and fewer
        else:
            like = _like(comparison, tie, part)
            lost = tie.kind in ("only", "unless", "even_if") and not _shows(comparison, tie.kind, like)
            keys = _keys(reading.clause for reading in (tie.reading, *tie.main))
            whole = tie.kind == "only" and bool(tie.about) and len(keys) > 1 and keys <= _keys(like)
        if lost and tie.kind not in told:
            told.add(tie.kind)
            strength = Strength.STOP if whole else Strength.WARN
            yield _verdict(f"The source says “{tie.said}”; the plain version has lost it.", tie, None, strength)


def _reordered(comparison: Comparison, part: _Part) -> Iterator[Verdict]:
    """Where one “before” is gone and one “after” has come in, it may have been turned."""
    early, late = _of(part.said, "before", "until"), _of(part.version, "after")
    gone, come = len(early) > len(_of(part.version, "before", "until")), len(late) > len(_of(part.said, "after"))
    if gone and come and (early[0].kind != "until" or early[0].denied == late[0].denied):
        message = f"The source says “{early[0].said}”; the plain version says “{late[0].said}”."
        yield _verdict(message, early[0], late[0], Strength.WARN)


def _same(comparison: Comparison, one: Tie, other: Tie) -> bool:
    keys, others = (_keys(reading.clause for reading in tie.main) - tie.about for tie in (one, other))
    return comparison.shared(keys, others) >= _TURNED


def _shows(comparison: Comparison, kind: str, clauses: Iterable[Clause]) -> bool:
    return any(comparison.vocabulary.condition_renderings[kind].matches(clause.text) for clause in clauses)


def _like(comparison: Comparison, tie: Tie, part: _Part) -> list[Clause]:
    """Return the clauses of those sentences that are most like what is tied."""
    sentences: dict[int, list[Clause]] = {}
    for clause in part.plain:
        sentences.setdefault(clause.unit, []).append(clause)
    keys = tie.reading.clause.keys | tie.about
    likeness = {unit: comparison.shared(keys, _keys(clauses)) for unit, clauses in sentences.items()}
    least = _LIKE * max(likeness.values())
    return [clause for unit, clauses in sentences.items() if likeness[unit] >= least for clause in clauses]


def _keys(clauses: Iterable[Clause]) -> frozenset[str]:
    return frozenset(key for clause in clauses for key in clause.keys)


def _of(found: Collection[Tie], *kinds: str) -> list[Tie]:
    return [tie for tie in found if tie.kind in kinds]


def _all(lists: Iterable[Sequence[Tie]]) -> list[Tie]:
    return [tie for each in lists for tie in each]


def _verdict(message: str, source: Tie | None, plain: Tie | None, strength: Strength = Strength.STOP) -> Verdict:
    said, version = (tie.reading.statement.text if tie else "" for tie in (source, plain))
    return Verdict(
        guard="condition",
        strength=strength,
        message=message,
        harm=_HARM,
        source=said,
        plain=version,
        missing=plain is None,
    )
