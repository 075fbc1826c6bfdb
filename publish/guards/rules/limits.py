"""Limits that numbers set: at least does not become at most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.guards.alignment import Comparison
from publish.guards.clauses import Clause
from publish.guards.quantities import Bound, Quantity, same_amount
from publish.guards.verdicts import Strength, Verdict

_HARM = "A limit that is turned round makes people do the opposite."


def turned_limits(comparison: Comparison, source: Sequence[Quantity], plain: Sequence[Quantity]) -> Iterator[Verdict]:
    """Find limits that are turned round. A denial may turn a limit too: “not above 5” is “5 or below”."""
    for quantity in plain:
        same = [other for other in source if same_amount(quantity, other)]
        limits = [other for other in same if other.bound]
        sets = _sets(comparison, quantity)
        if not quantity.bound or not limits:
            continue
        if any(other.bound == quantity.bound or _sets(comparison, other) == sets for other in limits):
            continue
        turned = limits[0]
        kept = any(same_amount(each, turned) and _sets(comparison, each) == _sets(comparison, turned) for each in plain)
        denied = any(_clause_denies(comparison, each) for each in (quantity, turned))
        plainly = not (kept or denied or len(limits) < len(same))
        yield Verdict(
            guard="direction",
            strength=Strength.STOP if plainly else Strength.WARN,
            message=f"The source sets {_limit(turned)} of {turned.words}, and the plain version {_limit(quantity)}.",
            harm=_HARM,
            source=_around(turned),
            plain=_around(quantity),
        )


def _sets(comparison: Comparison, quantity: Quantity) -> Bound:
    """Return which limit a number sets in the end, after a denial before it."""
    statement = quantity.statement
    clause = _clause(quantity)
    before = statement.text[clause.start if clause else 0 : quantity.start]
    limits = comparison.vocabulary.limit_phrases.find(before)
    denials = [
        each
        for each in comparison.vocabulary.negation_phrases.find(before)
        if not any(limit.start <= each.start < limit.end for limit in limits)
    ]
    if not quantity.bound or len(denials) % 2 == 0:
        return quantity.bound
    return "down" if quantity.bound == "up" else "up"


def _clause_denies(comparison: Comparison, quantity: Quantity) -> bool:
    """Tell whether the clause of a number denies or asks, so that the limit may be meant the other way round."""
    clause = _clause(quantity)
    if clause is None:
        return False
    limits = comparison.vocabulary.limit_phrases.find(clause.text)
    denials = comparison.vocabulary.negation_phrases.find(clause.text)
    return clause.asked or any(not any(it.start <= each.start < it.end for it in limits) for each in denials)


def _clause(quantity: Quantity) -> Clause | None:
    clauses = quantity.statement.clauses
    return next((clause for clause in clauses if clause.start <= quantity.start < clause.end), None)


def _limit(quantity: Quantity) -> str:
    return "a lower limit" if quantity.bound == "up" else "an upper limit"


def _around(quantity: Quantity) -> str:
    text = quantity.statement.text
    return text[max(0, quantity.start - 25) : quantity.start + len(quantity.words) + 15].strip()
