"""Units of measurement and money as English says them."""

from __future__ import annotations

import re

NUMBER = r"\d+(?:[.,]\d+)*"

# The star stands where the plural takes its s.
UNITS = {
    "kg": "kilogram*", "g": "gram*", "mg": "milligram*", "µg": "microgram*", "mcg": "microgram*", "ug": "microgram*",
    "ng": "nanogram*", "L": "litre*", "l": "litre*", "dL": "decilitre*", "dl": "decilitre*", "mL": "millilitre*",
    "ml": "millilitre*", "µL": "microlitre*", "mol": "mole*", "mmol": "millimole*", "µmol": "micromole*",
    "nmol": "nanomole*", "mEq": "milliequivalent*", "km": "kilometre*", "m": "metre*", "cm": "centimetre*",
    "mm": "millimetre*", "m²": "square metre*", "cm²": "square centimetre*", "m³": "cubic metre*",
    "cm³": "cubic centimetre*", "h": "hour*", "hr": "hour*", "hrs": "hour*", "min": "minute*", "mins": "minute*",
    "s": "second*", "sec": "second*", "ms": "millisecond*", "mmHg": "millimetre* of mercury",
    "mm Hg": "millimetre* of mercury", "kPa": "kilopascal*", "kcal": "kilocalorie*", "kJ": "kilojoule*",
    "°C": "degree* Celsius", "° C": "degree* Celsius", "°F": "degree* Fahrenheit", "°": "degree*", "%": "percent",
    "Hz": "hertz", "kHz": "kilohertz", "dB": "decibel*", "mV": "millivolt*", "bpm": "beat* per minute", "lb": "pound*",
    "lbs": "pound*", "oz": "ounce*", "ft": "feet", "fl oz": "fluid ounce*", "tsp": "teaspoon*", "tbsp": "tablespoon*",
    "pg": "picogram*", "pmol": "picomole*", "U": "unit*", "IU": "international unit*",
    "mIU": "milli-international unit*", "mU": "milliunit*", "cc": "cubic centimetre*", "m2": "square metre*",
    "m3": "cubic metre*", "cm2": "square centimetre*", "cm3": "cubic centimetre*", "mm²": "square millimetre*",
    "mm³": "cubic millimetre*", "mm2": "square millimetre*", "mm3": "cubic millimetre*",
    "cmH2O": "centimetre* of water", "cmH₂O": "centimetre* of water", "fL": "femtolitre*", "J": "joule*", "W": "watt*",
    "V": "volt*", "mA": "milliampere*", "MHz": "megahertz", "Gy": "gray*", "mSv": "millisievert*",
    "µSv": "microsievert*", "mls": "millilitre*", "kgs": "kilogram*", "iu": "international unit*", "mcL": "microlitre*",
    "umol": "micromole*", "MBq": "megabecquerel*", "kBq": "kilobecquerel*", "mOsm": "milliosmole*",
    "rpm": "revolution* per minute", "µm": "micrometre*", "nm": "nanometre*", "mph": "mile* per hour",
}  # fmt: skip
_WORDS = [
    "day", "week", "month", "year", "hour", "minute", "second", "dose", "tablet", "spray", "person", "patient", "night",
    "visit", "drop", "puff", "capsule", "actuation", "inhalation", "vial", "ampoule", "session",
]  # fmt: skip
_BELOW = {unit: words.replace("*", "") for unit, words in UNITS.items()}
_BELOW |= {"d": "day", "wk": "week", "mo": "month", "yr": "year", "tab": "tablet", "s²": "second squared"}
_BELOW |= {word: word for word in _WORDS}


