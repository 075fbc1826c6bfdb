"""How doses are written: what has led to doses ten or a thousand times too large.

Most rules follow the list of error-prone abbreviations, symbols and dose designations of the Institute for Safe
Medication Practices (ISMP), and the “Do Not Use” list of the Joint Commission. Both are for professionals; what they
write for each other is held here against a text for patients.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from publish.checks.dose_text import ENGLISH, NUMBER, decimal_sign, dose_texts, measured, units
from publish.checks.language_data import language_data, one_of
from publish.checks.rule import Fault, Subject, Text, rule
from publish.content.language import is_kind_of
from publish.findings import Severity

_ISMP = "ISMP List of Error-Prone Abbreviations, Symbols, and Dose Designations"
_JOINT_COMMISSION = "Joint Commission, “Do Not Use” list"
_BNF = "UK: British National Formulary, Prescription writing"


@rule(
    "D01",
    "dose-trailing-zero",
    reason="Whoever overlooks the point reads ten times the dose: “5.0 mg” becomes 50 mg.",
    source=f"{_ISMP} (trailing zero after decimal point); {_JOINT_COMMISSION}",
    mend="Leave the point and the zero out: “5 mg”.",
    wrong="Take 5.0 mg in the morning.",
    right="Take 5 mg in the morning.",
    every=Severity.ERROR,
)
def trailing_zero(text: Text) -> Iterator[Fault]:
    """A dose ends in a zero after the decimal point that says nothing."""
    for sentence in dose_texts(text):
        sign, after = decimal_sign(sentence.language), measured(sentence.language)
        # A value from a laboratory keeps its zeros: they tell how precise it is.
        pattern = rf"(?<![\w.,])\d[\d,.]{{0,20}}?{sign}\d{{0,20}}?0(?={after}(?!/d?[lL]))"
        yield from sentence.faults(pattern, "The dose “{}” ends in a zero after the decimal point.", with_unit=True)


@rule(
    "D02",
    "dose-leading-zero-missing",
    reason="Whoever overlooks the point reads a dose many times too large: “.5 mg” becomes 5 mg.",
    source=f"{_ISMP} (no leading zero before a decimal point); {_JOINT_COMMISSION}",
    mend="Write a zero before the point: “0.5 mg”.",
    wrong="Take .5 mg in the morning.",
    right="Take 0.5 mg in the morning.",
    every=Severity.ERROR,
)
def missing_leading_zero(text: Text) -> Iterator[Fault]:
    """A dose below one begins with its decimal point."""
    for sentence in dose_texts(text):
        sign, after = decimal_sign(sentence.language), measured(sentence.language)
        pattern = rf"(?<![\w.,…]){sign}\d+(?={after})"
        yield from sentence.faults(pattern, "The dose “{}” has no zero before its decimal point.", with_unit=True)


@rule(
    "D03",
    "dose-unit-shortened",
    reason="A “U” has been read as 0, 4 or cc, and “IU” as IV or 10: doses ten times too large.",
    source=f"{_ISMP} (U or u, IU); {_JOINT_COMMISSION}; {_BNF} (“units” is not abbreviated)",
    mend="Write the word: “10 units”.",
    wrong="Inject 10 U before you eat.",
    right="Inject 10 units before you eat.",
    every=Severity.ERROR,
    languages=ENGLISH,
)
def shortened_unit(text: Text) -> Iterator[Fault]:
    """The word “units” is shortened to U or IU."""
    for sentence in dose_texts(text):
        yield from sentence.faults(
            rf"(?<![\w.,])(?:{NUMBER}\s?)(?:I\.?U|iu|U|u)(?![\w'’-])", "“{}” shortens the word “units”."
        )
        yield from sentence.faults(r"(?<![\w.,/-])IU/m?[lL](?!\w)|(?<=per )IU\b", "“{}” shortens the word “units”.")


@rule(
    "D04",
    "dose-microgram-sign",
    reason="“µg” has been read as mg, a thousand times the dose. Many people do not know the short forms.",
    source=f"{_ISMP} (µg; it takes mcg); {_BNF} (“micrograms” is not abbreviated)",
    mend="Write “micrograms”.",
    wrong="Take 50 µg a day.",
    right="Take 50 micrograms a day.",
    every=Severity.ERROR,
    languages=ENGLISH,
)
def microgram_sign(text: Text) -> Iterator[Fault]:
    """Micrograms are written as µg or ug; or as mcg, where that is not what the safety body asks for."""
    for sentence in dose_texts(text):
        language = sentence.language
        allowed = language_data(language, "doses")["mcg-in"]
        # An article in English of no country may go anywhere, so “mcg” is let pass there.
        mcg = "-" in language and not any(is_kind_of(language, place) for place in allowed)
        signs = "[µμu]g|mcg" if mcg else "[µμu]g"
        mend = "Write “mcg” or “micrograms”." if any(is_kind_of(language, place) for place in allowed) else ""
        pattern = rf"(?<![\w.,]){NUMBER}\s?(?:{signs})(?!\w)|(?<![\w])[µμ]g(?!\w)"
        yield from sentence.faults(pattern, "“{}” is a sign for micrograms that is misread.", mend)


@rule(
    "D05",
    "dose-latin-shorthand",
    reason="Patients do not know it, and professionals have misread it: “QD” (once a day) as “QID” (4 times a day).",
    source=f"{_ISMP} (QD, QOD, QHS, OD, HS, SC and others); {_JOINT_COMMISSION} (Q.D., QOD). Neither names BID, TID, "
    "PO or PRN: these are our own choice, since patients do not know them",
    mend="Write it in words.",
    wrong="Take 1 tablet BID with food.",
    right="Take 1 tablet 2 times a day with food.",
    every=Severity.ERROR,
    languages=ENGLISH,
)
def latin_shorthand(text: Text) -> Iterator[Fault]:
    """How often or by which way a medicine is taken stands in Latin shorthand."""
    for sentence in dose_texts(text):
        language = sentence.language
        data = language_data(language, "doses")
        plain = {**data["shorthand"], **data["shorthand-near-a-dose"]}
        words = sentence.words
        found: dict[int, re.Match[str]] = {}
        for pattern in _shorthand_patterns(language):
            for match in pattern.finditer(words):
                found.setdefault(match.start("code"), match)
        for start, match in sorted(found.items()):
            code = match["code"]
            meaning = plain.get(code.replace(".", "").casefold(), "")
            hours = re.fullmatch(r"q\.?(\d+)(?:-\d+)?h\.?", code, re.IGNORECASE)
            meaning = f"every {hours[1]} hours" if hours else meaning
            mend = f"Write it in words, such as “{meaning}”." if meaning else ""
            yield sentence.found_at(f"“{code}” is Latin shorthand.", start, code, mend)


@cache
def _shorthand_patterns(language: str) -> list[re.Pattern[str]]:
    data = language_data(language, "doses")
    always, near = data["shorthand"], data["shorthand-near-a-dose"]
    dotted = "|".join(r"\.\s?".join(code) + r"\.?" for code in always)
    # In capitals it may be a name, a place or a year: “Washington D.C.”, “P. R. Nolan”, “A.D. 500”.
    dotted_small = "|".join(r"\.".join(code) + r"\.?" for code in near)
    near_a_dose = "|".join([one_of(near), *(r"\.".join(code) + r"\.?" for code in near)])
    dose = rf"\d\s?(?:{units(language)}|{one_of(data['forms'])})"
    every = r"q\.?\d{1,2}(?:-\d{1,2})?\.?h(?:r|rs)?"
    return [
        re.compile(rf"(?<![\w.@/-])(?P<code>{dotted})(?![\w@])", re.IGNORECASE),
        re.compile(rf"(?<![\w.@/-])(?P<code>{dotted_small})(?![\w@])"),
        re.compile(rf"(?<![\w.@/-])(?P<code>{one_of(always)}|{every})(?![\w@-])", re.IGNORECASE),
        re.compile(rf"{dose},?\s(?:[\w./]+,?\s){{0,3}}?(?P<code>{near_a_dose})(?![\w@-])", re.IGNORECASE),
        re.compile(
            rf"(?<!\w)(?:{one_of(data['taking'])})\s(?:{one_of(data['taken'])})\s(?P<code>{near_a_dose})"
            rf"(?=\s*(?:[.,;:!?)]|and\b|or\b|$))",
            re.IGNORECASE,
        ),
    ]


@rule(
    "D06",
    "dose-without-commas",
    reason="Zeros in a row are miscounted: “100000 units” has been read as 10 000 and as 1 million.",
    source=f"{_ISMP} (large doses without properly placed commas, from 1,000 on; "
    "that we begin at 10,000 is our choice)",
    mend="Part the thousands by commas, or write “1 million”.",
    wrong="The dose is 100000 units.",
    right="The dose is 100,000 units.",
    standard=Severity.WARNING,
    plain=Severity.WARNING,
    every=Severity.WARNING,
    languages=ENGLISH,
)
def without_commas(text: Text) -> Iterator[Fault]:
    """A dose of five digits or more has no commas, or has spaces in their place."""
    for sentence in dose_texts(text):
        language = sentence.language
        after = rf"(?=(?:\.\d+)?\s?(?:{units(language)}|I?U)(?!\w))"
        many = rf"(?<![\w.,])\d{{5,}}{after}"
        yield from sentence.faults(many, "The dose “{}” has many digits in a row.", with_unit=True)
        parted = rf"(?<![\w.,])(?<!\d\s)[1-9]\d{{0,2}}(?:\s\d{{3}})+{after}"
        mend = "Part the thousands by commas; if it is two numbers, put a word between them: “2 tablets of 500 mg”."
        yield from sentence.faults(parted, "“{}” can be read as one number or as several.", mend, with_unit=True)


@rule(
    "D07",
    "dose-run-together",
    reason="The “m” of “10mg” has been read as zeros, and a name that runs into its dose as a larger dose.",
    source=f"{_ISMP} (numerical dose and unit of measure run together; drug name and dose run together)",
    mend="Leave a space: “10 mg”.",
    wrong="Take 10mg in the evening.",
    right="Take 10 mg in the evening.",
    standard=Severity.WARNING,
    plain=Severity.WARNING,
    every=Severity.WARNING,
)
def run_together(text: Text) -> Iterator[Fault]:
    """A number and its unit, or a name and its dose, stand without a space."""
    for sentence in dose_texts(text):
        unit = units(sentence.language)
        yield from sentence.faults(rf"(?<![\w.,-])\d[\d.,]*(?:{unit})(?![\w³²-])", "“{}” has no space before its unit.")
        yield from sentence.faults(
            rf"(?<!\w)[^\W\d_]{{4,}}\d[\d.,]*\s?(?:{unit})(?!\w)", "In “{}” a name runs into its dose."
        )


@rule(
    "D08",
    "dose-sign-misread",
    reason="“cc” has been read as u, “@” as 2, the slash as 1, and “<” and “>” for each other.",
    source=f"{_ISMP} (cc, @, / (slash mark), > and <)",
    mend="Write “mL”, “at”, “for each” or “a”, “less than”, “more than”.",
    wrong="Take 5 cc. The dose is 5 mg/day.",
    right="Take 5 mL. The dose is 5 mg a day.",
    every=Severity.ERROR,
    languages=ENGLISH,
)
def misread_sign(text: Text) -> Iterator[Fault]:
    """A dose is written with cc, @, a slash for “per”, < or >."""
    for sentence in dose_texts(text):
        language = sentence.language
        dose = rf"{NUMBER}\s?(?:{units(language)})"
        signs = {
            rf"(?<![\w.,]){NUMBER}\s?cc(?!\w)": "“{}” measures a dose in cc.",
            rf"@\s?{dose}(?!\w)": "“{}” has “@” before a dose.",
            rf"(?<![\w.,]){dose}\s?/\s?(?:day|d|hour|hr|h|min|week|wk|month|dose|kg|m²|tablet|tab|capsule)(?!\w)": (
                "“{}” has a slash for “per”."
            ),
            rf"[<>≤≥]\s?{dose}(?![\w/])": "“{}” has a sign in place of “less than” or “more than”.",
        }
        for pattern, message in signs.items():
            yield from sentence.faults(pattern, message)


def subject() -> Subject:
    """Return the rules about doses."""
    return Subject(
        "doses",
        "How doses are written",
        (
            trailing_zero,
            missing_leading_zero,
            shortened_unit,
            microgram_sign,
            latin_shorthand,
            without_commas,
            run_together,
            misread_sign,
        ),
    )
