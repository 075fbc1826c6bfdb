"""Addresses and numbers to call, as they stand in a text."""

from __future__ import annotations

import re

# Numbers of at least seven digits in groups, with or without a plus; short ones stand after a verb of calling.
_PHONE = re.compile(r"(?<![\d.,/-])(?:\+\d[\d ()-]{6,}\d|0\d(?:[ -]?\d){6,11}|(?<!\d)\d{3}[ -]\d{3}(?:[ -]\d{3,4})?)(?![\d.,/-]*\d)")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()\"”]+[^\s<>()\"”.,;:!?]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_SHORT = re.compile(
    r"(?<![\w])(?:call|calls|calling|dial|dialling|ring|ringing|phone|phoning|telephone|text|texting|number is|which is|lifeline on|on)"
    r"(?: (?:or|and) (?:call|text|phone|ring))?(?: \w+){0,2}? (\d{3})(?![\d%]|[ -]?\d| ?(?:mg|ml|g|kg|mcg|micrograms?|days?|hours?|weeks?|minutes?|people|in)\b)"
    r"|(?<![\w])(999|911|112|988)(?![\d%]|[.,]\d| ?(?:mg|ml|g|kg|mcg|days?|people)\b)",
    re.IGNORECASE,
)


def phones(text: str) -> list[str]:
    """Return the numbers to call in a text, as digits alone."""
    return [re.sub(r"\D", "", text[start:end]) for start, end in _phone_places(text)]


def addresses(text: str) -> list[str]:
    """Return the addresses of pages and mailboxes in a text."""
    return [match.group() for match in _ADDRESS.finditer(text)]


def places(text: str) -> list[tuple[int, int]]:
    """Return where addresses and numbers to call stand in a text."""
    return _phone_places(text) + [match.span() for match in _ADDRESS.finditer(text)]


def _phone_places(text: str) -> list[tuple[int, int]]:
    long = [match.span() for match in _PHONE.finditer(text)]
    short = [match.span(1) if match.group(1) else match.span(2) for match in _SHORT.finditer(text)]
    return long + [place for place in short if not any(start <= place[0] < end for start, end in long)]