def _one_of(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


PER = rf"/(?:{_one_of(_BELOW)})"
ONE_UNIT = rf"(?:{_one_of(UNITS)})"
BELOW = rf"(?:{_one_of(_BELOW)})"
SOME = rf"(?:{_one_of(UNITS)}|(?:{'|'.join(_WORDS)})s?)"
UNIT = rf"(?:{_one_of(UNITS)})(?:{PER})*"
UNIT_PER = rf"(?:{_one_of(UNITS)})(?:{PER})+"
NOT_READ_AS_A_WORD = "mcg|µg|µL|µmol|mmol|mL|mmHg|mm Hg|°C|°F|mg|kg|ng|dL|kPa|kcal|IU|mEq|cm|mm|km"


def unit_in_words(match: re.Match[str]) -> str:
    """Return “milligrams per kilogram” for “mg/kg”."""
    return _in_words(match[0], plural=True)


def one_unit_in_words(match: re.Match[str]) -> str:
    """Return “kilogram” for “kg”."""
    return _in_words(match[0], plural=False)


def per_in_words(match: re.Match[str]) -> str:
    """Return “ per minute” for “/min”."""
    return f" per {_BELOW[match[0].removeprefix('/')]}"


def measure_in_words(match: re.Match[str]) -> str:
    """Return “5 milligrams” for “5 mg”, and “5 milligram” for “5-mg”. “5m” may be money or minutes and stays."""
    number, gap, unit = match.groups()
    if unit in ("m", "s") and gap != " ":
        return match[0]
    plural = number not in ("1", *"½⅓⅔¼¾⅛⅜⅝⅞", "1/2", "1/3", "2/3", "1/4", "3/4") and gap != "-"
    return f"{number} {_in_words(unit, plural=plural)}"


def _in_words(unit: str, *, plural: bool) -> str:
    first, *below = unit.split("/")
    return " per ".join([UNITS[first].replace("*", "s" if plural else ""), *(_BELOW[lower] for lower in below)])


_MONEY = {
    "$": ("dollar", "cents"), "US$": ("US dollar", "cents"), "A$": ("Australian dollar", "cents"),
    "AU$": ("Australian dollar", "cents"), "C$": ("Canadian dollar", "cents"), "CA$": ("Canadian dollar", "cents"),
    "NZ$": ("New Zealand dollar", "cents"), "HK$": ("Hong Kong dollar", "cents"), "£": ("pound", "pence"),
    "€": ("euro", "cents"), "¥": ("yen", ""), "₹": ("rupee", "paise"),
}  # fmt: skip
_SCALES = {"k": "thousand", "K": "thousand", "m": "million", "M": "million", "bn": "billion", "B": "billion"}
SIGN = r"((?<![A-Za-z])(?:US|AU?|CA?|NZ|HK)\$|[$£€¥₹])"
SCALE = r"(?:\s?(thousand|million|billion|trillion|bn|[km]|(?<=\d)[KMB])\b)?"


def money_in_words(match: re.Match[str]) -> str:
    """Return “50 dollars” for “$50”."""
    return _money(*match.groups())


def money_after_in_words(match: re.Match[str]) -> str:
    """Return “50 euros” for “50 €”."""
    amount, sign = match.groups()
    return _money(sign, amount, "")


def _money(sign: str, amount: str, scale: str) -> str:
    unit, small_unit = _MONEY[sign]
    if scale:
        return f"{amount} {_SCALES.get(scale, scale)} {_plural(unit)}"
    whole, point, small = amount.rpartition(".")
    if point and len(small) == 2 and small_unit:
        few = f"{int(small)} {small_unit}"
        return few if whole == "0" else f"{whole} {unit if whole == '1' else _plural(unit)} and {few}"
    return f"{amount} {unit if amount == '1' else _plural(unit)}"


def money_range_in_words(match: re.Match[str]) -> str:
    """Return “5 to 10 dollars” for “$5–10”, and “500 thousand to 1 million dollars” for “$500k–$1m”."""
    sign, low, low_scale, high, scale = match.groups(default="")
    low_scale, scale = _SCALES.get(low_scale, low_scale), _SCALES.get(scale, scale)
    low = f"{low} {low_scale}" if low_scale not in ("", scale) else low
    return f"{low} to {high} {f'{scale} ' if scale else ''}{_plural(_MONEY[sign][0])}"


def _plural(unit: str) -> str:
    return unit if unit == "yen" else f"{unit}s"
