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
from publish.content.language import direction_of
from publish.content.node import Direction
from publish.labels import written_date

# A word of this length may not fit into the column of a table.
_LONG_WORD = re.compile(r"\S{20,}")


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


def longer_than(node: Node, characters: int) -> bool:
    """Tell whether a node holds more text than so many characters."""
    return len(plain_text(node)) > characters


TESTS: dict[str, Any] = {"longer_than": longer_than}

FILTERS: dict[str, Any] = {
    "date": date,
    "dialled": dialled,
    "is_address": is_address,
    "language_direction": direction_of,
    "people": people,
    "plain_text": plain_text,
    "shown_address": shown_address,
    "text_direction": text_direction,
    "with_long_words": with_long_words,
}
