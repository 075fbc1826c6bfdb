"""Exchanged ties: “if” for “unless”, or a denial that came into the condition or fell out of it."""

from __future__ import annotations

from collections.abc import Sequence

from publish.guards.alignment import Comparison
from publish.guards.rules.ties import Tie

_TELLING = 0.7
# Whether what is tied goes with the condition (“if told, do it”) or against it (“do it unless told”).
_AGAINST = {"unless": True, "until": True, "if": False, "when": False, "after": False}


def exchanged(comparison: Comparison, said: Tie, others: Sequence[Tie], version: Tie) -> bool:
    """Tell whether a version ties the same thing to the same condition the other way round.

    Args:
        comparison: the texts.
        said: a tie of the source.
        others: the other ties of the same statement.
        version: a tie of what answers it.
    """
    if said.kind not in _AGAINST or version.kind not in _AGAINST:
        return False
    common = said.about & version.about
    weight = comparison.shared(common, common)
    if weight < _TELLING or any(comparison.shared(other.about, version.about) >= weight for other in others):
        return False
    turned = _AGAINST[said.kind] != _AGAINST[version.kind]
    one, other = said.reading, version.reading
    if (
        _wavers(comparison, said)
        or _wavers(comparison, version)
        or not common <= one.senses.keys() & other.senses.keys()
    ):
        return False
    denials = {(one.senses[key], other.senses[key]) for key in common}
    if len(denials) != 1 or None in (pair := denials.pop()):
        return False
    if pair[0] != pair[1]:
        if not common & (one.focus | other.focus):
            return False
        turned = not turned
    main, answer = _main(said), _main(version)
    keys = [key for key in main.keys() & answer.keys() if None not in (main[key], answer[key])]
    # Where what is tied was turned as well, it comes to the same.
    return turned and comparison.shared(keys, keys) >= _TELLING and all(main[key] == answer[key] for key in keys)


def _wavers(comparison: Comparison, tie: Tie) -> bool:
    """Tell whether words in a tie or in what is tied may hold a denial."""
    held = any(turn.kind != "negator" for reading in tie.main for turn in reading.turns)
    soft = comparison.vocabulary.soft_phrases.matches(tie.reading.clause.text)
    return held or soft or any(reading.soft for reading in tie.main)


def _main(tie: Tie) -> dict[str, bool | None]:
    """Return what is affirmed and what is denied of what is tied."""
    senses: dict[str, bool | None] = {}
    for reading in tie.main:
        if reading is not tie.reading and reading.firm:
            for key, sense in reading.senses.items():
                if not reading.turns or key in reading.focus:
                    senses[key] = sense if senses.get(key, sense) == sense else None
    return senses
