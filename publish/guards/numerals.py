"""Finding the numbers of a text: with their units, as parts of a whole, with “at least” and “up to”."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from publish.guards.clock import CLOCK, ClockReader
from publish.guards.passages import Passage, Statement
from publish.guards.phrases import either
from publish.guards.quantities import Bound, Parts, Quantity
from publish.guards.vocabulary import Unit, Vocabulary

_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 0.3333, "⅔": 0.6667}
_EDGES = r"(?<![\w'-])(?:{})(?![\w'-])"
_BEFORE, _AFTER = 45, 40


class _Found(msgspec.Struct, frozen=True):
    """One or two numbers (of a range) in a stretch of text."""

    start: int
    end: int
    numbers: tuple[float, ...]
    unit: Unit | None = None
    parts: Parts | None = None
    vague: bool = False


def quantities(passage: Passage, vocabulary: Vocabulary) -> list[Quantity]:
    """Return the numbers of a passage, in order, without those of leads."""
    numbers = _numbers(vocabulary)
    return [quantity for statement in passage.statements for quantity in numbers.read(statement)]


class _Numbers:
    """Finds the numbers of one language. What is found first keeps its words from what is looked for later."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        words = vocabulary.numbers
        self._vocabulary = vocabulary
        self._values = _number_words(vocabulary)
        self._small = frozenset(word for word, value in words.values.items() if value <= 2)
        self._units = {form: unit for unit in vocabulary.units for form in unit.forms}
        spelled = either(self._values)
        number = rf"(?:{_DIGITS}|[½¼¾⅓⅔]|{_EDGES.format(spelled)})"
        unit = rf"(?:{either(self._units)})(?![\w²³'])"
        joined = "|".join(f"(?<={word}-)" for word in words.words["joined"])
        self._counting = frozenset(words.words["counting"])
        lasting = [form for form, each in self._units.items() if each.dimension in ("time", "month")]
        self._clock = ClockReader(vocabulary)
        fraction = rf"(?:{either(words.words['mixed'])}) (?P<fraction>{either(words.fractions)})(?![\w'])"
        whole = rf"(?<![\w'.-])(?P<number>{number}|{either(words.words['vague'])})"
        self._mixed = (
            re.compile(rf"{whole} {fraction}(?:[ -](?P<unit>{unit}))?"),
            re.compile(rf"{whole}[ -](?P<unit>{unit}) {fraction}"),
            re.compile(rf"(?<![\w.])(?P<number>\d+) ?(?P<fraction>[½¼¾⅓⅔])(?:[ -](?P<unit>{unit}))?"),
        )
        long = rf"(?:{either(form for form, each in self._units.items() if each.dimension == 'time')})"
        self._long = re.compile(
            rf"(?<![\w'.-])(?P<number>{number}) (?P<unit>{long}) (?:and )?(?P<more>{number}) (?P<minor>{long})(?![\w'])"
        )
        self._idioms = re.compile(either(words.words["idioms"]))
        self._ratio = re.compile(
            rf"(?P<part>{number})(?: (?!{unit})[^\W\d_]+)? (?:{either(words.words['ratio'])}) "
            rf"(?P<whole>(?:{_DIGITS}|(?:{spelled})))(?![\w/])(?! ?(?:{unit}))"
        )
        self._fraction = re.compile(
            rf"(?<![\w'-])(?P<fraction>{either(words.fractions)})(?![\w'-])(?:(?: \w{{1,2}})? (?P<unit>{unit}))?"
        )
        self._amount = re.compile(
            rf"(?<!\d)(?:(?<![^\W_][-.])|{joined})(?P<first>{number})"
            rf"(?:(?: ?[–—-] ?| (?:{either(words.words['range'])}) )(?P<second>{number}))?"
            rf"(?:[ \u00a0-]?(?P<unit>{unit}))?"
        )
        self._times = re.compile(_EDGES.format(either(words.times)))
        self._single = re.compile(
            _EDGES.format(rf"(?:{either(vocabulary.times.articles)}) (?P<unit>{either(lasting)})")
        )
        beside = rf"(?:[ ,]+(?:{either(words.words['beside'])}))*[ ,(-]*$"
        self._turned = re.compile(rf"(?<!\w)(?:{either(words.words['turned'])})[ ,(]*$")
        self._before = _bounds(words.comparisons, "", lambda phrase: phrase + beside)
        self._after = _bounds(
            words.comparisons, "_after", lambda phrase: r"^(?: [^\W\d_]+ [^\W\d_]+)?[ ,]*(?:\S+ )?" + phrase
        )

    def read(self, statement: Statement) -> list[Quantity]:
        """Return the numbers of a statement, without those of its lead."""
        text = statement.text
        taken = [match.span() for match in self._idioms.finditer(text)]
        quantities: list[Quantity] = []
        for find in (
            self._clocks,
            self._mixed_numbers,
            self._lasting,
            self._ratios,
            self._fractions,
            self._amounts,
            self._adverbs,
            self._counts,
            self._singles,
        ):
            for found in find(text):
                free = all(found.end <= start or found.start >= end for start, end in taken)
                if free and found.start >= statement.own:
                    taken.append((found.start, found.end))
                    quantities += self._quantities(found, statement)
        return sorted(quantities, key=lambda quantity: quantity.start)

    def _quantities(self, found: _Found, statement: Statement) -> Iterator[Quantity]:
        bound = self._bound(statement.text, found.start, found.end)
        words = statement.text[found.start : found.end].strip()
        for place, number in enumerate(found.numbers, found.start):
            parts = found.parts
            if found.unit and found.unit.name == "%":
                parts = (number, 100.0)
            unit = None if parts else found.unit
            value = parts[0] / parts[1] if parts else number * (unit.factor if unit else 1)
            yield Quantity(round(value, 9), number, unit, parts, bound, found.vague, words, place, statement)

    def _clocks(self, text: str) -> Iterator[_Found]:
        for time in self._clock.find(text):
            yield _Found(time.start, time.end, (float(time.minutes),), unit=CLOCK, vague=time.named)

    def _mixed_numbers(self, text: str) -> Iterator[_Found]:
        """“One and a half hours”, “an hour and a half”."""
        for expression in self._mixed:
            for match in expression.finditer(text):
                number, fraction = match["number"], match["fraction"]
                whole = 1.0 if number in self._vocabulary.numbers.words["vague"] else self._value(number)
                part = _VULGAR.get(fraction) or self._vocabulary.numbers.fractions[fraction]
                yield _Found(*match.span(), (whole + part,), unit=self._units.get(match["unit"] or ""))

    def _lasting(self, text: str) -> Iterator[_Found]:
        """“4 hours and 30 minutes”."""
        for match in self._long.finditer(text):
            unit, minor = self._units[match["unit"]], self._units[match["minor"]]
            if minor.factor < unit.factor:
                number = self._value(match["number"]) + self._value(match["more"]) * minor.factor / unit.factor
                yield _Found(*match.span(), (number,), unit=unit)

    def _ratios(self, text: str) -> Iterator[_Found]:
        for match in self._ratio.finditer(text):
            part, whole = self._value(match["part"]), self._value(match["whole"])
            if whole > part:
                yield _Found(*match.span(), (part,), parts=(part, whole))

    def _fractions(self, text: str) -> Iterator[_Found]:
        for match in self._fraction.finditer(text):
            value = self._vocabulary.numbers.fractions[match["fraction"]]
            unit = self._units.get(match["unit"] or "")
            yield _Found(*match.span(), (value,), unit=unit, parts=None if unit else (value, 1.0))

    def _amounts(self, text: str) -> Iterator[_Found]:
        for match in self._amount.finditer(text):
            unit = self._units.get(match["unit"] or "")
            numbers = tuple(self._value(words) for words in (match["first"], match["second"]) if words)
            little = match["first"] in self._vocabulary.numbers.words["vague"] or match["first"] in self._small
            yield _Found(*match.span(), numbers, unit=unit, vague=not unit and len(numbers) == 1 and little)

    def _adverbs(self, text: str) -> Iterator[_Found]:
        """“Yearly” is as good as “every 12 months”."""
        for mention in self._vocabulary.often_phrases.find(text):
            if " " not in mention.text and mention.text.isalpha():
                yield _Found(mention.start, mention.end, (1.0,), unit=self._units[mention.kind], vague=True)

    def _counts(self, text: str) -> Iterator[_Found]:
        for match in self._times.finditer(text):
            times = self._vocabulary.numbers.times[match.group()]
            yield _Found(*match.span(), (times,), vague=times == 1)

    def _singles(self, text: str) -> Iterator[_Found]:
        for match in self._single.finditer(text):
            yield _Found(*match.span(), (1.0,), unit=self._units[match["unit"]], vague=True)

    def _value(self, words: str) -> float:
        if words in _VULGAR:
            return _VULGAR[words]
        if words in self._values:
            return self._values[words]
        return float(re.sub(r"[, \u00a0\u202f]", "", words))

    def _bound(self, text: str, start: int, end: int) -> Bound:
        before, after = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
        hits = [
            (match.start(), -len(match.group()), bound)
            for expression, bound in self._before
            if (match := expression.search(before))
        ]
        if hits:
            place, _, bound = min(hits)
            return _opposite(bound) if self._turned.search(before[place:]) else bound
        hit = next(((match, bound) for expression, bound in self._after if (match := expression.match(after))), None)
        if hit is None:
            return ""
        counting = self._turned.search(before) and any(hit[0].group().endswith(phrase) for phrase in self._counting)
        return _opposite(hit[1]) if counting else hit[1]


