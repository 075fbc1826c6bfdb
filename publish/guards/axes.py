"""``opposites.toml``: pairs of poles, and what makes the opposite of a word."""

from __future__ import annotations

from typing import Literal

import msgspec


class Axis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two poles that must not be exchanged, and the guard that tells of it.

    Attributes:
        guard: the name under which it tells.
        name: what the axis is called.
        one: words of the one pole.
        other: words of the other.
        one_also: words that tell the pole but are too common to be judged themselves.
        other_also: the same of the other pole.
        one_loosely: words that tell the pole in some sentences only.
        other_loosely: the same of the other pole.
        strict: a text that has one pole alone must not have the other at all.
        judges: its words judge: a judgement that the source denies must not be affirmed.
        claims: what the source does not judge, the version does not judge either.
    """

    guard: Literal["direction", "antonym", "quantifier"]
    name: str
    one: tuple[str, ...]
    other: tuple[str, ...]
    one_also: tuple[str, ...] = ()
    other_also: tuple[str, ...] = ()
    one_loosely: tuple[str, ...] = ()
    other_loosely: tuple[str, ...] = ()
    strict: bool = False
    judges: bool = False
    claims: bool = False


class Affixes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What makes the opposite of a word: parts before it, and endings, each with the one that takes its place."""

    prefixes: tuple[str, ...]
    endings: tuple[tuple[str, str], ...]
    not_opposites: tuple[str, ...]
