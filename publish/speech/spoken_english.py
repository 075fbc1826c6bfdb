"""The spoken forms of English: an ordered table of the reason, what is written, and what is said."""

from __future__ import annotations

import re

from publish.speech.rewriting import Rule
from publish.speech.spoken_addresses import ADDRESSES
from publish.speech.spoken_calls import NUMBERS_TO_CALL
from publish.speech.spoken_dates import DATES_AND_TIMES
from publish.speech.spoken_frequencies import FREQUENCIES
from publish.speech.spoken_shorthand import SHORTHAND
from publish.speech.spoken_units import (
    BELOW,
    NOT_READ_AS_A_WORD,
    NUMBER,
    ONE_UNIT,
    PER,
    SCALE,
    SIGN,
    SOME,
    UNIT,
    UNIT_PER,
    measure_in_words,
    money_after_in_words,
    money_in_words,
    money_range_in_words,
    one_unit_in_words,
    per_in_words,
    unit_in_words,
)

_FRACTIONS = {
    "½": "one half", "⅓": "one third", "⅔": "two thirds", "¼": "one quarter", "¾": "three quarters",
    "⅕": "one fifth", "⅖": "two fifths", "⅗": "three fifths", "⅘": "four fifths", "⅙": "one sixth", "⅚": "five sixths",
    "⅛": "one eighth", "⅜": "three eighths", "⅝": "five eighths", "⅞": "seven eighths", "⅒": "one tenth",
    "1/2": "one half", "1/3": "one third", "2/3": "two thirds", "1/4": "one quarter", "3/4": "three quarters",
    "1/8": "one eighth", "3/8": "three eighths", "5/8": "five eighths", "7/8": "seven eighths",
}  # fmt: skip
_SIGNS_OF_PARTS = "".join(sign for sign in _FRACTIONS if len(sign) == 1)
_PART = "|".join(part for part in _FRACTIONS if len(part) == 3)
_PART_IN_WORDS = "|".join(dict.fromkeys(_FRACTIONS.values()))
_SHARES = {"v": "volume", "w": "weight"}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", "⁺")


def _value(number: str) -> float:
    try:
        return float(number.replace(",", ""))
    except ValueError:
        return float("nan")


def _dash(match: re.Match[str]) -> str:
    low, dash, high = match.groups()
    if _value(low) < _value(high):
        return f"{low} to {high}"
    if "-" in dash:
        return f"{low} minus {high}" if dash == " - " else match[0]
    return match[0] if dash in "~∼—" else f"{low}, {high}"


def _dash_between_units(match: re.Match[str]) -> str:
    low, unit, dash, high = match.groups()
    if _value(low) < _value(high):
        return f"{low} {unit} to {high}"
    return match[0] if "-" in dash else f"{low} {unit}, {high}"


def _signed_range(match: re.Match[str]) -> str:
    """Return “−20 °C to minus ” for “−20 °C–−”, and “1 to ” for “1--”, which stands for a dash."""
    sign, low, unit = match.groups(default="")
    return f"{sign}{low}{unit} to {'' if match[0].endswith('--') and not sign else 'minus '}"


def _ratio(match: re.Match[str]) -> str:
    # “1:10,000” has more signs than a time, and no ratio begins with a zero.
    is_time = len(match[2]) == 2 and int(match[1]) < 24 and int(match[2]) < 60
    return match[0] if is_time or match[2].startswith("0") else f"{match[1]} to {match[2]}"


def _power(match: re.Match[str]) -> str:
    return " to the power of " + match[0].replace("⁻", "minus ").translate(_RAISED)


def _power_of(sign: str, exponent: str) -> str:
    return f" to the power of {'minus ' if sign and sign in '−-' else ''}{exponent}"


def _charge(match: re.Match[str]) -> str:
    return f" {match[1].translate(_RAISED)} {'plus' if match[2] == '⁺' else 'minus'}"


def _shares(match: re.Match[str]) -> str:
    return f" {_SHARES[match[0][0]]} by {_SHARES[match[0][2]]}"


_MONEY = [
    Rule("“$-5” is said “dollar, five”.", r"([$£€¥₹])[−-](?=\.?\d)", r"−\1"),
    Rule(
        "“$5–10” is said “dollar five ten”.",
        rf"{SIGN}({NUMBER}){SCALE}\s?[–-]\s?(?:[A-Z]{{1,2}}\$|[$£€¥₹])?({NUMBER}){SCALE}",
        money_range_in_words,
    ),
    Rule("“$50” is said “dollar fifty”.", rf"{SIGN}\s?({NUMBER}){SCALE}", money_in_words),
    Rule("“50 €” is said as it stands by few voices.", rf"(?<![\w.,])({NUMBER}) ?([€£¥₹])", money_after_in_words),
    Rule("“50p” is said “fifty P”.", r"(?<![\w.,£])(\d{1,2})p\b", r"\1 pence"),
]

