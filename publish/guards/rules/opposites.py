"""Opposites: raise and lower, more and less, safe and dangerous are not exchanged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from publish.guards.alignment import Comparison
from publish.guards.poles import Pole, poles
from publish.guards.verdicts import Strength, Verdict

_HARM = {
    "direction": "People may believe that something rises when it falls, or do it the wrong way round.",
    "quantifier": "People may think a small change large, or a large one small.",
    "antonym": "The sense is turned into its opposite.",
}
_WHOLE = 0.5
_PLAIN = 1.0
_MARGIN = 0.2
_LOOSE = 0.0


def opposites(comparison: Comparison) -> Iterator[Verdict]:
    """Compare the poles of each axis."""
    source, plain = poles(comparison.source, comparison), poles(comparison.plain, comparison)
    told: set[tuple[int, int]] = set()
    for said in plain:
        place = (said.statement.number, said.start)
        if said.weight == "firm" and place not in told:
            sources = [other for other in source if other.axis is said.axis]
            verdict = _judged(comparison, said, sources, [other for other in plain if other.axis is said.axis])
            if verdict:
                told.add(place)
                yield verdict


def _judged(comparison: Comparison, said: Pole, sources: Sequence[Pole], plain: Sequence[Pole]) -> Verdict | None:
    against = [each for each in sources if each.weight != "loose" and _against(comparison, said, each)]
    against = [each for each in against if not _spent(comparison, each, said, plain)]
    if not against:
        return None
    kept = [each for each in sources if each.told == said.told]
    best = max(against, key=lambda other: _nearness(comparison, said, other))
    far = _nearness(comparison, said, best)
    firm = _nearest(comparison, said, (each for each in kept if each.weight != "loose"))
    loose = _nearest(comparison, said, (each for each in kept if each.weight == "loose"))
    if firm < 0:
        if far < loose:
            return None
        plain_ = loose < 0 and far >= _PLAIN and not (said.turned or best.turned or said.clause.asked)
        return _verdict(said, best, Strength.STOP if plain_ else Strength.WARN)
    return _verdict(said, best, Strength.WARN) if far > firm + _MARGIN else None


def _spent(comparison: Comparison, other: Pole, said: Pole, plain: Sequence[Pole]) -> bool:
    """Tell whether the version has a word of the source elsewhere, and nearer to it."""
    near = _nearness(comparison, said, other)
    return any(
        each.told == other.told and each.weight != "loose" and each is not said and _nearness(comparison, each, other) >= near
        for each in plain
    )


def _against(comparison: Comparison, said: Pole, other: Pole) -> bool:
    """Tell whether two words tell opposite poles. A word that the source denies is one where the version denies nothing."""
    if said.told == other.told:
        return False
    denies = said.turned or comparison.vocabulary.negation_phrases.matches(said.clause.text)
    return said.side != other.side or (said.axis.judges and not denies)


def _nearest(comparison: Comparison, said: Pole, others: Iterable[Pole]) -> float:
    return max((_nearness(comparison, said, other) for other in others), default=-1.0)


def _nearness(comparison: Comparison, one: Pole, other: Pole) -> float:
    return comparison.shared(one.keys, other.keys) + _WHOLE * comparison.shared(one.whole, other.whole)


def _verdict(said: Pole, other: Pole, strength: Strength) -> Verdict:
    return Verdict(
        guard=said.axis.guard,
        strength=strength,
        message=f"The plain version says “{said.words}”; the source says “{other.words}” there.",
        harm=_HARM[said.axis.guard],
        source=other.clause.text.strip(),
        plain=said.clause.text.strip(),
    )
