"""Small conversions that templates use."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup, escape

from publish.content import Node, Person, plain_text
from publish.content.language import direction_of, primary_language
from publish.content.node import Direction
from publish.labels import written_date

# A word of this length may not fit into the column of a table.
_LONG_WORD = re.compile(r"\S{20,}")
# Groups of digits, with one sign or brackets between them; each sign can be matched in one way only.
_PHONE_NUMBER = re.compile(r"[*#]{0,2}\+?(?=[\d(])(?:[\d*]|\(\d{1,6}\)|[ \u00a0\u202f.‐‑–-](?=[\d(]))+#?", re.ASCII)
_FEWEST_DIGITS, _MOST_DIGITS = 3, 15
_UNSEEN = "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
_EMAIL = re.compile(r"[^\s@,;:<>()\"\[\]\\?&%#/]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_][\w-]{1,62}")


def with_long_words(text: str) -> Markup:
    """Mark the words that may have to be broken to stay on the page."""
    if not _LONG_WORD.search(text):
        return escape(text)
    words = re.split(rf"({_LONG_WORD.pattern})", text)
    return Markup("").join(
        Markup('<span class="long-word">{}</span>').format(word) if number % 2 else escape(word)
        for number, word in enumerate(words)
    )


@jinja2.pass_context
def date(context: jinja2.runtime.Context, day: datetime.date | None) -> str:
    """Write a date out in the language of the publication; nothing for no date."""
    return written_date(day, str(context.parent["language"])) if day else ""


def dialled(number: str) -> str:
    """Return a phone number as a ``tel:`` address wants it (RFC 3966), or nothing where it is not one number.

    A wrong number may cost a life, so nothing is guessed: other words, letters or a second number make a text that is
    no link. “(0)” is dialled only within a country, so it is left out after “+”.
    """
    text = "".join(str(unicodedata.decimal(sign, sign)) for sign in number if sign not in _UNSEEN).strip()
    text = re.sub(r"^(\+\d{1,3})([ \u00a0\u202f-]?)\(0\)", r"\1\2", text)
    if not _PHONE_NUMBER.fullmatch(text) or "(0)" in text:
        return ""
    dialled_signs = re.sub(r"[^\d+*#]", "", text)
    digits = sum(sign.isdigit() for sign in dialled_signs)
    return dialled_signs.replace("#", "%23") if _FEWEST_DIGITS <= digits <= _MOST_DIGITS else ""


def is_email(text: str) -> bool:
    """Tell whether a text is one address for mail."""
    return bool(_EMAIL.fullmatch(text))


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


def longer_than(node: Node, characters: int) -> bool:
    """Tell whether a node holds more text than so many characters."""
    return len(plain_text(node)) > characters


TESTS: dict[str, Any] = {"longer_than": longer_than}

FILTERS: dict[str, Any] = {
    "date": date,
    "dialled": dialled,
    "is_address": is_address,
    "is_email": is_email,
    "language_direction": direction_of,
    "people": people,
    "plain_text": plain_text,
    "primary_language": primary_language,
    "shown_address": shown_address,
    "text_direction": text_direction,
    "with_long_words": with_long_words,
}
