"""Numbers to call as English says them, and how a quantity is told from one in any language."""

from __future__ import annotations

import re

from publish.speech.rewriting import Rule
from publish.speech.spoken_units import UNIT

_COUNTED = (
    "adult|calorie|capsule|child|day|dose|drop|gram|hour|litre|microgram|milligram|millilitre|minute|month|participant"
    "|patient|people|person|puff|tablet|time|unit|volunteer|week|woman|women|men|year"
)
# “999” may be the number of a contact, and “£999” and “999 mg” still tell how much.
BEFORE_A_QUANTITY = (
    r"(?<![£$€¥₹<>≤≥=±~≈×:–−])(?<![£$€¥₹<>≤≥=±~≈×] )(?<!\d )(?<!\d[–-] )(?<!\d [–-] )"
    r"(?<!\d to )(?<!up to )(?<! than )(?<! least )(?<! most )(?<! of )(?<! in )"
)
AFTER_A_QUANTITY = (
    rf"(?!\s?(?:{UNIT})(?!\w)|\s(?:{_COUNTED})|\s?[:–−-]\s?\d|\s\d{{3}}(?!\d)|\s(?:to|in|of)\s\d|\s?[€£¥₹])"
)


def _digits(match: re.Match[str]) -> str:
    return ", ".join(" ".join(group) for group in re.findall(r"\d+", match[0]))


def _alternatives(match: re.Match[str]) -> str:
    """Return “9 9 9 or 1 1 2” for “999/112”."""
    words = match[0].replace("/", " or ")
    return re.sub(r"\d{3,6}(?: \d{3,4})*", _digits, words)


_CALL = r"(?i:(?<=\bcall )|(?<=\btext )|(?<=\bdial )|(?<=\bring )|(?<=\bphone ))"
_SHORT = r"\d{3,6}(?: \d{3,4})*\b(?!%|[.,:–-]\d)"

NUMBERS_TO_CALL = [
    Rule(
        "A leading zero and groups make a telephone number; “1 000 000” is none.",
        r"(?<![\w.,/-])(?!(?<=\d )0\d{2}(?: \d{3})+(?! ?\d))"
        r"(?:\(0\d{2,4}\) ?|0\d{2,4}[ -])\d{3,6}(?:[ -]\d{3,4}){0,2}(?![\w%]|[.,/-]\d)",
        _digits,
    ),
    Rule(
        "“0044 20 7946 0958” and “07700900123” are no quantities.",
        r"(?<![\w.,/-])(?:00[1-9]\d{0,2}(?:[ -]\d{2,4}){2,4}|0\d{9,10})(?![\w%]|[.,/-]\d)",
        _digits,
    ),
    Rule("“(555) 555-0123” is no subtraction.", r"\(\d{3}\) ?\d{3}-\d{4}\b", _digits),
    Rule("“1-800-555-0123” is no range.", r"(?<![\w.,/-])(?:1-)?\d{3}-\d{3}-\d{4}\b", _digits),
    Rule(
        "“Call us on 555-0123” is no range.",
        r"(?i:(\b(?:call|dial|fax|phone|ring|tel|text)\b[.:]?"
        r"(?: (?:us|me|her|him|them|back|now|(?:the|our|your) \w+))?(?: on| at)? ))(\d{3}-\d{4})(?![\w-])",
        lambda match: f"{match[1]}{', '.join(' '.join(group) for group in match[2].split('-'))}",
    ),
    Rule(
        "“Text HELP to 85258” names five digits.",
        r"(?i:\b(text \w+ to ))(\d{4,6})\b",
        lambda match: f"{match[1]}{' '.join(match[2])}",
    ),
    Rule(
        "“Call 999” names three digits, not a quantity, and so do both of “Call 911 or 988”.",
        rf"{_CALL}{_SHORT}(?:(?:/| or | and ){_SHORT})*",
        _alternatives,
    ),
    Rule(
        "“x5” after a telephone number is an extension, not “times 5”.",
        r"(?<=\d \d \d)[ ,;]*\b(?:x|ext\.?|extension) ?(\d{1,6})\b",
        lambda match: f", extension {' '.join(match[1])}",
    ),
]
