"""The spoken forms of English: an ordered table of the reason, what is written, and what is said."""

from __future__ import annotations

import datetime
import re

from publish.speech.rewriting import Rule
from publish.speech.spoken_units import (
    NOT_READ_AS_A_WORD,
    NUMBER,
    PER,
    SCALE,
    SIGN,
    UNIT,
    UNIT_PER,
    measure_in_words,
    money_in_words,
    money_range_in_words,
    per_in_words,
    unit_in_words,
)

_TENS = [
    "hundreds",
    "tens",
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
]
_CENTURIES = ["eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_FRACTIONS = {
    "½": "one half", "⅓": "one third", "⅔": "two thirds", "¼": "one quarter", "¾": "three quarters",
    "1/2": "one half", "1/3": "one third", "2/3": "two thirds", "1/4": "one quarter", "3/4": "three quarters",
}  # fmt: skip
_STAGES = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", "⁺")
_DAYS = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTHS = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"


def _digits(match: re.Match[str]) -> str:
    return ", ".join(" ".join(group) for group in re.findall(r"\d+", match[0]))


def _date(match: re.Match[str]) -> str:
    try:
        day = datetime.date.fromisoformat(match[0])
    except ValueError:
        return match[0]
    return f"{day.day} {day:%B} {day.year}"


def _decade(match: re.Match[str]) -> str:
    century, ten = match["century"], _TENS[int(match["ten"])]
    if not century:
        return ten
    if century == "20":
        return "two thousands" if match["ten"] == "0" else f"twenty {ten}"
    return f"{_CENTURIES[int(century) - 11]} {ten}"


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
    return f"{low}, {high}"


def _ratio(match: re.Match[str]) -> str:
    is_time = int(match[1]) < 24 and len(match[2]) == 2 and int(match[2]) < 60
    return match[0] if is_time else f"{match[1]} to {match[2]}"


def _power(match: re.Match[str]) -> str:
    return " to the power of " + match[0].replace("⁻", "minus ").translate(_RAISED)


def _charge(match: re.Match[str]) -> str:
    return f" {match[1].translate(_RAISED)} {'plus' if match[2] == '⁺' else 'minus'}"


_NUMBERS_TO_CALL = [
    Rule(
        "A leading zero and groups make a telephone number.",
        r"(?<![\w.,/-])0\d{2,4}(?:[ -]\d{3,4}){1,3}(?![\w%]|[.,/-]\d)",
        _digits,
    ),
    Rule("“(555) 555-0123” is no subtraction.", r"\(\d{3}\) ?\d{3}-\d{4}\b", _digits),
    Rule("“1-800-555-0123” is no range.", r"(?<![\w.,/-])(?:1-)?\d{3}-\d{3}-\d{4}\b", _digits),
    Rule(
        "“Call 999” names three digits, not a quantity.",
        r"(?i:(?<=\bcall )|(?<=\btext )|(?<=\bdial )|(?<=\bring )|(?<=\bphone ))\d{3,6}\b(?!%|[.,:/–-]\d)",
        _digits,
    ),
]

_DATES_AND_TIMES = [
    Rule("“2026-11-23” is said with dashes.", r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])", _date),
    Rule("“24/7” is said with a slash.", r"(?<![\d/])24/7(?![\d/])", "24 hours a day, 7 days a week"),
    Rule(
        "“1960s” is said “nineteen hundred sixty z”.",
        r"(?<![\w.,])(?:(?P<century>1[1-9]|20)(?=\d0s)|['’]?(?=[2-9]0s))(?P<ten>\d)0s\b",
        _decade,
    ),
    Rule(
        "The dash in “Monday–Friday” is not heard.", rf"\b({_DAYS}|{_MONTHS})\s?–\s?({_DAYS}|{_MONTHS})\b", r"\1 to \2"
    ),
]

_MONEY = [
    Rule(
        "“$5–10” is said “dollar five ten”.",
        rf"{SIGN}({NUMBER})\s?[–-]\s?(?:US\$|[$£€])?({NUMBER}){SCALE}",
        money_range_in_words,
    ),
    Rule("“$50” is said “dollar fifty”.", rf"{SIGN}\s?({NUMBER}){SCALE}", money_in_words),
]

_PARTS_AND_RATIOS = [
    Rule(
        "“2½” is two and a half, not two halves.", r"(?<=\d) ?([½⅓⅔¼¾])", lambda match: f" and {_FRACTIONS[match[1]]}"
    ),
    Rule("Some voices do not know “½”.", "[½⅓⅔¼¾]", lambda match: _FRACTIONS[match[0]]),
    Rule(
        "“1/2” is said “one slash two”.",
        r"(?<![\d/.,])(?:1/[234]|2/3|3/4)(?![\d/])",
        lambda match: _FRACTIONS[match[0]],
    ),
    Rule("“120/80” is said with a slash; a date has two.", r"(?<![\w/.,])(\d{1,4})/(\d{1,4})(?![\w/])", r"\1 over \2"),
    Rule("“1:1000” is said with a colon; “9:30” is a time.", r"(?<![\w:.,])(\d+):(\d+)(?![\w:]|[.,]\d)", _ratio),
]

