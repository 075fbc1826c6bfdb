"""A dose that is printed and the dose that is heard are the same: told by a reader of spoken English of the test's own."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from hypothesis import example, given, settings
from hypothesis import strategies as st

from publish.speech.spoken_forms import spoken

UNITS = {
    "mg": "milligram", "g": "gram", "kg": "kilogram", "mcg": "microgram", "\u00b5g": "microgram", "\u03bcg": "microgram",
    "ng": "nanogram", "mL": "millilitre", "ml": "millilitre", "L": "litre", "mmol": "millimole", "IU": "international unit",
    "units": "unit", "mmHg": "millimetre of mercury", "%": "percent", "°C": "degree Celsius", "mg/kg": "milligram per kilogram",
    "mcg/kg/min": "microgram per kilogram per minute", "mg/m²": "milligram per square metre", "mmol/L": "millimole per litre",
    "mg/dL": "milligram per decilitre", "\u00b5g/h": "microgram per hour", "mL/min": "millilitre per minute",
    "mg/kg/day": "milligram per kilogram per day", "IU/L": "international unit per litre", "tablets": "tablet",
}  # fmt: skip
COMPARATORS = {
    "<": "less than", ">": "greater than", "≤": "less than or equal to", "≥": "greater than or equal to", "~": "about", "±": "plus or minus",
}  # fmt: skip
PARTS = {"½": ("one half", Fraction(1, 2)), "¼": ("one quarter", Fraction(1, 4)), "¾": ("three quarters", Fraction(3, 4)),
         "⅓": ("one third", Fraction(1, 3)), "⅔": ("two thirds", Fraction(2, 3))}  # fmt: skip
WORDS_OF_PARTS = dict(PARTS.values())


class Dose(NamedTuple):
    comparator: str
    low: Fraction
    high: Fraction | None
    unit: str


class Number(NamedTuple):
    printed: str
    value: Fraction


def _grouped(number: int) -> Number:
    return Number(f"{number:,}", Fraction(number))


def _decimal(thousandths: int) -> Number:
    printed = f"{thousandths / 1000:.3f}".rstrip("0").rstrip(".")
    return Number(printed, Fraction(thousandths, 1000))


def _bare_point(hundredths: int) -> Number:
    return Number(f".{hundredths:02d}", Fraction(hundredths, 100))


def _mixed(whole: int, sign: str) -> Number:
    return Number(f"{whole or ''}{sign}", whole + PARTS[sign][1])


def _spaced(number: int) -> Number:
    return Number(f"{number:,}".replace(",", "\u202f"), Fraction(number))


NUMBERS = st.one_of(
    st.integers(1, 400).map(lambda number: Number(str(number), Fraction(number))),
    st.integers(1000, 250_000).map(_grouped),
    st.integers(10_000, 250_000).map(_spaced),
    st.integers(1, 99_999).map(_decimal),
    st.integers(1, 99).map(_bare_point),
    st.builds(_mixed, st.integers(0, 9), st.sampled_from(list(PARTS))),
)
DASHES = st.sampled_from(["–", "-", " – ", " to ", "\u2012"])
CONTEXTS = st.sampled_from(["{}", "Take {}.", "Give {} (twice a day).", "a dose of {}, then rest", "**{}**; stop"])


@st.composite
def doses(draw: st.DrawFn) -> tuple[str, Dose]:
    """Return a dose as it is printed, and what it means."""
    unit = draw(st.sampled_from(list(UNITS)))
    gap = draw(st.sampled_from([" ", "\u00a0", "\u202f"]))
    if unit in ("%", "°C"):
        gap = draw(st.sampled_from(["", "\u00a0"]))
    low = draw(NUMBERS)
    if draw(st.booleans()):
        high = draw(NUMBERS.filter(lambda number: number.value > low.value))
        return f"{low.printed}{draw(DASHES)}{high.printed}{gap}{unit}", Dose("", low.value, high.value, UNITS[unit])
    sign = draw(st.sampled_from(["", *COMPARATORS]))
    room = draw(st.sampled_from(["", " "])) if sign else ""
    return f"{sign}{room}{low.printed}{gap}{unit}", Dose(COMPARATORS.get(sign, ""), low.value, None, UNITS[unit])


NUMBER = r"(?:\d[\d,]*(?:\.\d+)?(?: and (?:PARTS))?|(?:PARTS))".replace("PARTS", "|".join(WORDS_OF_PARTS))


def _plural(unit: str) -> str:
    """Return a pattern of a unit in the singular and in the plural."""
    counted, *below = unit.split(" per ")
    first, *rest = counted.split(" ")
    counted = f"{counted}s?" if first == "international" else " ".join([f"{first}s?", *rest])
    return " per ".join([counted, *below])


SPOKEN_UNITS = {_plural(unit): unit for unit in sorted(set(UNITS.values()), key=len, reverse=True)}
SPOKEN = re.compile(
    rf"(?P<comparator>{'|'.join(sorted(COMPARATORS.values(), key=len, reverse=True))})? ?(?<![\d.,])"
    rf"(?P<low>{NUMBER})(?: to (?P<high>{NUMBER}))? (?P<unit>{'|'.join(SPOKEN_UNITS)})(?![a-z])"
)


def _value(words: str) -> Fraction:
    whole, _, part = words.rpartition(" and ") if " and " in words else ("", "", words)
    if part in WORDS_OF_PARTS:
        return (Fraction(whole.replace(",", "")) if whole else 0) + WORDS_OF_PARTS[part]
    return Fraction(words.replace(",", ""))


def heard(text: str) -> Dose:
    """Return the one dose that a listener hears in a text."""
    match = SPOKEN.search(text)
    assert match, text
    unit = next(unit for pattern, unit in SPOKEN_UNITS.items() if re.fullmatch(pattern, match["unit"]))
    return Dose(
        match["comparator"] or "",
        _value(match["low"]),
        _value(match["high"]) if match["high"] else None,
        unit,
    )


@settings(max_examples=600, deadline=None)
@example(("0.5–1 mg/kg", Dose("", Fraction(1, 2), Fraction(1), "milligram per kilogram")), "{}")
@example((".5 mg", Dose("", Fraction(1, 2), None, "milligram")), "{}")
@given(doses(), CONTEXTS)
def test_the_dose_that_is_heard_is_the_one_that_is_printed(dose: tuple[str, Dose], context: str) -> None:
    printed, meant = dose
    said = spoken(context.format(printed), "en-GB")
    assert heard(said) == meant, (printed, said)
    assert spoken(said, "en-GB") == said


# ---- frequencies and strengths

ALL = st.sampled_from(["10", "100", "1,000", "10,000"])
SPOKEN_FREQUENCY = re.compile(r"(?<![\d.,])([\d.,]*\d)(?: to ([\d.,]*\d))? out of ([\d,]*\d)(?![\d,.]*\d)")


@st.composite
def frequencies(draw: st.DrawFn) -> tuple[str, tuple[Fraction, Fraction, Fraction]]:
    """Return a frequency as it is printed, and what it means."""
    of_all = draw(ALL)
    below = st.integers(1, 10 * int(of_all.replace(",", "")) - 1).map(lambda tenths: Fraction(tenths, 10))
    low, high = sorted([draw(below), draw(below)])
    printed = f"{float(low):,g}" if low == high else f"{float(low):g}{draw(DASHES)}{float(high):g}"
    return f"{printed} in {of_all}", (low, high, Fraction(of_all.replace(",", "")))


@settings(max_examples=200, deadline=None)
@example(("27 in 100", (Fraction(27), Fraction(27), Fraction(100))), "about {} after ketamine, and more")
@given(
    frequencies(),
    st.sampled_from(
        ["{} people", "about {} patients", "in the range {} women", "about {} after ketamine", "up to {}."]
    ),
)
def test_the_frequency_that_is_heard_is_the_one_that_is_printed(
    frequency: tuple[str, tuple[Fraction, Fraction, Fraction]], context: str
) -> None:
    printed, meant = frequency
    said = spoken(context.format(printed), "en-GB")
    found = SPOKEN_FREQUENCY.search(said)
    assert found, said
    low, high, of_all = (Fraction((group or found[1]).replace(",", "")) for group in found.groups())
    assert (low, high, of_all) == meant, (printed, said)
    assert spoken(said, "en-GB") == said


@given(
    st.integers(1, 20),
    st.sampled_from(["1000", "1,000", "10,000", "200,000", "80 000"]),
    st.sampled_from(
        [
            "adrenaline {}",
            "adrenaline ({}) people",
            "a {} solution",
            "{} dilution",
            "Inject {}.",
            "lidocaine with adrenaline {}, then rest",
        ]
    ),
)
def test_a_strength_is_said_as_it_is_printed(part: int, whole: str, context: str) -> None:
    printed = context.format(f"{part} in {whole}")
    assert spoken(printed, "en-GB") == printed.replace("80 000", "80000")