_POINTS = [
    Rule("“.5” is said “dot five”, and a lost point is a tenfold dose.", r"(?<![\w.])\.(?=\d)", "0."),
    Rule("A raised point is a decimal point.", r"(?<=\d)·(?=\d)", "."),
]

_WRITTEN_OTHERWISE = [
    Rule("“m^2” is a square.", r"(?<=(?<![A-Za-z])[A-Za-z])\^2(?!\d)|(?<=[cm]m)\^2(?!\d)", "²"),
    Rule("“m^3” is a cube.", r"(?<=(?<![A-Za-z])[A-Za-z])\^3(?!\d)|(?<=[cm]m)\^3(?!\d)", "³"),
    Rule(
        "“mg kg⁻¹” is said “milligrams kilograms minus”.",
        rf"(?:(?<=[\w%])[ ·⋅.]|(?<=[\d¹²³⁴-⁹]))({BELOW})(?:⁻¹|\^[−-]1)(?![\d⁰¹²³⁴-⁹])",
        r"/\1",
    ),
    Rule("“mg kg-1” is said “kilograms one”.", r"(?<=[a-zµ1-9L])[ ·.](kg|min|mL|ml|h|L)-1(?![\w–-])", r"/\1"),
    Rule("“5 mg / kg” is said with a slash.", rf"(?<![\w.,])({NUMBER} ?{ONE_UNIT}) ?/ ?(?={BELOW}(?!\w))", r"\1/"),
    Rule("“2×/day” is said with a slash.", rf"(?<=\d) ?[×xX] ?(?={PER}(?!\w))", " times"),
    Rule("“5% w/v” is said with a slash.", r"(?<![\w/])[vw]/[vw](?![\w/])", _shares),
    Rule(
        "“10 mg/20 mg” tells two strengths, or of two medicines; “5 g/100 g” tells how much is in the whole.",
        rf"(?<![\w.,])({NUMBER} ?({ONE_UNIT}))/(?!100 ?m?[gLl]\b)(?={NUMBER} ?\2(?![\w²³]))",
        r"\1 / ",
    ),
]

_PARTS_AND_RATIOS = [
    Rule(
        "“1-1/2 tablets” are one and a half; a range would rise.",
        rf"(?<![\w/.,–‒-])([1-9]\d?)-(?=(?:[{_SIGNS_OF_PARTS}]|{_PART})(?![\w/–‒-]))",
        r"\1 ",
    ),
    Rule("“t½” is no “tone half”.", rf"(?<=[A-Za-z])(?=[{_SIGNS_OF_PARTS}])", " "),
    Rule(
        "“½–1” loses its dash.",
        rf"(?<![\w/.,–-])((?:\d+ ?)?[{_SIGNS_OF_PARTS}]|(?:\d+ )?(?:{_PART}))\s?[–‒-]\s?(?=[\d{_SIGNS_OF_PARTS}])",
        r"\1 to ",
    ),
    Rule(
        "“1–1½” loses its dash.",
        rf"(?<![\w/.,–-])({NUMBER})\s?[–‒-]\s?(?=(?:\d+ ?)?[{_SIGNS_OF_PARTS}]|(?:\d+ )?(?:{_PART})(?![\w/]))",
        r"\1 to ",
    ),
    Rule(
        "“½ g” is a weight; “one half g” in a formula is none.",
        rf"(?<![\w.,/])((?:\d+ ?)?[{_SIGNS_OF_PARTS}]|(?:\d+ )?(?:{_PART}))([ -]?)({UNIT})(?![\w²³⁻])",
        measure_in_words,
    ),
    Rule(
        "“2½” is two and a half, not two halves.",
        rf"(?<=\d) ?([{_SIGNS_OF_PARTS}])",
        lambda match: f" and {_FRACTIONS[match[1]]}",
    ),
    Rule(
        "“1 1/2” is one and a half.",
        rf"(?<![\w.,/])(\d{{1,2}}) ({_PART})(?![\w/])",
        lambda match: f"{match[1]} and {_FRACTIONS[match[2]]}",
    ),
    Rule("Some voices do not know “½”.", f"[{_SIGNS_OF_PARTS}]", lambda match: _FRACTIONS[match[0]]),
    Rule("“1/2” is said “one slash two”.", rf"(?<![\w/.,])(?:{_PART})(?![\w/])", lambda match: _FRACTIONS[match[0]]),
    Rule("“50/50” is no division.", r"(?<![\w/.,])50/50(?![\w/])", "fifty-fifty"),
    Rule(
        "“120/80” is said with a slash; a date has two.",
        r"(?<![\w/.,])(\d{1,4})/(\d{1,4})(?:(?![\w/])|(?=mm ?Hg))",
        r"\1 over \2",
    ),
    Rule(
        "“1:1000” is said with a colon; “9:30” is a time.",
        r"(?<![\w:.,])(\d+)(?: : |:)(\d+(?:,\d{3})*)(?![\w:]|[.,]\d)",
        _ratio,
    ),
    Rule(
        "“A 1:30 dilution” is no time.",
        r"(?<![\w:.,])(\d+):(\d+)(?= (?:dilution|mixture|ratio|solution)s?\b)",
        r"\1 to \2",
    ),
]