_RANGES = [
    Rule(
        "“5–10” is said “five ten”.",
        rf"(?<![\w.,–])({NUMBER} ?(?:{UNIT}|[ap]m)?)[–‒](?={NUMBER}(?!\w*[–‒]\d))",
        r"\1 to ",
    ),
    Rule(
        "“2-3” is said “two dash three”; “3-0” is no range, and “in 1962 – 8 years later” is none.",
        rf"(?<![\w.,-])({NUMBER})( - |-| – | –|– )({NUMBER})(?!\d|-\d|[.,]\d)",
        _dash,
    ),
]

_SIGNS = [
    Rule("A minus sign before a number is not heard.", r"(?:^|(?<=[\s(\[]))[−–-](?=\.?\d)", "minus "),
    Rule("A minus sign between numbers is not heard.", r"(?<=\d) ?− ?(?=\d)", " minus "),
    Rule("“≤” is not heard.", r"\s*(?:≤|⩽|<=)\s*", " less than or equal to "),
    Rule("“≥” is not heard.", r"\s*(?:≥|⩾|>=)\s*", " greater than or equal to "),
    Rule("An arrow is not heard.", r"\s*(?:→|⟶|->)\s*", " to "),
    Rule("“p < 0.05” loses its sign.", r"\s*<\s*", " less than "),
    Rule("“>” is not heard.", r"\s*>\s*", " greater than "),
    Rule("“±” is not heard.", r"\s*(?:±|\+/[-−])\s*", " plus or minus "),
    Rule("“≈” and “~” are not heard.", r"[≈~]\s*(?=\d)", "about "),
    Rule("“×” is not heard.", r"\s*×\s*(?=\d)", " times "),
    Rule("“=” is not said by every voice.", r"\s*=\s*", " equals "),
    Rule("“&” is not said by every voice.", r"\s*&\s*", " and "),
]

_NUMBERS = [
    Rule("“.5” is said “dot five”, and a lost point is a tenfold dose.", r"(?<![\w.])\.(?=\d)", "0."),
    Rule("A raised point is a decimal point.", r"(?<=\d)·(?=\d)", "."),
    Rule("“10⁹” is said “ten nine”.", r"(?<=\d)[⁺⁻]?[⁰¹²³⁴-⁹]+", _power),
    Rule("“Ca²⁺” is charged.", r"(?<=[A-Za-z])([²³]?)([⁺⁻])", _charge),
]

_UNITS = [
    Rule(
        "“5 mg/kg” is said “five M G slash K G”.", rf"(?<![\w.])({NUMBER})([ -]?)({UNIT})(?![\w²³⁻])", measure_in_words
    ),
    Rule("“mg/kg” is said so in a table's head too.", rf"(?<![\w/]){UNIT_PER}(?![\w/])", unit_in_words),
    Rule("“µg” is said “micro G”.", rf"(?<!\w)(?:{NOT_READ_AS_A_WORD})(?!\w)", unit_in_words),
    Rule("“100/min” is said with a slash.", rf"(?<=[\da-z]){PER}(?!\w)", per_in_words),
    Rule("“x²” is a square.", r"(?<=[A-Za-z])²", " squared"),
]

_ABBREVIATIONS = [
    Rule("“e.g.” is spelled.", r"\b[eE]\. ?g\.", "for example"),
    Rule("“i.e.” is spelled.", r"\b[iI]\. ?e\.", "that is"),
    Rule("“vs.” ends a sentence for the voice.", r"\bvs\.?(?=\s)", "versus"),
    Rule("“et al.” ends a sentence for the voice.", r"\bet al\.", "and others"),
    Rule("“approx.” ends a sentence for the voice.", r"\b([aA])pprox\.", r"\1pproximately"),
    Rule("“No. 5” is said “no, five”.", r"\bNo\. ?(?=\d)", "number "),
    Rule("“Fig. 2” ends a sentence for the voice.", r"\bFig\. ?(?=\d)", "figure "),
    Rule("“pp. 5” ends a sentence for the voice.", r"\bpp\. ?(?=\d)", "pages "),
    Rule("“Dr.” ends a sentence for the voice.", r"\bDr\.(?= [A-Z])", "Doctor"),
    Rule("“Prof.” ends a sentence for the voice.", r"\bProf\.(?= [A-Z])", "Professor"),
    Rule("“and/or” is said with a slash.", r"\b([aA])nd/or\b", r"\1nd or"),
    Rule(
        "“Phase II” is a number.",
        r"\b((?i:phase|stage|type|grade|class|part|level|bipolar)) (IV|I{1,3}|V)\b",
        lambda match: f"{match[1]} {_STAGES[match[2]]}",
    ),
    Rule("“IV” is said “roman four”, and is a way into a vein.", r"\bIV\b", "I V"),
]

ENGLISH = [
    *_NUMBERS_TO_CALL,
    *_DATES_AND_TIMES,
    *_MONEY,
    *_PARTS_AND_RATIOS,
    *_RANGES,
    *_SIGNS,
    *_NUMBERS,
    *_UNITS,
    *_ABBREVIATIONS,
]
