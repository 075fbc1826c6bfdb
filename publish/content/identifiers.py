"""Identifiers of publications: ISBN, DOI, UUID, URN and addresses."""

from __future__ import annotations

import re
import urllib.parse

_ISBN = re.compile(
    r"(?P<said>urn:isbn:|isbn(?:-?1[03])?:?)?\s*(?P<number>[0-9](?:[ \-‐‑–]?[0-9])*(?:[ \-‐‑–]?X)?)", re.IGNORECASE
)
_SEPARATORS = re.compile(r"[ \-‐‑–]")
_DOI = re.compile(r"(?P<before>doi:\s*|https?://(?:dx\.)?doi\.org/)?(?P<name>10\.[0-9]{4,9}/\S+)", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_BOOKLAND = ("978", "979")  # the prefixes of an ISBN of 13 digits (ISO 2108)
_GROUPS_OF_ISBN_10 = 4


def identifier_as_uri(identifier: str) -> str:
    """Return the URI of an identifier, or the identifier itself where it has none.

    An ISBN becomes ``urn:isbn:…`` (RFC 8254) if its check digit is right, a DOI ``https://doi.org/…``, a UUID
    ``urn:uuid:…`` (RFC 9562). URNs, addresses and everything else stay as they are.
    """
    identifier = identifier.strip()
    if number := _right_isbn(identifier):
        return f"urn:isbn:{number}"
    if doi := _DOI.fullmatch(identifier):
        is_address = (doi["before"] or "").lower().startswith("http")
        return "https://doi.org/" + (doi["name"] if is_address else urllib.parse.quote(doi["name"], safe="/()._;:-"))
    return f"urn:uuid:{identifier.lower()}" if _UUID.fullmatch(identifier) else identifier


def is_wrong_isbn(identifier: str) -> bool:
    """Tell whether something is written as an ISBN and is none, by its length or its check digit (ISO 2108).

    Ten digits in a row that do not say that they are an ISBN may be any number, and are not called wrong.
    """
    match = _ISBN.fullmatch(identifier.strip())
    if not match or _right_isbn(identifier.strip()):
        return False
    groups = _SEPARATORS.split(match["number"])
    number = "".join(groups)
    looks_new = len(number) == 13 and number.startswith(_BOOKLAND)
    looks_old = len(number) == 10 and len(groups) == _GROUPS_OF_ISBN_10
    return bool(match["said"]) or looks_new or looks_old


def _right_isbn(identifier: str) -> str:
    match = _ISBN.fullmatch(identifier)
    number = _SEPARATORS.sub("", match["number"]).upper() if match else ""
    values = [10 if digit == "X" else int(digit) for digit in number]
    if len(values) == 13 and number.isdigit() and number.startswith(_BOOKLAND):
        return "" if (sum(values[::2]) + 3 * sum(values[1::2])) % 10 else number
    if len(values) == 10:
        return (
            "" if sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True)) % 11 else number
        )
    return ""
