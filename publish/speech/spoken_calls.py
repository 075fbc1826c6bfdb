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


NUMBERS_TO_CALL = [
    Rule(
        "A leading zero and groups make a telephone number.",
        r"(?<![\w.,/-])0\d{2,4}(?:[ -]\d{3,4}){1,3}(?![\w%]|[.,/-]\d)",
        _digits,
    ),
    Rule("“(555) 555-0123” is no subtraction.", r"\(\d{3}\) ?\d{3}-\d{4}\b", _digits),
    Rule("“1-800-555-0123” is no range.", r"(?<![\w.,/-])(?:1-)?\d{3}-\d{3}-\d{4}\b", _digits),
    Rule(
        "“Text HELP to 85258” names five digits.",
        r"(?i:\b(text \w+ to ))(\d{4,6})\b",
        lambda match: f"{match[1]}{' '.join(match[2])}",
    ),
    Rule(
        "“Call 999” names three digits, not a quantity.",
        r"(?i:(?<=\bcall )|(?<=\btext )|(?<=\bdial )|(?<=\bring )|(?<=\bphone ))\d{3,6}\b(?!%|[.,:/–-]\d)",
        _digits,
    ),
]
