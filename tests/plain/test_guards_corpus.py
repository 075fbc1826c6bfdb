"""What the guards catch of the planted harms, and how many faithful versions they stop (benchmarks/guards.md).

The tuning part may be looked into when a rate falls. The held-out part may not: its test tells only the rates.
"""

from __future__ import annotations

import pytest

from tests.plain.guard_rates import Rates, held_out, tuning

# Every few pairs: benchmarks/guards.py counts them all.
STEP = 4
# Wanted: 95 of 100 harms named by the right guard, and 5 of 100 faithful versions stopped at most. These bounds are what
# was last measured, with a little room; the wanted share of harms is not reached.
CAUGHT, STOPPED_WRONGLY = 0.8, 0.075
CAUGHT_UNSEEN, STOPPED_WRONGLY_UNSEEN = 0.74, 0.14


@pytest.fixture(scope="module")
def tuned() -> Rates:
    return tuning(STEP)


def test_the_corpus_is_as_large_as_promised(tuned: Rates) -> None:
    assert (tuned.pairs >= 30, tuned.harms.total() >= 150, tuned.faithful >= 100) == (True, True, True)


def test_harms_are_caught(tuned: Rates) -> None:
    assert tuned.caught_share >= CAUGHT, "\n".join(tuned.misses)


def test_faithful_versions_pass(tuned: Rates) -> None:
    assert tuned.false_share <= STOPPED_WRONGLY, "\n".join(tuned.misses)


def test_held_out() -> None:
    rates = held_out()
    assert rates.caught_share >= CAUGHT_UNSEEN, f"{rates.caught.total()} of {rates.harms.total()} harms caught"
    assert rates.false_share <= STOPPED_WRONGLY_UNSEEN, (
        f"{rates.false_stops['']} of {rates.faithful} faithful versions stopped"
    )
