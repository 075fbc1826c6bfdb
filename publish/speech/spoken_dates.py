"""Dates, times and spans of years as English says them."""

from __future__ import annotations

import datetime
import re

from publish.speech.rewriting import Rule

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
_DAYS = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTHS = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_SHORT_DAYS = {
    "Mon": "Monday", "Tue": "Tuesday", "Tues": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday", "Thur": "Thursday",
    "Thurs": "Thursday", "Fri": "Friday", "Sat": "Saturday", "Sun": "Sunday",
}  # fmt: skip
_SHORT_MONTHS = {
    "Jan": "January", "Feb": "February", "Mar": "March", "Apr": "April", "Jun": "June", "Jul": "July",
    "Aug": "August", "Sep": "September", "Sept": "September", "Oct": "October", "Nov": "November", "Dec": "December",
}  # fmt: skip
_A_DAY = rf"(?:{'|'.join(_SHORT_DAYS)})\b"
_A_MONTH = rf"({'|'.join(_SHORT_MONTHS)})\b\.?"


def _written_out(day: datetime.date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _date(match: re.Match[str]) -> str:
    try:
        return _written_out(datetime.date.fromisoformat(match[0]))
    except ValueError:
        return match[0]


def _slashed_date(match: re.Match[str]) -> str:
    """Return “23 November 2026” for “23/11/2026” and “11/23/2026”, where only one of the two can be the month."""
    first, second, year = map(int, match.groups())
    day, month = (first, second) if first > 12 or first == second else (second, first)
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        return match[0]
    return _written_out(date) if day > 12 or first == second else match[0]


def _span(match: re.Match[str]) -> str:
    """Return “2025 to 26” for “2025/26”, where the second year is the next."""
    return f"{match[1]} to {match[2]}" if (int(match[1]) + 1) % 100 == int(match[2]) else match[0]


def _decade(match: re.Match[str]) -> str:
    century, ten = match["century"], _TENS[int(match["ten"])]
    if not century:
        return ten
    if century == "20":
        return "two thousands" if match["ten"] == "0" else f"twenty {ten}"
    return f"{_CENTURIES[int(century) - 11]} {ten}"


def _full_hour(match: re.Match[str]) -> str:
    hour, half = int(match[1]), match[2]
    if half:
        return f"{hour} {half[0].upper()}M"
    if hour in (0, 24):
        return "midnight"
    return f"{hour} o’clock" if hour <= 12 else f"{hour} hundred hours"


def _days(match: re.Match[str]) -> str:
    return f"{_SHORT_DAYS[match[1]]} to {_SHORT_DAYS[match[2]]}"


DATES_AND_TIMES = [
    Rule("“q4–6h” is spelled.", r"\b[qQ] ?(\d{1,2}) ?[–-] ?(\d{1,2}) ?[hH](?:rs?)?\b", r"every \1 to \2 hours"),
    Rule("“q8h” is spelled.", r"\b[qQ] ?(\d{1,2}) ?[hH](?:rs?)?\b", r"every \1 hours"),
    Rule("“2026/11/23” is said with slashes.", r"(?<![\w/])(\d{4})/(\d{2})/(\d{2})(?![\w/])", r"\1-\2-\3"),
    Rule("“23.11.2026” is said with points.", r"(?<![\w.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\w.]\w)", _slashed_date),
    Rule("“1990s–2000s” loses its dash.", r"(?<=\d0s)\s?[–-]\s?(?=['’]?\d+0s\b)", " to "),
    Rule("“2026-11-23” is said with dashes.", r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])", _date),
    Rule(
        "“23/11/2026” is said with slashes; “01/02/2024” may be either day, and stays.",
        r"(?<![\w/.])(\d{1,2})/(\d{1,2})/(\d{4})(?![\w/])",
        _slashed_date,
    ),
    Rule("“24/7” is said with a slash.", r"(?<![\d/])24/7(?![\d/])", "24 hours a day, 7 days a week"),
    Rule("“23-11-2026” is said with dashes.", r"(?<![\w-])(\d{1,2})-(\d{1,2})-(\d{4})(?![\w-])", _slashed_date),
    Rule("“2025/26” is a span of years, no division.", r"(?<![\d/.,])((?:19|20)\d\d)/(\d\d)(?![\d/]|[.,]\d)", _span),
    Rule(
        "“For 30s” tells seconds, not the thirties.",
        r"\b((?i:every|for|hold|than|wait|within) )([2-9]0)s\b(?! ?[–-])",
        r"\1\2 seconds",
    ),
    Rule(
        "“1960s” is said “nineteen hundred sixty z”.",
        r"(?<![\w.,])(?:(?P<century>1[1-9]|20)(?=\d0s)|['’]?(?=[2-9]0s))(?P<ten>\d)0s\b",
        _decade,
    ),
    Rule(
        "The dash in “Monday–Friday” is not heard.",
        rf"\b({_DAYS}|{_MONTHS})\s?[–-]\s?({_DAYS}|{_MONTHS})\b",
        r"\1 to \2",
    ),
    Rule("“Mon–Fri” is said as it is spelled.", rf"\b({_A_DAY})\.?\s?[–-]\s?({_A_DAY})\.?", _days),
    Rule("“23 Nov.” ends a sentence for the voice.", rf"(?<=\d ){_A_MONTH}", lambda match: _SHORT_MONTHS[match[1]]),
    Rule("“Nov 2026” is said as it is spelled.", rf"\b{_A_MONTH}(?= \d)", lambda match: _SHORT_MONTHS[match[1]]),
    Rule(
        "The dash in “23 November–4 December” is not heard.",
        rf"\b({_MONTHS}(?: \d{{4}})?)\s?[–-]\s?(?=(?:\d{{1,2}} )?{_MONTHS}\b)",
        r"\1 to ",
    ),
    Rule("“1st–3rd” loses its dash.", r"(?<=\d(?:st|nd|rd|th))[–-](?=\d{1,2}(?:st|nd|rd|th)\b)", " to "),
    Rule(
        "“8 a.m.” ends a sentence for the voice.",
        r"(?<=\d) ?([AaPp])\.\s?[Mm]\.",
        lambda match: f" {match[1].upper()}M",
    ),
    Rule("“9am” is taken for a word by some voices.", r"(?<=\d) ?([ap])m\b", lambda match: f" {match[1].upper()}M"),
    Rule(
        "“14:00” is said “fourteen zero zero”.",
        r"(?<![\w:.,])([01]?\d|2[0-4])[:.]00(?: ?((?:[AP]M)\b)|(?<=:00))(?![\w:]|[.,]\d)",
        _full_hour,
    ),
    Rule(
        "“14:00-16:30” loses its dash.",
        r"(?<= o’clock)-(?=\d)|(?<=hundred hours)-(?=\d)|(?<=\d:[0-5]\d) ?- ?(?=\d{1,2}:\d\d(?![\d:]))",
        " to ",
    ),
    Rule("“10.30 pm” has no decimal point.", r"(?<![\w.,:])(\d{1,2})\.([0-5]\d)(?= [AP]M\b)", r"\1:\2"),
    Rule("“08:30” is no number.", r"(?<![\w:.,])0(?=\d:[0-5]\d(?![\w:]|[.,]\d))", ""),
]
