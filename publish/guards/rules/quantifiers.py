"""How many and how often: all, most, some, few, none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from publish.guards.alignment import Comparison
from publish.guards.passages import Clause, Passage
from publish.guards.verdicts import Strength, Verdict

_HARM = "People may think that something happens to all when it happens to some, or the other way round."
_FAR = 2


class _Share(msgspec.Struct, frozen=True, eq=False):
    """A word for how many, its place in the order from all to none, and its clause."""

    place: int
    words: str
    clause: Clause


def quantifiers(comparison: Comparison) -> Iterator[Verdict]:
    """Compare the words for how many and how often."""
    source, plain = _shares(comparison.source, comparison), _shares(comparison.plain, comparison)
    for share in plain:
        partners = _partners(comparison, share, source)
        if partners and all(abs(partner.place - share.place) >= _FAR for partner in partners):
            best = partners[0]
            yield Verdict(
                guard="quantifier",
                strength=Strength.STOP,
                message=f"The plain version says “{share.words}”; the source says “{best.words}” there.",
                harm=_HARM,
                source=best.clause.text.strip(),
                plain=share.clause.text.strip(),
            )


def _partners(comparison: Comparison, share: _Share, others: Sequence[_Share]) -> list[_Share]:
    weights = [(comparison.shared(share.clause.keys, other.clause.keys), other) for other in others]
    best = max((weight for weight, _ in weights), default=0.0)
    if best < 0.2:
        return []
    return [other for weight, other in sorted(weights, key=lambda pair: -pair[0]) if weight >= 0.5 * best]


def _shares(passage: Passage, comparison: Comparison) -> list[_Share]:
    order = comparison.vocabulary.quantifier_order
    found = []
    for statement in passage.statements:
        for mention in comparison.vocabulary.quantifier_phrases.find(statement.text):
            clause = next((each for each in statement.clauses if each.start <= mention.start < each.end), None)
            if clause and clause.own:
                found.append(_Share(order.index(mention.kind), mention.text, clause))
    return found
