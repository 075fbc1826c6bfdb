"""Small conversions that templates use."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import jinja2

from publish.content import Person
from publish.content.node import Direction
from publish.labels import written_date

_NO_BREAK_SPACE = "\u00a0"
_UNITS = (
    "mg|g|kg|mcg|µg|μg|ng|mL|ml|L|l|dL|dl|cm|mm|m|km|mmHg|kPa|mmol|mol|IU|kcal|kJ|°C|°F|%|units?|tablets?|capsules?|drops?"
    "|micrograms?|milligrams?|grams?|kilograms?|millilitres?|litres?|doses?|times"
    "|seconds?|minutes?|hours?|days?|weeks?|months?|years?"
)
_NUMBER_AND_UNIT = re.compile(rf"(\d) (?=(?:{_UNITS})(?![\w]))")


def with_kept_units(text: str) -> str:
    """Keep a number and its unit on one line with a no-break space."""
    return _NUMBER_AND_UNIT.sub(rf"\1{_NO_BREAK_SPACE}", text)


@jinja2.pass_context
def date(context: jinja2.runtime.Context, day: datetime.date | None) -> str:
    """Write a date out in the language of the publication; nothing for no date."""
    return written_date(day, str(context.parent["language"])) if day else ""


def dialled(number: str) -> str:
    """Return a phone number as a ``tel:`` address wants it (RFC 3966)."""
    return re.sub(r"[^\d+*#]", "", number)


def is_address(text: str) -> bool:
    """Tell whether a text is the address of a page."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in text
    except ValueError:
        return False


def shown_address(address: str) -> str:
    """Return an address as people write it."""
    return address.removeprefix("https://").removeprefix("http://").removesuffix("/")


def people(persons: Iterable[Person]) -> str:
    """List people with what they did."""
    return "; ".join(f"{person.name} ({person.role})" if person.role else person.name for person in persons)


def text_direction(text: str, otherwise: Direction) -> Direction:
    """Return the direction of the first letter that has one (Unicode Bidirectional Algorithm, rule P2)."""
    for character in text:
        strength = unicodedata.bidirectional(character)
        if strength in ("L", "R", "AL"):
            return "ltr" if strength == "L" else "rtl"
    return otherwise


FILTERS: dict[str, Any] = {
    "date": date,
    "dialled": dialled,
    "is_address": is_address,
    "people": people,
    "shown_address": shown_address,
    "text_direction": text_direction,
    "with_kept_units": with_kept_units,
}