_RANGES = [
    Rule(
        "“Day 1 – 5 mg” tells a day and a dose, not a range.",
        rf"\b((?i:day|week|month|step|visit|cycle|phase|stage|part) \d{{1,3}})\s?[–—-]\s?(?={NUMBER}[ -]?{UNIT}(?!\w))",
        r"\1, ",
    ),
    Rule(
        "“−20–−15 °C” loses a minus or the dash, and “-2--1” both.",
        rf"(?<![\w.,–])([−–-]?)({NUMBER})( ?(?:{UNIT}))?(?: ?[–‒] ?[−-]|--|-−)(?={NUMBER}(?!\w*[–‒]\d))",
        _signed_range,
    ),
    Rule(
        "“5~10” is no “5, about 10”, and “5—10” is said “five ten”.",
        rf"(?<![\w.,–])({NUMBER})([~∼—])({NUMBER})(?![\d~∼—]|[.,]\d)",
        _dash,
    ),
    Rule(
        "“10 AM-4 PM” is said “ten AM, four PM”.",
        rf"(?<![\w.,–])({NUMBER} ?(?:{UNIT}|[AP]M))(?:-| - )(?={NUMBER} ?(?:{UNIT}|[AP]M)(?!\w))",
        r"\1 to ",
    ),
    Rule(
        "“5 mg -10 mg” is a range; “5 mg – 3 mg fewer” is none.",
        rf"(?<![\w.,–])({NUMBER}) ?({UNIT})( -|- | – |–| –|– )({NUMBER})(?= ?\2(?!\w))",
        _dash_between_units,
    ),
    Rule("“Friday 9-5” is no score.", r"(?<=day )(\d{1,2}) ?[–-] ?(?=\d{1,2}\b(?![.,:/-]\d))", r"\1 to "),
    Rule("“noon–5 PM” loses its dash.", r"\b(noon|midnight)\s?[–-]\s?(?=\d)", r"\1 to "),
    Rule("“9 AM–noon” loses its dash.", r"(?<=\w)\s?[–-]\s?(?=(?:noon|midnight)\b)", " to "),
    Rule(
        "“5–10” is said “five ten”.",
        rf"(?<![\w.,–])({NUMBER}(?: ?(?:{UNIT}|[AP]M)| o’clock| hundred hours)?)[–‒](?={NUMBER}(?!\w*[–‒]\d))",
        r"\1 to ",
    ),
    Rule(
        "“2-3” is said “two dash three”; “3-0” is no range, and “in 1962 – 8 years later” is none.",
        rf"(?<![\w.,-])({NUMBER})( - |-| -|- | – | –|– )({NUMBER})(?!\d|-\d|[.,]\d)",
        _dash,
    ),
]

