"""What is written, in words that a voice says right: above all, no number may change its meaning.

A speech engine left alone says “5–10 mg” as “five ten” and loses the “<” of “p < 0.05”. Signs that mean the same in
every language are cleaned up everywhere. Words are put in the place of other signs where the language is known: in
English, and for units of measurement in the languages of the Unicode CLDR.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from publish.speech.rewriting import Rule, rewrite
from publish.speech.spoken_calls import AFTER_A_QUANTITY, BEFORE_A_QUANTITY
from publish.speech.spoken_elsewhere import units_written_out
from publish.speech.spoken_english import ENGLISH

_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def spoken(text: str, language: str) -> str:
    """Return a text as a voice of this language (BCP 47) should be given it, with white space collapsed."""
    text = rewrite(text, EVERYWHERE)
    english = language.partition("-")[0].lower() == "en"
    text = rewrite(text, ENGLISH) if english else units_written_out(text, language)
    return rewrite(text, TIDYING).strip()


def digit_by_digit(number: str) -> str:
    """Return a number to call as it is read out: one digit at a time, a comma between its groups."""
    groups = re.findall(r"\+?\d+|[^\W\d_]+", number)
    return ", ".join(" ".join(group) if group[-1].isdigit() else group for group in groups)


def with_numbers_to_call(text: str, numbers: Iterable[str]) -> str:
    """Return a text in which these telephone numbers are written digit by digit, but not where they are quantities."""
    long_enough = {number for number in numbers if sum(map(str.isdigit, number)) >= 3}
    for number in sorted(long_enough, key=lambda number: (-len(number), number)):
        groups = r"[\s-]*".join(map(re.escape, re.findall(r"[^\s-]+", number)))
        before, after = (BEFORE_A_QUANTITY, AFTER_A_QUANTITY) if re.fullmatch(r"\d{3,5}", number) else ("", "")
        text = re.sub(rf"(?<![\w.,+/-]){before}{groups}(?![\w%]|[.,/-]\w){after}", digit_by_digit(number), text)
    return text


def _formula(match: re.Match[str]) -> str:
    return " ".join(re.findall(r"[A-Z][a-z]?|[₀-₉]+|[()]", match[0])).translate(_LOWERED)


EVERYWHERE = [
    Rule(
        "Characters that nobody sees part words that the voice knows; joiners shape letters and stay.",
        "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]",
        "",
    ),
    Rule("A hyphen that does not break is a hyphen.", "[\u2010\u2011]", "-"),
    Rule(
        "“㎎” and “℃” are signs of their own, and so are the wide digits of East Asia.",
        "[\u3380-\u33df\u2103\u2109\uff05\uff10-\uff19]",
        lambda match: unicodedata.normalize("NFKC", match[0]),
    ),
    Rule(
        "The ring above and the ordinal sign stand for degrees.",
        "(?<=[\\d\\s])[\u00ba\u02da](?=\\s?[CF]\\b)",
        "\u00b0",
    ),
    Rule("“cmH₂O” is a unit, not a formula.", "(?<=[cm]mH)\u2082(?=O)", "2"),
    Rule(
        "“10 000” with spaces that do not break is one number, not “ten zero zero zero”.",
        "(?<![\\d.,])\\d{1,3}(?:[\u00a0\u2009\u202f]\\d{3})+(?![\\d.,]*\\d)",
        lambda match: re.sub(r"\s", "", match[0]),
    ),
    Rule("All white space is alike from here on.", r"\s+", " "),
    Rule(
        "“10 000” is one number, even with a plain space; “2 500 mg tablets” may be two of 500 mg.",
        r"(?<![\w.,/-])(?<!\d )[1-9]\d?(?: \d{3})* 000(?: \d{3})*(?![\d.,]*\d| \d)",
        lambda match: match[0].replace(" ", ""),
    ),
    Rule(
        "The Greek letter mu in a unit is said “mjug”; the micro sign is not.",
        "\u03bc(?=(?:g|L|l|mol|m|s)\\b)",
        "\u00b5",
    ),
    Rule(
        "Of an address, only the name of its host is any use to the ear.",
        r"(?:\bhttps?://(?:www\.)?|\bwww\.)((?:[\w-]+\.)+[a-z]{2,})(?:[/:?#](?:[^\s”»)\]]*[\w/])?)?",
        r"\1",
    ),
    Rule("“+44 20 7946 0958” is no sum.", r"(?<!\w)\+\d[\d ()-]{5,}\d", lambda match: digit_by_digit(match[0])),
    Rule(
        "“CO₂” is two letters and a number, not “ko two”.",
        r"(?<![\w₀-₉])(?=[A-Za-z()]*[₀-₉])(?:\(?[A-Z][a-z]?\)?[₀-₉]*)+(?![^\W²³⁴]|[₀-₉])",
        _formula,
    ),
    Rule(
        "Other lowered digits stand apart from their word.", "[₀-₉]+", lambda match: f" {match[0].translate(_LOWERED)} "
    ),
]

TIDYING = [
    Rule("White space says nothing.", r"\s+", " "),
    Rule("The rules above leave spaces after a bracket.", r"(?<=[(\[]) ", ""),
    Rule("The rules above leave spaces before punctuation.", r"(?<=\w) ([,.)])(?=[\s”’)]|$)", r"\1"),
]
