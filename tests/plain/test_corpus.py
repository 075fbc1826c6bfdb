"""The corpus itself: well formed, as large as promised, each harm a small one, and nothing of the held-out part in the other."""

from __future__ import annotations

import tomllib
from collections import Counter
from difflib import SequenceMatcher
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

Pair = dict[str, Any]

CORPUS = Path(__file__).parent / "corpus"
FILES = sorted(CORPUS.glob("*.toml"))
GUARDS_WITH_MOST_HARM = ("number", "unit", "negation", "condition", "modality", "medicine")
OTHER_GUARDS = ("time", "abbreviation", "direction", "quantifier", "antonym", "hype", "link", "quotation")
GUARDS = (*GUARDS_WITH_MOST_HARM, *OTHER_GUARDS)


def pairs_of(path: Path) -> list[Pair]:
    return tomllib.loads(path.read_text(encoding="utf-8"))["pair"]


PAIRS = {path.name: pairs_of(path) for path in FILES}
HELD_OUT = PAIRS["held_out.toml"]
TUNING = [pair for name, pairs in PAIRS.items() if name != "held_out.toml" for pair in pairs]
EVERY_PAIR = pytest.mark.parametrize(
    "pair",
    [pytest.param(pair, id=f"{name}-{pair['id']}") for name, pairs in PAIRS.items() for pair in pairs],
)


def guards_of(mutation: dict[str, Any]) -> list[str]:
    """The guards any of which may catch it; the first is the one it is counted under."""
    named = mutation["guard"]
    return [named] if isinstance(named, str) else named


def mutations(pairs: list[Pair]) -> list[dict[str, Any]]:
    return [mutation for pair in pairs for mutation in pair["mutation"]]


def faithful(pairs: list[Pair]) -> list[str]:
    return [version for pair in pairs for version in pair["faithful"]]


def texts(pairs: list[Pair]) -> list[str]:
    planted = (mutation["plain"] for mutation in mutations(pairs))
    return [text.strip() for text in chain((pair["source"] for pair in pairs), faithful(pairs), planted)]


@pytest.mark.parametrize("pairs", PAIRS.values(), ids=PAIRS)
def test_ids_are_unique(pairs: list[Pair]) -> None:
    ids = Counter(pair["id"] for pair in pairs)
    assert [name for name, times in ids.items() if times > 1] == []


@EVERY_PAIR
def test_a_pair_is_whole(pair: Pair) -> None:
    assert set(pair) == {"id", "source", "faithful", "mutation"}
    assert len(pair["faithful"]) >= 3
    for mutation in pair["mutation"]:
        assert set(mutation) == {"guard", "note", "plain"}
        assert set(guards_of(mutation)) <= set(GUARDS), mutation["note"]
        assert mutation["note"].strip()


@EVERY_PAIR
def test_a_harm_is_a_small_edit_of_a_faithful_version(pair: Pair) -> None:
    for mutation in pair["mutation"]:
        assert mutation["plain"] not in pair["faithful"], mutation["note"]
        words = mutation["plain"].split()
        nearest = max(SequenceMatcher(None, words, version.split()).ratio() for version in pair["faithful"])
        assert nearest > 0.8, mutation["note"]


def test_no_text_stands_twice() -> None:
    times = Counter([*texts(HELD_OUT), *texts(TUNING)])
    assert [text for text, count in times.items() if count > 1] == []


def test_the_held_out_part_is_a_third_of_what_is_promised() -> None:
    assert len(HELD_OUT) >= 10
    assert len(faithful(HELD_OUT)) >= 34
    assert len(mutations(HELD_OUT)) >= 50
    assert {guards_of(mutation)[0] for mutation in mutations(HELD_OUT)} == set(GUARDS)


def test_there_are_as_many_as_promised() -> None:
    every = [*HELD_OUT, *TUNING]
    assert len(every) >= 36
    assert len(faithful(every)) >= 110
    assert len(mutations(every)) >= 165
    counts = Counter(guards_of(mutation)[0] for mutation in mutations(every))
    least = dict.fromkeys(OTHER_GUARDS, 8) | dict.fromkeys(GUARDS_WITH_MOST_HARM, 14)
    assert {guard: counts[guard] for guard in GUARDS if counts[guard] < least[guard]} == {}
