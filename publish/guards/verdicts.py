"""What the guards say."""

from __future__ import annotations

import enum
from typing import Literal

import msgspec

from publish.findings import Location

Guard = Literal[
    "number",
    "unit",
    "time",
    "negation",
    "modality",
    "condition",
    "medicine",
    "abbreviation",
    "direction",
    "quantifier",
    "antonym",
    "hype",
    "link",
    "quotation",
    "addition",
    "omission",
    "language",
]


class Strength(enum.StrEnum):
    """How much a verdict weighs: a stop must be mended or answered by a person, a warning asks for a second look."""

    STOP = "stop"
    WARN = "warn"


class Verdict(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One difference between a source text and its plain version.

    Attributes:
        guard: which guard saw it.
        strength: how much it weighs.
        message: what differs, in a sentence that quotes both texts.
        harm: what it can do to the person who reads the plain version.
        source: the words of the source; empty where it has none.
        plain: the words of the plain version; empty where it has none.
        missing: the plain version leaves something out; nothing that it says is wrong by that.
        location: the place of the plain version, where it is known.
    """

    guard: Guard
    strength: Strength
    message: str
    harm: str
    source: str = ""
    plain: str = ""
    missing: bool = False
    location: Location | None = None

    @property
    def told(self) -> str:
        """The guard and what it saw, as a lock keeps it."""
        return f"{self.guard}: {self.message}"

    @property
    def stops(self) -> bool:
        """The plain version must not be approved unless a person says why it is right all the same."""
        return self.strength is Strength.STOP
