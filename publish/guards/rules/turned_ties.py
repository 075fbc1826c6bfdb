"""Ties of a version that stand where the source ties the same otherwise: “after” for “until”, “even if” for “only”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.guards.alignment import Comparison
from publish.guards.rules.ties import Tie

# What may not stand for what. Where what is tied is denied in one of the texts only, some of these come to the same.
_OTHER_SENSE = {
    "only": {"even_if", "unless"},
    "unless": {"even_if", "if", "until"},
    "until": {"even_if", "unless", "after"},
    "if": {"even_if", "unless"},
    "when": {"unless"},
    "even_if": {"only", "unless", "if"},
    "before": {"after"},
    "after": {"before", "until"},
}
_BY_DENIAL = [{"until", "after"}, {"unless", "if"}, {"unless", "when"}, {"until", "unless"}, {"only", "unless"}]
_ORDER = {"before", "after"}
_SAME = 0.5


def turned_ties(comparison: Comparison, source: Sequence[Tie], plain: Sequence[Tie]) -> Iterator[tuple[Tie, Tie]]:
    """Yield ties of the source with ties of the version that have another sense in their place."""
    for version in plain:
        near = [tie for tie in source if _near(comparison, tie, version)]
        likeness = {tie: comparison.places.common_weight(_keys(tie), _keys(version)) for tie in near}
        kept = max((likeness[tie] for tie in near if _alike(tie, version)), default=0.0)
        for said in near:
            if not likeness[said] > 0 or kept >= _SAME * likeness[said] > 0:
                continue
            if version.kind in _OTHER_SENSE.get(said.kind, ()) and _turns(comparison, said, version, plain):
                yield said, version
                break


def silent_ties(comparison: Comparison, source: Sequence[Tie], plain: Sequence[Tie]) -> Iterator[Tie]:
    """Yield conditions of the source of which the version has no word, where it has fewer of them."""
    conditions = ("if", "when", "unless")
    fewer = sum(tie.kind in conditions for tie in source) > sum(tie.kind in conditions for tie in plain)
    told = frozenset(key for clause in comparison.places.plain for key in clause.keys)
    for tie in source if fewer else ():
        if tie.kind in ("if", "unless") and tie.about and not comparison.places.common_words(tie.about, told):
            yield tie


def _turns(comparison: Comparison, said: Tie, version: Tie, plain: Sequence[Tie]) -> bool:
    kinds, common = {said.kind, version.kind}, comparison.places.common_weight
    if kinds in _BY_DENIAL and said.denied != version.denied:
        return False
    # “A before B” is “B after A”: only the same words after both tell that they were turned.
    if kinds == _ORDER and not common(said.about, version.about):
        return False
    return not any(tie.kind == said.kind and common(said.about, tie.about) for tie in plain if tie is not version)


def _alike(one: Tie, other: Tie) -> bool:
    return one.kind == other.kind or {one.kind, other.kind} == {"if", "when"}


def _near(comparison: Comparison, said: Tie, version: Tie) -> bool:
    return comparison.places.near(said.reading.clause, version.reading.clause.unit) > 0


def _keys(tie: Tie) -> frozenset[str]:
    return tie.about | tie.reading.clause.keys
