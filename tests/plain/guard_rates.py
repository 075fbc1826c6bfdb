"""How many of the corpus's harms the guards catch, and how many faithful versions they stop."""

from __future__ import annotations

import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from publish.guards import Strength, compare
from tests.plain.reading import blocks

CORPUS = Path(__file__).parent / "corpus"
HELD_OUT = "held_out.toml"


class Rates(msgspec.Struct):
    """What came of one part of the corpus. A harm counts under the first guard that its mutation names.

    Attributes:
        pairs: how many sources.
        harms: planted harms, by guard.
        caught: of these, those that the right guard named.
        stopped: of these, those that the right guard stopped, not merely warned of.
        seen: of all harms, those that any guard stopped.
        faithful: faithful versions.
        false_stops: of these, those that were stopped, by guard; "" is any guard.
        false_warnings: of these, those that were warned of but not stopped.
        misses: what was missed and what was stopped wrongly, a line each.
    """

    pairs: int = 0
    harms: Counter[str] = msgspec.field(default_factory=Counter)
    caught: Counter[str] = msgspec.field(default_factory=Counter)
    stopped: Counter[str] = msgspec.field(default_factory=Counter)
    seen: int = 0
    faithful: int = 0
    false_stops: Counter[str] = msgspec.field(default_factory=Counter)
    false_warnings: int = 0
    misses: list[str] = msgspec.field(default_factory=list)

    @property
    def caught_share(self) -> float:
        return self.caught.total() / self.harms.total()

    @property
    def false_share(self) -> float:
        return self.false_stops[""] / self.faithful


def tuning(step: int = 1) -> Rates:
    """Count the tuning part, or every few pairs of it."""
    return rates((path for path in CORPUS.glob("*.toml") if path.name != HELD_OUT), step)


def held_out() -> Rates:
    return rates([CORPUS / HELD_OUT])


def rates(files: Iterable[Path], step: int = 1) -> Rates:
    found = Rates()
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(files):
            for pair in tomllib.loads(path.read_text(encoding="utf-8"))["pair"][::step]:
                found.pairs += 1
                _count(pair, found, Path(folder))
    return found


def _count(pair: dict[str, Any], found: Rates, folder: Path) -> None:
    source = blocks(pair["source"], folder)
    for number, version in enumerate(pair["faithful"], 1):
        verdicts = compare(source, blocks(version, folder), "en-GB")
        stops = {verdict.guard for verdict in verdicts if verdict.strength is Strength.STOP}
        found.faithful += 1
        found.false_stops.update({*stops, ""} if stops else ())
        found.false_warnings += bool(verdicts) and not stops
        found.misses += [f"{pair['id']}: faithful version {number} is stopped by “{guard}”" for guard in sorted(stops)]
    for mutation in pair["mutation"]:
        named = mutation["guard"]
        right = {named} if isinstance(named, str) else set(named)
        counted = named if isinstance(named, str) else named[0]
        verdicts = compare(source, blocks(mutation["plain"], folder), "en-GB")
        stops = {verdict.guard for verdict in verdicts if verdict.strength is Strength.STOP}
        found.harms[counted] += 1
        found.seen += bool(stops)
        found.stopped[counted] += bool(stops & right)
        if right & {verdict.guard for verdict in verdicts}:
            found.caught[counted] += 1
        else:
            others = ", ".join(sorted(stops)) or "nobody"
            found.misses.append(f"{pair['id']}: {counted}: {mutation['note']} (stopped by {others})")
