"""Opposites: raise and lower, more and less, safe and dangerous are not exchanged.

Each word of the version that tells one of two poles is accounted for: the source tells the same pole nearby. Where the
source tells the opposite pole instead, and the version tells that nowhere nearer, the two were exchanged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from publish.guards.affixes import affixed
from publish.guards.alignment import Comparison
from publish.guards.clauses import Clause
from publish.guards.poles import Pole, poles
from publish.guards.verdicts import Strength, Verdict

_HARM = {
    "direction": "People may believe that something rises when it falls, or do it the wrong way round.",
    "quantifier": "People may think a small change large, or a large one small.",
    "antonym": "The sense is turned into its opposite.",
}
# How much a shared sentence tells, beside a shared clause.
_WHOLE = 0.5
# From here on two places clearly belong together.
_TOGETHER = 1.0
# A loose word accounts for a pole where it stands at least half as near as the opposite does.
_LOOSELY = 1.0


def opposites(comparison: Comparison) -> Iterator[Verdict]:
    """Compare the poles of each axis, and words that differ from each other by an “un” or a “less”."""
    source, plain = poles(comparison.source, comparison), poles(comparison.plain, comparison)
    told: set[tuple[int, int]] = set()
    for said in plain:
        place = (said.statement.number, said.start)
        if said.weight != "firm" or place in told:
            continue
        sources = [other for other in source if other.axis is said.axis]
        versions = [other for other in plain if other.axis is said.axis]
        verdict = _exchanged(comparison, said, sources, versions) or _claimed(said, sources)
        if verdict:
            told.add(place)
            yield verdict
    for said_word, word in affixed(comparison):
        message = f"The plain version says “{said_word}”; the source says “{word}”."
        yield Verdict(
            guard="antonym",
            strength=Strength.WARN,
            message=message,
            harm=_HARM["antonym"],
            source=word,
            plain=said_word,
        )


def _exchanged(comparison: Comparison, said: Pole, sources: Sequence[Pole], plain: Sequence[Pole]) -> Verdict | None:
    against = [
        other
        for other in sources
        if _against(comparison, said, other)
        and (other.weight == "firm" or _nearness(comparison, said, other) > 0)
        and (said.axis.strict or not _spent(comparison, other, said, plain))
    ]
    if not against:
        return None
    best = max(against, key=lambda other: _nearness(comparison, said, other))
    far = _nearness(comparison, said, best)
    kept = [other for other in sources if other.told == said.told]
    firm = _nearest(comparison, said, (other for other in kept if other.weight != "loose"))
    loose = _nearest(comparison, said, (other for other in kept if other.weight == "loose"))
    if (firm >= 0 and far < firm) or far < loose:
        return None
    alone = said.axis.strict or (loose < 0 and far >= _TOGETHER)
    denials = comparison.vocabulary.negation_phrases.find(f"{said.words}, {best.words}")
    denied = said.turned or best.turned or any(each.kind == "negator" for each in denials)
    gone = not any(each.told == best.told for each in plain)
    plainly = alone and gone and firm < 0 and not denied and _alike(comparison, said.clause, best.clause)
    return _verdict(said, best, Strength.STOP if plainly else Strength.WARN)


def _claimed(said: Pole, sources: Sequence[Pole]) -> Verdict | None:
    """What the source does not judge, the version does not judge either."""
    if not said.axis.claims or said.turned or said.clause.asked or any(other.told == said.told for other in sources):
        return None
    return Verdict(
        guard=said.axis.guard,
        strength=Strength.WARN,
        message=f"The plain version says “{said.words}”; the source says nothing of the kind.",
        harm=_HARM[said.axis.guard],
        plain=said.clause.text.strip(),
    )


def _against(comparison: Comparison, said: Pole, other: Pole) -> bool:
    """Tell whether a word of the source plainly tells the opposite.

    One and the same pole, affirmed here and denied there, is a matter of denials, unless it judges.
    """
    if other.weight == "loose" or said.told == other.told:
        return False
    denies = said.turned or comparison.vocabulary.negation_phrases.matches(said.clause.text)
    return said.side != other.side or (said.axis.judges and not denies)


def _spent(comparison: Comparison, other: Pole, said: Pole, plain: Sequence[Pole]) -> bool:
    """Tell whether the version tells a pole of the source at another place, which is nearer to it."""
    near = _nearness(comparison, said, other)
    return any(
        each.told == other.told and each.weight != "loose" and _nearness(comparison, each, other) > near
        for each in plain
        if each is not said
    )


def _alike(comparison: Comparison, one: Clause, other: Clause) -> bool:
    """Tell whether both clauses state, or both only tell when or why; a question does neither."""
    hanging = tuple(f"{word} " for word in comparison.vocabulary.language.hanging)
    hangs = [clause.text.lstrip(" ,").startswith(hanging) for clause in (one, other)]
    return hangs[0] == hangs[1] and not one.asked


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
