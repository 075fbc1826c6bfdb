"""Clock values (SMIL 3.0, timing; EPUB 3.3, 9.2)."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

_CLOCK = re.compile(
    r"(?:(?P<hours>\d{1,6}):)?(?P<minutes>[0-5]\d|\d):(?P<seconds>[0-5]\d)(?P<fraction>\.\d{1,12})?", re.A
)
_COUNT = re.compile(r"(?P<number>\d{1,12}(?:\.\d{1,12})?)(?P<unit>h|min|s|ms)?", re.A)
_UNITS = {"h": Decimal(3600), "min": Decimal(60), "s": Decimal(1), "ms": Decimal("0.001"), None: Decimal(1)}


class Clock(msgspec.Struct, frozen=True):
    """A time.

    Attributes:
        seconds: since the beginning.
        step: the smallest difference, in seconds, that it was written with.
    """

    seconds: Decimal
    step: Decimal


def read_clock(text: str) -> Clock | None:
    """Return a clock value, or None if the text is none."""
    text = text.strip()
    if match := _CLOCK.fullmatch(text):
        whole = 3600 * int(match["hours"] or 0) + 60 * int(match["minutes"]) + int(match["seconds"])
        fraction = Decimal(match["fraction"] or 0)
        return Clock(whole + fraction, _step(fraction))
    if match := _COUNT.fullmatch(text):
        number, unit = Decimal(match["number"]), _UNITS[match["unit"]]
        return Clock(number * unit, _step(number) * unit)
    return None


def _step(number: Decimal) -> Decimal:
    return Decimal(1).scaleb(int(number.as_tuple().exponent))
