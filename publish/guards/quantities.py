"""Numbers as a text gives them: with their units, as parts of a whole, with “at least” and “up to”."""

from __future__ import annotations

import functools
import re
from typing import Literal

import msgspec

from publish.guards.passages import Passage, Statement
from publish.guards.vocabulary import Unit, Vocabulary

Bound = Literal["", "up", "down"]

_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 0.3333, "⅔": 0.6667}


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
    parts: tuple[float, float] | None
    bound: Bound
    vague: bool
    words: str
    start: int
    statement: Statement

    @property
    def dimension(self) -> str:
        """What the number measures, or nothing."""
        return self.unit.dimension if self.unit else ""


class Reader:
    """Finds the numbers of one language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        numbers = vocabulary.numbers
        self._vocabulary = vocabulary
        self._values = {**numbers.values}
        tens = [word for word, value in numbers.values.items() if value >= 20]
        ones = [word for word, value in numbers.values.items() if 0 < value < 10]
        compound = {f"{ten}{gap}{one}": numbers.values[ten] + numbers.values[one] for ten in tens for one in ones for gap in "- "}
        self._values.update(compound)
        for word, value in numbers.multipliers.items():
            self._values.update({f"{one} {word}": numbers.values[one] * value for one in ones})
            self._values[f"a {word}"] = value
            self._values[word] = value
        self._small = frozenset(word for word, value in numbers.values.items() if value <= 2)
        fractions = _either(numbers.fractions)
        words = _either(self._values)
        number = rf"(?:{_DIGITS}|[½¼¾⅓⅔]|(?<![\w'-])(?:{words})(?![\w'-]))"
        units: dict[str, Unit] = {form: unit for unit in vocabulary.units for form in unit.forms}
        self._units = units
        unit = "(?:" + "|".join(re.escape(form) for form in sorted(units, key=len, reverse=True)) + r")(?![\w²³'])"
        joiners = _either(numbers.words["range"])
        ratio = _either(numbers.words["ratio"])
        self._ratio = re.compile(rf"(?P<part>{number})(?: [a-z]+)? (?:{ratio}) (?P<whole>(?:{_DIGITS}|(?:{words})))(?![\w/])(?! ?(?:{unit}))")
        self._amount = re.compile(
            rf"(?P<first>{number})(?:(?P<join> ?[–—-] ?| (?:{joiners}) )(?P<second>{number}))?"
            rf"(?:[ \u00a0-]?(?P<unit>{unit}))?"
        )
        self._fraction = re.compile(rf"(?<![\w'-])(?:{fractions})(?![\w'-])(?:(?: an?)? (?P<unit>{unit}))?")
        self._times = re.compile(rf"(?<![\w'-])(?:{_either(numbers.times)})(?![\w'-])")
        before = {words: kind for kind in ("up", "down") for words in numbers.comparisons[kind]}
        after = {words: kind for kind in ("up", "down") for words in numbers.comparisons[f"{kind}_after"]}
        self._before = [(re.compile(_loose(words) + r"(?:[ ,]+(?:a|an|the|about|around|every|just|these|last|between|week|or))*[ ,(]*$"), kind) for words, kind in sorted(before.items(), key=lambda pair: -len(pair[0]))]
        self._idioms = re.compile(_either(numbers.words["idioms"]))
        self._turned = re.compile(rf"(?<!\w)(?:{_either(numbers.words['turned'])})[ ,(]*$")
        self._after = [(re.compile(r"^(?: of [a-z]+)?[ ,]*(?:\S+ )?" + _loose(words)), kind) for words, kind in sorted(after.items(), key=lambda pair: -len(pair[0]))]

    def read(self, statement: Statement) -> list[Quantity]:
        """Return the numbers of a statement, without those of its lead."""
        text = statement.text
        found: list[Quantity] = []
        taken: list[tuple[int, int]] = []

        def free(start: int, end: int) -> bool:
            return start >= statement.own and all(end <= first or start >= last for first, last in taken)

        def add(start: int, end: int, number: float, unit: Unit | None, parts: tuple[float, float] | None, vague: bool, span: tuple[int, int]) -> None:
            value = parts[0] / parts[1] if parts and parts[1] else number * (unit.factor if unit else 1)
            bound = self._bound(text, span[0], span[1])
            found.append(Quantity(round(value, 9), number, unit, parts, bound, vague, text[span[0] : span[1]].strip(), start, statement))

        taken += [match.span() for match in self._idioms.finditer(text)]
        for match in self._ratio.finditer(text):
            part, whole = self.value(match["part"]), self.value(match["whole"])
            if free(*match.span()) and whole > part:
                taken.append(match.span())
                add(match.start(), match.end(), part, None, (part, whole), False, match.span())
        for match in self._fraction.finditer(text):
            if not free(*match.span()):
                continue
            taken.append(match.span())
            words = match.group()
            fraction = next(value for name, value in sorted(self._vocabulary.numbers.fractions.items(), key=lambda pair: -len(pair[0])) if words.startswith(name))
            if match["unit"]:
                unit = self._units[match["unit"]]
                add(match.start(), match.end(), fraction, unit, None, False, match.span())
            else:
                add(match.start(), match.end(), fraction, None, (fraction, 1), False, match.span())
        for match in self._amount.finditer(text):
            if not free(*match.span()) or (match.start() and text[match.start() - 1] in "-." and text[match.start() - 2 : match.start() - 1].isalnum()):
                continue
            unit = self._units.get(match["unit"] or "")
            numbers = [self.value(match["first"])] + ([self.value(match["second"])] if match["second"] else [])
            taken.append(match.span())
            bare_words = match["first"] in self._vocabulary.numbers.words["vague"]
            for index, number in enumerate(numbers):
                if unit and unit.name == "%":
                    add(match.start() + index, match.end(), number, None, (number, 100), False, match.span())
                else:
                    vague = not unit and not match["second"] and bool(bare_words or match["first"] in self._small)
                    add(match.start() + index, match.end(), number, unit, None, vague, match.span())
        for mention in self._vocabulary.often_phrases.find(text):
            if mention.text.endswith("ly") and free(mention.start, mention.end):
                unit = self._units[mention.kind]
                add(mention.start, mention.end, 1, unit, None, True, (mention.start, mention.end))
        for match in self._times.finditer(text):
            if free(*match.span()):
                times = self._vocabulary.numbers.times[match.group()]
                add(match.start(), match.end(), times, None, None, times == 1, match.span())
        for match in re.finditer(rf"(?<![\w'-])(?:an?|one|each|every|the|this|first|next|last) ({'|'.join(sorted((form for form in self._units if self._units[form].dimension in ('time', 'month')), key=len, reverse=True))})(?![\w'-])", text):
            if free(*match.span()):
                unit = self._units[match.group(1)]
                add(match.start(), match.end(), 1, unit, None, True, match.span())
        return sorted(found, key=lambda quantity: quantity.start)

    def value(self, words: str) -> float:
        """Return the number that digits or words write."""
        if words in _VULGAR:
            return _VULGAR[words]
        if words in self._values:
            return self._values[words]
        return float(re.sub(r"[, \u00a0\u202f]", "", words))

    def _bound(self, text: str, start: int, end: int) -> Bound:
        before, after = text[max(0, start - 45) : start], text[end : end + 40]
        hits = [(match.start(), -len(match.group()), kind) for expression, kind in self._before if (match := expression.search(before))]
        if hits:
            place, _, kind = min(hits)
            turned = self._turned.search(before[place:]) is not None
            return "up" if (kind == "up") != turned else "down"
        for expression, kind in self._after:
            if expression.match(after):
                return "up" if kind == "up" else "down"
        return ""


def quantities(passage: Passage, vocabulary: Vocabulary) -> list[Quantity]:
    """Return the numbers of a passage, in order."""
    reader = _reader(vocabulary)
    return [quantity for statement in passage.statements for quantity in reader.read(statement)]


@functools.cache
def _reader(vocabulary: Vocabulary) -> Reader:
    return Reader(vocabulary)


def _either(words: object) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


def _loose(words: str) -> str:
    return r"(?<!\w)" + r"[ ]+".join(re.escape(word).replace(r"\*", r"\w*") if word != "…" else r"(?:\w+ ){0,4}" for word in words.split()) + r"(?!\w)"
