"""Units of measurement in languages other than English, written out as the Unicode CLDR has them."""

from __future__ import annotations

import re

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal
from babel.units import UnknownUnitError, format_compound_unit, format_unit

# The names that the CLDR gives them (its part on units, “unit identifiers”).
_UNITS = {
    "mg": "mass-milligram", "g": "mass-gram", "kg": "mass-kilogram", "µg": "mass-microgram", "μg": "mass-microgram",
    "mcg": "mass-microgram", "mL": "volume-milliliter", "ml": "volume-milliliter", "L": "volume-liter",
    "dL": "volume-deciliter", "dl": "volume-deciliter", "mm": "length-millimeter", "cm": "length-centimeter",
    "km": "length-kilometer", "°C": "temperature-celsius", "°F": "temperature-fahrenheit", "kcal": "energy-kilocalorie",
    "kJ": "energy-kilojoule", "mmHg": "pressure-millimeter-ofhg", "mmol/L": "concentr-millimole-per-liter",
    "m²": "area-square-meter", "cm²": "area-square-centimeter",
}  # fmt: skip
_BELOW = {"kg": "kilogram", "mL": "milliliter", "ml": "milliliter", "L": "liter", "dL": "deciliter", "dl": "deciliter",
          "h": "hour", "min": "minute", "d": "day", "m²": "square-meter"}  # fmt: skip
_NAMES = "|".join(map(re.escape, sorted(_UNITS, key=len, reverse=True)))
_MEASURE = re.compile(rf"(?<![\w.,])(\d+(?:[.,]\d+)?)([ -]?)({_NAMES})(?:/({'|'.join(_BELOW)}))?(?![\w/²³])")


def units_written_out(text: str, language: str) -> str:
    """Return a text with the units after its numbers in words, where the CLDR knows those of the language (BCP 47).

    The numbers stay as they are written.
    """
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return text
    return _MEASURE.sub(lambda match: _written_out(match, locale), text)


def _written_out(match: re.Match[str], locale: Locale) -> str:
    number, _, unit, below = match.groups()
    value = float(number.replace(",", "."))
    try:
        if below is None:
            words: str | None = format_unit(value, _UNITS[unit], "long", locale=locale)
        else:
            name = _UNITS[unit].partition("-")[2]
            words = format_compound_unit(value, name, 1, _BELOW[below], length="long", locale=locale)
    except UnknownUnitError:
        return match[0]
    formatted = format_decimal(value, locale=locale)
    if not words or words.count(formatted) != 1 or "/" in words:
        return match[0]
    return words.replace(formatted, number)
