"""How many and how often: all, most, some, few, none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from publish.guards.alignment import Comparison
from publish.guards.passages import Clause, Passage
from publish.guards.rules.negation import denied
from publish.guards.verdicts import Strength, Verdict

_HARM = "People may think that something happens to all when it happens to some, or the other way round."
_FAR = 2


class _Share(msgspec.Struct, frozen=True, eq=False):
    """A word for how many, the places in the order from all to none that it may have, and its clause."""

    places: tuple[int, ...]
    keys: frozenset[str]
    words: str
    clause: Clause


def quantifiers(comparison: Comparison) -> Iterator[Verdict]:
    """Compare the words for how many and how often."""
    source, plain = _shares(comparison.source, comparison), _shares(comparison.plain, comparison)
    for share in plain:
        partners = _partners(comparison, share, source)
        if partners and all(_far(share, partner) for partner in partners):
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
    weights = [(comparison.shared(share.keys, other.keys), other) for other in others]
    best = max((weight for weight, _ in weights), default=0.0)
    if best < 0.2:
        return []
    return [other for weight, other in sorted(weights, key=lambda pair: -pair[0]) if weight >= 0.5 * best]


def _far(one: _Share, other: _Share) -> bool:
    return all(abs(first - second) >= _FAR for first in one.places for second in other.places)


def _shares(passage: Passage, comparison: Comparison) -> list[_Share]:
    order = comparison.vocabulary.quantifier_order
    found = []
    for statement in passage.statements:
        whole = frozenset(word.key for clause in statement.clauses for word in clause.words)
        for mention in comparison.vocabulary.quantifier_phrases.find(statement.text):
            clause = next((each for each in statement.clauses if each.start <= mention.start < each.end), None)
            if clause is None or not clause.own or statement.text[mention.end : mention.end + 2].strip().isdigit():
                continue
            place = order.index(mention.kind)
            turned = denied(comparison, statement, clause.end - 1) and mention.kind != order[-1]
            places = (place, len(order) - 1 - place) if turned else (place,)
            keys = clause.keys if len(clause.keys) > 1 else whole
            found.append(_Share(places, keys, mention.text, clause))
    return found