def _opposite(bound: Bound) -> Bound:
    return "down" if bound == "up" else "up"


def _bounds(
    comparisons: Mapping[str, Iterable[str]], place: str, whole: Callable[[str], str]
) -> list[tuple[re.Pattern[str], Bound]]:
    """Compile the phrases for least and most, the longest first."""
    bounds: tuple[Bound, Bound] = ("up", "down")
    phrases = {phrase: bound for bound in bounds for phrase in comparisons[f"{bound}{place}"]}
    ordered = sorted(phrases.items(), key=lambda pair: -len(pair[0]))
    return [(re.compile(whole(_loose(phrase))), bound) for phrase, bound in ordered]


def _number_words(vocabulary: Vocabulary) -> dict[str, float]:
    """Return the words for numbers, “twenty-one” and “three hundred” among them."""
    values, multipliers = vocabulary.numbers.values, vocabulary.numbers.multipliers
    ones = {word: value for word, value in values.items() if 0 < value < 10}
    words = dict(values)
    for ten, value in values.items():
        if value >= 20:
            words.update({f"{ten}{gap}{one}": value + more for one, more in ones.items() for gap in "- "})
    for word, value in multipliers.items():
        words.update({f"{one} {word}": more * value for one, more in ones.items()})
        words.update({f"{article} {word}": value for article in vocabulary.numbers.words["vague"]})
        words[word] = value
    return words


@functools.cache
def _numbers(vocabulary: Vocabulary) -> _Numbers:
    return _Numbers(vocabulary)


def _loose(phrase: str) -> str:
    parts = (r"(?:\w+ ){0,4}" if word == "…" else re.escape(word).replace(r"\*", r"\w*") for word in phrase.split())
    return r"(?<!\w)" + "[ ]+".join(parts) + r"(?!\w)"
