"""Addresses and numbers to call: kept to the letter."""

from __future__ import annotations

from collections.abc import Iterator

from publish.guards.alignment import Comparison
from publish.guards.contacts import addresses, phones
from publish.guards.passages import Passage
from publish.guards.verdicts import Strength, Verdict
from publish.guards.vocabulary import Vocabulary

_HARM = "People who need help reach nobody, or somebody else."


def links(comparison: Comparison) -> Iterator[Verdict]:
    """Compare what people can call, write to or open."""
    source, plain = (_ways(text, comparison.vocabulary) for text in (comparison.source, comparison.plain))
    lost = [way for way in source if way not in plain]
    for way in plain:
        if way not in source:
            was = f" The source has “{source[lost[0]]}”." if lost else ""
            yield Verdict(
                guard="link",
                strength=Strength.STOP,
                message=f"The plain version has “{plain[way]}”, which is not in the source.{was}",
                harm=_HARM,
                source=source[lost[0]] if lost else "",
                plain=plain[way],
            )
    for way in lost:
        yield Verdict(
            guard="link",
            strength=Strength.WARN if way.startswith("#") else Strength.STOP,
            message=f"The source has “{source[way]}”; the plain version has not.",
            harm=_HARM,
            source=source[way],
            missing=True,
        )


def _ways(passage: Passage, vocabulary: Vocabulary) -> dict[str, str]:
    """Return the ways out of a text, each with how it is written."""
    ways: dict[str, str] = {}
    for target in passage.links:
        scheme, _, rest = target.partition(":")
        key = "".join(filter(str.isdigit, rest)) if scheme == "tel" else rest if scheme == "mailto" else target
        ways[key.lower().rstrip("/")] = target
    for address in addresses(passage.raw):
        ways.setdefault(address.lower().rstrip("/"), address)
    for number in phones(passage.raw, vocabulary):
        ways.setdefault(number, number)
    return ways
