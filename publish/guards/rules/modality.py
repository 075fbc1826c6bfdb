"""How sure and how binding: may, will, must, should."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from publish.guards.alignment import Comparison
from publish.guards.passages import Clause, Passage
from publish.guards.verdicts import Strength, Verdict

_HARM = "People may take a chance for a certainty, or an order for a free choice."


class _Force(msgspec.Struct, frozen=True, eq=False):
    clause: Clause
    kinds: frozenset[str]
    words: dict[str, str]


def modality(comparison: Comparison) -> Iterator[Verdict]:
    """Compare hedges, orders, permissions and promises."""
    source, plain = _forces(comparison.source, comparison), _forces(comparison.plain, comparison)
    yield from _promises(comparison, source, plain)
    yield from _hedges(comparison, source, plain)
    yield from _orders(comparison, source, plain)


def _promises(comparison: Comparison, source: Sequence[_Force], plain: Sequence[_Force]) -> Iterator[Verdict]:
    for force in plain:
        if "certain" not in force.kinds:
            continue
        partner = _partner(comparison, force, source)
        if partner and "certain" not in partner.kinds:
            yield _verdict(f"The plain version says “{force.words['certain']}”; the source does not promise it.", partner, force)


def _hedges(comparison: Comparison, source: Sequence[_Force], plain: Sequence[_Force]) -> Iterator[Verdict]:
    for force in source:
        if "possible" not in force.kinds:
            continue
        partners = _partners(comparison, force, plain)
        if partners and not any(partner.kinds & {"possible", "permission", "recommendation"} for partner in partners):
            yield _verdict(
                f"The source says “{force.words['possible']}”; the plain version tells it as certain.", force, partners[0]
            )


def _orders(comparison: Comparison, source: Sequence[_Force], plain: Sequence[_Force]) -> Iterator[Verdict]:
    for force in source:
        if "obligation" in force.kinds:
            partners = _partners(comparison, force, plain)
            weak = [p for p in partners if p.kinds & {"possible", "permission"} and "obligation" not in p.kinds]
            if partners and weak and not any("obligation" in partner.kinds for partner in partners):
                words = next(weak[0].words[kind] for kind in ("permission", "possible") if kind in weak[0].words)
                yield _verdict(
                    f"The source says “{force.words['obligation']}”; the plain version only “{words}”.", force, weak[0]
                )
    for force in plain:
        if "obligation" in force.kinds:
            partner = _partner(comparison, force, source)
            if partner and partner.kinds & {"permission", "possible", "recommendation"} and "obligation" not in partner.kinds:
                kind = next(kind for kind in ("permission", "possible", "recommendation") if kind in partner.kinds)
                yield _verdict(
                    f"The plain version says “{force.words['obligation']}”; the source only “{partner.words[kind]}”.", partner, force
                )


def _partner(comparison: Comparison, force: _Force, others: Sequence[_Force]) -> _Force | None:
    partners = _partners(comparison, force, others)
    return partners[0] if partners else None


def _partners(comparison: Comparison, force: _Force, others: Sequence[_Force], least: float = 0.3) -> list[_Force]:
    pairs = comparison.partners(force.clause, [other.clause for other in others])
    by_clause = {id(other.clause): other for other in others}
    return [by_clause[id(pair.other)] for pair in pairs if pair.weight >= least]


def _forces(passage: Passage, comparison: Comparison) -> list[_Force]:
    found = []
    for statement in passage.statements:
        if statement.kind != "prose":
            continue
        mentions = comparison.vocabulary.modal_phrases.find(statement.text)
        for clause in statement.clauses:
            inside = [mention for mention in mentions if clause.start <= mention.start < clause.end]
            words = {mention.kind: mention.text for mention in reversed(inside)}
            found.append(_Force(clause, frozenset(words), words))
    return found


def _verdict(message: str, source: _Force, plain: _Force) -> Verdict:
    return Verdict(
        guard="modality",
        strength=Strength.STOP,
        message=message,
        harm=_HARM,
        source=source.clause.text.strip(),
        plain=plain.clause.text.strip(),
    )