_SIGNS = [
    Rule("A minus sign before a number is not heard.", r"(?:^|(?<=[\s(\[]))[−–-](?=\.?\d)", "minus "),
    Rule("A minus sign between numbers is not heard.", r"(?<=\d) ?− ?(?=\d)", " minus "),
    Rule("“≤” is not heard.", r"\s*(?:≤|⩽|<=)\s*", " less than or equal to "),
    Rule("“≠” is not heard, and with it a “not”.", r"\s*≠\s*", " not equal to "),
    Rule("“÷” is not heard.", r"\s*÷\s*", " divided by "),
    Rule("“‰” is said by few voices.", r"\s*‰", " per thousand"),
    Rule("“≥” is not heard.", r"\s*(?:≥|⩾|>=)\s*", " greater than or equal to "),
    Rule("An arrow is not heard.", r"\s*(?:→|⟶|->)\s*", " to "),
    Rule("“p < 0.05” loses its sign.", r"\s*<\s*", " less than "),
    Rule("“>” is not heard.", r"\s*>\s*", " greater than "),
    Rule("“±” is not heard.", r"\s*(?:±|\+/[-−])\s*", " plus or minus "),
    Rule("“≈” and “~” are not heard.", rf"[≈~∼≃≅]\s*(?=\d|{_PART_IN_WORDS})", "about "),
    Rule("“3x daily” is spelled.", r"(?<![\w.,])(\d{1,2})x(?!\w)", r"\1 times"),
    Rule(
        "“2x500 mg” and “5 mg x 2” are spelled.",
        rf"(?<![\w.,])([1-9]\d{{0,3}}(?:\.\d+)?(?: ?{ONE_UNIT} | ?{ONE_UNIT}(?=[xX] )| ?)?)[xX] ?(?=\d)",
        r"\1 times ",
    ),
    Rule("“3 x daily” is spelled.", r"(?<=\d) [xX] (?=daily|weekly|an? |per )", " times "),
    Rule("“x2” is spelled.", r"(?<![\w.,])x(\d{1,2})(?!\w)", r"times \1"),
    Rule("“×” is not heard.", r"\s*×\s*(?=\w|$)|(?<=\d)\s*×|(?<=\d) [xX] (?=\d)", " times "),
    Rule("“=” is not said by every voice.", r"\s*=\s*", " equals "),
    Rule("“&” is not said by every voice.", r"\s*&\s*", " and "),
    Rule("“+” is not said by every voice.", r"\s*\+(?=\s|\d|$|[,.;:)+/])\s*", " plus "),
]

_LEFT_OVER = [
    Rule("“5%” is said by every voice, “%” alone by few.", r"\s*%", " percent"),
    Rule("“he/she” may lose its slash.", r"(?<=\w) ?/ ?(?=\w)", " slash "),
    Rule("“@” is said by few voices.", r"\s*@\s*", " at "),
]

_NUMBERS = [
    Rule("“5′ 10″” loses its signs.", r"(?<![\w.])(\d)\s?['’′]\s?(\d{1,2})\s?[\"”″]", r"\1 feet \2 inches"),
    Rule("“10^9” is said “ten nine”.", r"(?<=\d)\^([+−-]?)(\d+)", lambda match: _power_of(match[1], match[2])),
    Rule("“Ca²⁺” and “HCO₃⁻” are charged.", r"(?<=[A-Za-z\d)])([²³⁴]?)([⁺⁻])(?![⁰¹²³⁴-⁹])", _charge),
    Rule(
        "“Cl−” and “Rh-” lose their sign.",
        r"\b(A|B|AB|O|Cl|ER|HCO3|HIV|OH|PR|Rh)(?:−|(?<=Cl|Rh|O3)-)(?!\w)",
        r"\1 minus",
    ),
    Rule("“10⁹” is said “ten nine”.", r"(?<=\d)[⁺⁻]?[⁰¹²³⁴-⁹]+", _power),
]

_UNITS = [
    Rule("“5 mg/5 mL” is said with a slash.", rf"(?<=[A-Za-z%])/(?={NUMBER} ?{SOME}(?![\w²³⁻]))", " per "),
    Rule(
        "“5 mg/kg” is said “five M G slash K G”.",
        rf"(?<![\w.])({NUMBER})([ -]?)({UNIT})(?![\w²³⁻])",
        measure_in_words,
    ),
    Rule("“mg/kg” is said so in a table's head too.", rf"(?<![\w/]){UNIT_PER}(?![\w/])", unit_in_words),
    Rule("“Per kg” names one.", rf"(?<=\b[Pp]er )(?:{NOT_READ_AS_A_WORD})(?![\w/])", one_unit_in_words),
    Rule("“µg” is said “micro G”.", rf"(?<![\w/])(?:{NOT_READ_AS_A_WORD})(?![\w/])", unit_in_words),
    Rule("“100/min” is said with a slash.", rf"(?<=[\da-z)]){PER}(?!\w)", per_in_words),
    Rule("“CFU/mL” is said with a slash; “I/O” is none.", rf"(?<=[A-Z])(?=/[a-zµ]\w){PER}(?!\w)", per_in_words),
    Rule("“x²” is a square; “study²” has the number of a note.", r"(?<![^\W\d_])([^\W\d_])²", r"\1 squared"),
    Rule("“x³” is a cube.", r"(?<![^\W\d_])([^\W\d_])³", r"\1 cubed"),
]

ENGLISH = [
    *ADDRESSES,
    *NUMBERS_TO_CALL,
    *DATES_AND_TIMES,
    *_POINTS,
    *_WRITTEN_OTHERWISE,
    *_MONEY,
    *_PARTS_AND_RATIOS,
    *_RANGES,
    *FREQUENCIES,
    *_SIGNS,
    *_NUMBERS,
    *_UNITS,
    *SHORTHAND,
    *_LEFT_OVER,
]
