"""How many and how often: all, most, some, few, none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from publish.guards.alignment import Comparison
from publish.guards.clauses import Clause
from publish.guards.passages import Passage
from publish.guards.phrases import Mention
from publish.guards.verdicts import Strength, Verdict

_HARM = "People may think that something happens to all when it happens to some, or the other way round."
_FAR = 2


class _Share(msgspec.Struct, frozen=True, eq=False):
    """A word for how many.

    Attributes:
        places: where in the order from all to none it may stand.
        keys: what its clause is about.
        whole: what its sentence is about.
        words: the word.
        clause: its clause.
    """

    places: tuple[int, ...]
    keys: frozenset[str]
    whole: frozenset[str]
    words: str
    clause: Clause


def quantifiers(comparison: Comparison) -> Iterator[Verdict]:
    """Compare the words for how many and how often."""
    source, plain = _shares(comparison.source, comparison), _shares(comparison.plain, comparison)
    yield from _everyone(comparison, source)
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


def _everyone(comparison: Comparison, source: Sequence[_Share]) -> Iterator[Verdict]:
    """Nothing happens to everyone unless the source says so."""
    if any(place <= 1 for share in source for place in share.places):
        return
    for statement in comparison.plain.statements:
        for mention in comparison.vocabulary.everyone.find(statement.text):
            if mention.start >= statement.own and mention.text not in comparison.source.raw.lower():
                yield Verdict(
                    guard="quantifier",
                    strength=Strength.STOP,
                    message=f"The plain version says “{mention.text}”; the source does not say so.",
                    harm=_HARM,
                    plain=statement.text,
                )


def _partners(comparison: Comparison, share: _Share, others: Sequence[_Share]) -> list[_Share]:
    weights = [(comparison.shared(share.keys, other.keys), other) for other in others]
    best = max((weight for weight, _ in weights), default=0.0)
    if best < 0.2:
        weights = [(comparison.shared(share.whole, other.whole), other) for other in others]
        best = max((weight for weight, _ in weights), default=0.0)
    if best < 0.2:
        return []
    return [other for weight, other in sorted(weights, key=lambda pair: -pair[0]) if weight >= 0.5 * best]


def _denied(comparison: Comparison, clause: Clause, mention: Mention) -> bool:
    """Tell whether the clause denies, apart from the word itself: “hardly any” is no denial of “any”."""
    return any(
        each.kind == "negator" and not mention.start <= clause.start + each.start < mention.end
        for each in comparison.vocabulary.negation_phrases.find(clause.text)
    )


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
            turned = _denied(comparison, clause, mention) and mention.kind != order[-1]
            places = (place, len(order) - 1 - place) if turned else (place,)
            keys = clause.keys if len(clause.keys) > 1 else whole
            found.append(_Share(places, keys, whole, mention.text, clause))
    return found
