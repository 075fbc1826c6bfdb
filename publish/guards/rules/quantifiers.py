"""How many and how often: all, most, some, few, none."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from publish.guards.alignment import Comparison
from publish.guards.passages import Clause, Passage
from publish.guards.verdicts import Strength, Verdict

_HARM = "People may think that something happens to all when it happens to some, or the other way round."


class _Share(msgspec.Struct, frozen=True, eq=False):
    kind: str
    words: str
    clause: Clause


def quantifiers(comparison: Comparison) -> Iterator[Verdict]:
    """Compare the words for how many and how often."""
    source, plain = _shares(comparison.source, comparison), _shares(comparison.plain, comparison)
    order = comparison.vocabulary.quantifier_order
    for share in plain:
        if not source:
            return
        same = [other for other in source if _alike(order, other.kind, share.kind)]
        others = [other for other in source if not _alike(order, other.kind, share.kind)]
        if not others:
            continue
        near = max((comparison.shared(share.clause.keys, other.clause.keys) for other in same), default=-1.0)
        best = max(others, key=lambda other: comparison.shared(share.clause.keys, other.clause.keys))
        far = comparison.shared(share.clause.keys, best.clause.keys)
        if far > max(near, 0.3):
            yield Verdict(
                guard="quantifier",
                strength=Strength.STOP,
                message=f"The plain version says “{share.words}”; the source says “{best.words}” there.",
                harm=_HARM,
                source=best.clause.text.strip(),
                plain=share.clause.text.strip(),
            )


def _alike(order: list[str], one: str, other: str) -> bool:
    return one == other


def _shares(passage: Passage, comparison: Comparison) -> list[_Share]:
    found = []
    for statement in passage.statements:
        for mention in comparison.vocabulary.quantifier_phrases.find(statement.text):
            clause = next((each for each in statement.clauses if each.start <= mention.start < each.end), None)
            if clause and clause.own:
                found.append(_Share(mention.kind, mention.text, clause))
    return found
