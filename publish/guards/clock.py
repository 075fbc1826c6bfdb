"""Times of the clock: “18:00”, “6 pm”, “6 o'clock in the evening”, “midnight”."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from publish.guards.phrases import either
from publish.guards.vocabulary import Unit, Vocabulary

CLOCK = Unit(name="o'clock", dimension="clock", factor=1, forms=())
HALF_A_DAY = 720


class ClockTime(msgspec.Struct, frozen=True):
    """A time of the clock in a text.

    Attributes:
        start: its first character.
        end: the character after its last.
        minutes: since midnight.
        named: it is a word, as “midnight”, and no number.
    """

    start: int
    end: int
    minutes: int
    named: bool = False


class ClockReader:
    """Finds the times of the clock in texts of one language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        phrases, self._named = vocabulary.numbers.clock, vocabulary.numbers.hours
        self._hours = {word: int(value) for word, value in vocabulary.numbers.values.items() if 1 <= value <= 12}
        hour = rf"(?:[01]?\d|2[0-3]|{either(self._hours)})"
        half = rf"(?P<morning>{either(phrases['morning'])})|(?P<evening>{either(phrases['evening'])})"
        day = rf"(?: ?(?:{either(phrases['hour'])}))?(?:[ ,]*(?:{half})(?!\w))"
        told = rf"(?<![\w.:])(?P<hour>{hour})(?:[.:](?P<minutes>[0-5]\d))?{day}"
        digits = r"(?<![\w.:])(?P<hour>[01]?\d|2[0-3]):(?P<minutes>[0-5]\d)(?![\w:])"
        units = either(form for each in vocabulary.units for form in each.forms)
        stops = rf"(?<![\w.:])(?P<hour>[1-9]|1\d|2[0-3])\.(?P<minutes>00|15|30|45)(?![\w.]| ?(?:{units})(?!\w))"
        self._expressions = (re.compile(told), re.compile(digits), re.compile(stops))
        self._past = vocabulary.numbers.past
        self._beside = re.compile(rf"(?<!\w)(?P<past>{either(self._past)}) (?P<hour>{hour})(?!\w)(?:{day})?")
        self._words = re.compile(rf"(?<![\w-])(?:{either(self._named)})(?![\w-])")

    def find(self, text: str) -> Iterator[ClockTime]:
        """Yield the times in a text in small letters; of two that overlap, the fuller one comes first."""
        for match in self._beside.finditer(text):
            yield ClockTime(*match.span(), self._hour(match.groupdict()) * 60 + self._past[match["past"]])
        for expression in self._expressions:
            for match in expression.finditer(text):
                groups = match.groupdict()
                yield ClockTime(*match.span(), self._hour(groups) * 60 + int(groups["minutes"] or 0))
        for match in self._words.finditer(text):
            yield ClockTime(*match.span(), self._named[match.group()], named=True)

    def _hour(self, groups: dict[str, str | None]) -> int:
        word = groups["hour"] or ""
        hour = self._hours.get(word) or int(word)
        if groups.get("morning"):
            return hour % 12
        return hour % 12 + 12 if groups.get("evening") else hour
