"""What a number of a text says, and when two say the same."""

from __future__ import annotations

from typing import Literal

import msgspec

from publish.guards.clock import CLOCK, HALF_A_DAY
from publish.guards.passages import Statement
from publish.guards.vocabulary import Unit

TIME = ("time", "month")
Bound = Literal["", "up", "down"]
Parts = tuple[float, float]

_CLOSE = 0.0005
_DAY = 86_400
_FOUR_WEEKS = 28
# Twelve weeks are told as three months.
_ROUNDED = 0.1
# Of Fahrenheit: what editors round away.
_DEGREE = 0.5


class Quantity(msgspec.Struct, frozen=True, eq=False):
    """One number of a text.

    Attributes:
        value: the number, in the dimension's own unit where it has one, as a part of 1 for parts of a whole.
        number: the number as it is written.
        unit: its unit, if it has one.
        parts: numerator and denominator of a part of a whole, as “1 in 10” or “10 %”.
        bound: whether it is the least (“up”: at least, more than) or the most (“down”).
        vague: the word may be no number at all, as “one”.
        words: how it is written.
        start: where it begins in the statement's text.
        statement: where it stands.
    """

    value: float
    number: float
    unit: Unit | None
    parts: Parts | None
    bound: Bound
    vague: bool
    words: str
    start: int
    statement: Statement

    @property
    def dimension(self) -> str:
        """What the number measures, or nothing."""
        return self.unit.dimension if self.unit else ""


def same_amount(one: Quantity, other: Quantity) -> bool:
    """Tell whether two numbers say the same, in whatever unit."""
    if one.parts or other.parts:
        return bool(one.parts and other.parts) and abs(one.value - other.value) < _CLOSE
    if CLOCK in (one.unit, other.unit):
        return _same_time(one, other)
    if one.unit and other.unit:
        if {one.dimension, other.dimension} == {"degree Celsius", "degree Fahrenheit"}:
            celsius, fahrenheit = sorted((one, other), key=lambda each: each.dimension)
            return abs(celsius.number * 1.8 + 32 - fahrenheit.number) < _DEGREE
        if "degree" in (one.dimension, other.dimension):
            return (
                one.dimension.startswith("degree")
                and other.dimension.startswith("degree")
                and one.number == other.number
            )
        if {one.dimension, other.dimension} == {"month", "time"}:
            return _as_long(one, other)
        return one.dimension == other.dimension and abs(one.value - other.value) <= 1e-6 * max(1.0, abs(one.value))
    return one.number == other.number


def _as_long(one: Quantity, other: Quantity) -> bool:
    """Tell whether months and weeks come to the same, as people tell them: “6 weeks” and “a month and a half”."""
    months, weeks = (one, other) if one.dimension == "month" else (other, one)
    days = weeks.value / _DAY
    return days >= _FOUR_WEEKS and abs(months.value * _FOUR_WEEKS - days) <= _ROUNDED * days


def _same_time(one: Quantity, other: Quantity) -> bool:
    """Tell whether two times of the clock are one; “at 6” may be 18:00."""
    if one.unit == other.unit:
        return one.value == other.value
    clock, hour = (one, other) if one.unit == CLOCK else (other, one)
    return hour.unit is None and clock.value % HALF_A_DAY == hour.number * 60 % HALF_A_DAY
